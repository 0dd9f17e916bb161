import { Damage, rest } from '../../src/archives/index.ts';
import type { Member } from '../../src/archives/index.ts';

/** A row for comparison: bytes as text. */
export interface Seen {
  readonly name: string | null;
  readonly text: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** All members that a reader yields, and its final error message. */
export async function seen(
  members: AsyncIterable<Member> | Iterable<Member>,
): Promise<{ rows: readonly Seen[]; fault: string | null }> {
  const rows: Seen[] = [];
  try {
    for await (const { name, bytes, skip, document } of members) {
      const text = document?.hasText === false ? null : ((await rest(bytes, 2 ** 30))?.toString() ?? '(too large)');
      rows.push({ name, text: skip ?? text, fields: shown(document?.fields ?? {}) });
    }
    return { rows, fault: null };
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
