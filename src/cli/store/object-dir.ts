import { UserError } from '../../index.ts';
import { Unreadable } from '../../archives/index.ts';
import type { OutDir } from '../parts/out-dir.ts';
import { PLAN_FILE } from '../parts/plan-file.ts';
import { RunError } from '../run-error.ts';
import { escapeLine } from '../terminal/escape.ts';
import { ownClient, placeOf } from './client.ts';
import type { Client } from './client.ts';
import { objectsIn } from './list.ts';
import { objectLeases, triedConditions } from './object-leases.ts';
import type { Conditions } from './object-leases.ts';
import { removeOldUploads } from './old-uploads.ts';
import { uploadSink } from './upload.ts';
import { create, getRange, getWhole, headOf, put, remove } from './whole.ts';

/** Parts under a prefix of an object store. Throws a UserError for an address of another kind. */
export function objectDir(place: string, client: Client = ownClient()): OutDir {
  if (!place.startsWith('s3://'))
    throw new UserError(`${escapeLine(place)}: --out-dir takes a folder or s3://bucket/prefix`);
  const { bucket, key } = placeOf(place);
  const prefix = key === '' || key.endsWith('/') ? key : `${key}/`;
  const address = `s3://${bucket}/${prefix}`;
  let conditions: Promise<Conditions> | null = null;
  const tried = (): Promise<Conditions> => (conditions ??= triedConditions(client, address));
  const at = (name: string): string => address + name;
  return {
    place: address,
    local: false,
    prepare: () => checked(client, address),
    names: (subfolder) => namesIn(client, bucket, subfolder === '' ? prefix : `${prefix}${subfolder}/`),
    stat: (name) => headOf(client, at(name)),
    read: async (name) => (await getWhole(client, at(name)))?.body ?? null,
    range: (name, start, end) => getRange(client, at(name), start, end),
    pathOf: at,
    sink: (name) => Promise.resolve(uploadSink(client, at(name))),
    growing: (name) => Promise.resolve(uploadSink(client, at(name))),
    create: async (name, text) => {
      const bytes = Buffer.from(text);
      if ((await tried()).absent) return (await create(client, at(name), bytes)) !== null;
      await put(client, at(name), bytes);
      return true;
    },
    remove: (name) => remove(client, at(name)),
    removeRemains: (subfolder) =>
      removeOldUploads(client, bucket, subfolder === '' ? `${prefix}part-` : `${prefix}${subfolder}/`),
    clock: async () => (await headOf(client, at(PLAN_FILE)))?.now ?? Date.now(),
    leases: objectLeases(client, address, tried),
  };
}

/** Writes and removes an object, so that what is wrong with the bucket or the keys is told before the work. Throws a UserError. */
async function checked(client: Client, address: string): Promise<void> {
  const own = `${address}.writable`;
  try {
    await put(client, own, new Uint8Array(0));
    await remove(client, own);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new UserError(`${escapeLine(address)}: cannot be written to: ${error.message}`);
  }
}

async function namesIn(client: Client, bucket: string, prefix: string): Promise<readonly string[]> {
  const names: string[] = [];
  try {
    for await (const { key } of objectsIn(client, { bucket, prefix, flat: true }))
      names.push(key.slice(prefix.length).replace(/\/$/, ''));
    return names.filter((name) => name !== '');
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new RunError(`s3://${bucket}/${escapeLine(prefix)}: cannot be listed: ${error.message}`);
  }
}
