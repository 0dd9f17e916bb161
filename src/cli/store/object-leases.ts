import { randomBytes } from 'node:crypto';
import { UserError } from '../../index.ts';
import { Unreadable } from '../../archives/index.ts';
import type { Held, Holder, Leases } from '../parts/out-dir.ts';
import { escapeLine } from '../terminal/escape.ts';
import type { Client } from './client.ts';
import { create, getWhole, put, remove } from './whole.ts';

/** Which conditional writes a store obeys. */
export interface Conditions {
  /** `If-None-Match: *`: write what is not there. */
  readonly absent: boolean;
  /** `If-Match`, replace what was read: how an ETag is written there. Null if it is not obeyed. */
  readonly same: ((etag: string) => string) | null;
}

const ETAG_FORMS: readonly ((etag: string) => string)[] = [
  (etag) => etag,
  // Ceph 16 compares it with the ETag without its quotes.
  (etag) => etag.replaceAll('"', ''),
];

/** Tries them on an object of its own: many stores ignore conditions that they do not know. */
export async function triedConditions(client: Client, address: string): Promise<Conditions> {
  const own = `${address}.conditional-${randomBytes(6).toString('hex')}`;
  try {
    const etag = await orNull(put(client, own, Buffer.from('1'), { 'if-none-match': '*' }));
    if (etag === null) return { absent: false, same: null };
    const again = await orNull(create(client, own, Buffer.from('2')));
    const replaced = async (text: string, condition: string): Promise<boolean> =>
      (await orNull(put(client, own, Buffer.from(text), { 'if-match': condition }))) !== null;
    const isBlind = again !== null || (await replaced('3', `"${'0'.repeat(32)}"`));
    let same: Conditions['same'] = null;
    for (const form of isBlind ? [] : ETAG_FORMS) if (same === null && (await replaced('4', form(etag)))) same = form;
    return { absent: again === null, same };
  } finally {
    await remove(client, own).catch(() => undefined);
  }
}

/** Null for what the store refuses. */
async function orNull(writing: Promise<string | null>): Promise<string | null> {
  try {
    return await writing;
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

/** Leases as objects, with the time of the last change as the sign of life. `address` is that of the prefix, with its slash. */
export function objectLeases(client: Client, address: string, tried: () => Promise<Conditions>): Leases {
  const taken = async (name: string, text: string): Promise<Held | null> => {
    const etag = await create(client, address + name, Buffer.from(text));
    return etag === null ? null : held(client, address + name, { text, etag, conditions: await tried() });
  };
  return {
    check: async () => {
      if (!(await tried()).absent)
        throw new UserError(
          `${escapeLine(address)}: the store has no conditional writes (If-None-Match), which --shard claim needs; give each process its part of the work with --shard i/N`,
        );
    },
    take: taken,
    takeFrom: async (name, holder, text) => {
      const conditions = await tried();
      const { same } = conditions;
      if (same === null) {
        if ((await holderOf(client, address + name))?.version !== holder.version) return null;
        await remove(client, address + name);
        return taken(name, text);
      }
      const etag = await put(client, address + name, Buffer.from(text), { 'if-match': same(holder.version) });
      return etag === null ? null : held(client, address + name, { text, etag, conditions });
    },
    holder: (name) => holderOf(client, address + name),
  };
}

async function holderOf(client: Client, address: string): Promise<Holder | null> {
  const found = await getWhole(client, address);
  return found && { text: textIn(found.body), version: found.etag, seen: found.modified };
}

/** The text that a lease was taken with, without the number of its beat. */
function textIn(body: Buffer): string {
  return body.toString().replace(/\n\d+\n$/, '\n');
}

interface Own {
  readonly text: string;
  readonly etag: string;
  readonly conditions: Conditions;
}

function held(client: Client, address: string, { text, etag, conditions }: Own): Held {
  let last = etag;
  let beats = 0;
  const isMine = async (): Promise<boolean> => (await holderOf(client, address))?.text === text;
  return {
    renew: async () => {
      // Each beat has an ETag of its own, so that one that has been read is told from the next.
      const body = Buffer.from(`${text}${++beats}\n`);
      const { same } = conditions;
      if (same === null && !(await isMine())) return;
      const now = await put(client, address, body, same === null ? {} : { 'if-match': same(last) });
      // A beat whose answer was lost.
      last = now ?? (await etagOf(client, address, text)) ?? last;
    },
    isMine,
    release: async () => {
      if (await isMine()) await remove(client, address);
    },
  };
}

async function etagOf(client: Client, address: string, text: string): Promise<string | null> {
  const holder = await holderOf(client, address);
  return holder?.text === text ? holder.version : null;
}
