import { Damage, rest } from '../../src/archives/index.ts';
import type { Member } from '../../src/archives/index.ts';

/** A row for comparison: bytes as text. */
export interface Seen {
  readonly name: string | null;
  readonly text: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Members; damage behind which reading goes on is thrown, as that which ends it. */
export async function* undamaged(
  members: AsyncIterable<Member | Damage> | Iterable<Member | Damage>,
): AsyncGenerator<Member, void> {
  for await (const member of members) {
    if (member instanceof Damage) throw member;
    yield member;
  }
}

/** All members that a reader yields, and the damage that it tells last. */
export async function seen(
  members: AsyncIterable<Member | Damage> | Iterable<Member>,
): Promise<{ rows: readonly Seen[]; fault: string | null }> {
  const rows: Seen[] = [];
  let fault: string | null = null;
  try {
    for await (const member of members) {
      if (member instanceof Damage) {
        fault = member.message;
        continue;
      }
      const { name, bytes, skip, document } = member;
      const text = document?.hasText === false ? null : ((await rest(bytes, 2 ** 30))?.toString() ?? '(too large)');
      rows.push({ name, text: skip ?? text, fields: shown(document?.fields ?? {}) });
    }
    return { rows, fault };
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    return { rows, fault: error.message };
  }
}

function shown(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      value instanceof Uint8Array ? Buffer.from(value).toString() : value,
    ]),
  );
}
