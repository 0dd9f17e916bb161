import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { parquet } from '../../src/cli/output/parquet.ts';
import { toJsonLine } from '../../src/index.ts';
import { normalize } from '../../src/library/index.ts';
import { root, temporaryFolder } from '../run/command.ts';

const SIGNALS = ['code_points', 'simhash'];

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const WORDS = Array.from(
  '今天上午市图书馆新馆正式开放读者可以凭身份证办理借书证共有三层一是儿童阅览室和报刊区二文学社会科藏',
);

/** Made-up texts of 300 to 1,500 characters from a few words, so that they share many shingles by chance. */
function textsOf(count: number, random: () => number): readonly string[] {
  const pick = (): string => WORDS[Math.floor(random() * WORDS.length)] ?? '';
  const phrases = Array.from({ length: 400 }, () =>
    Array.from({ length: 4 + Math.floor(random() * 8) }, pick).join(''),
  );
  return Array.from({ length: count }, () => {
    const length = 300 + Math.floor(random() * 1200);
    let text = '';
    while (text.length < length) text += `${phrases[Math.floor(random() * phrases.length)] ?? ''}，`;
    return text;
  });
}

/** An edit in 500 characters: a character replaced, left out or put in. */
function edited(text: string, random: () => number): string {
  let now = text;
  for (let edits = Math.max(1, Math.round(text.length / 500)); edits > 0; edits--) {
    const at = Math.floor(random() * now.length);
    now = now.slice(0, at) + (random() < 0.5 ? '的' : '') + now.slice(at + (random() < 0.7 ? 1 : 0));
  }
  return random() < 0.5 ? now : `${now}\n（责任编辑：王小明）`;
}

const [, QUERY = ''] =
  /```sql\n(-- Pairs of near duplicates.*?)```/s.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];

test('the query of the README finds copies with small edits and nothing else', async () => {
  const random = numbers(1);
  const texts = textsOf(150, random);
  const all = [...texts, ...texts.map((text) => edited(text, random))];
  const options = { signals: SIGNALS, skip: ['repair', 'convert', 'strip', 'tidy', 'extract'] };
  const records = all.map((text, index) => normalize({ text, path: String(index) }, options));
  const file = join(temporaryFolder(), 'records.parquet');
  const { push, end } = parquet(SIGNALS);
  const lines = Buffer.from(records.map(toJsonLine).join(''));
  writeFileSync(file, Buffer.concat([await push(lines), await end()]));
  const connection = await (await DuckDBInstance.create()).connect();
  const reader = await connection.runAndReadAll(QUERY.replace('records.parquet', file));
  const places = new Map(records.map(({ id }, index) => [id, index]));
  const placeOf = (id: unknown): number => (typeof id === 'string' ? (places.get(id) ?? 0) : 0);
  const pairs = reader.getRows().map(([one, other]) => [placeOf(one), placeOf(other)] as const);
  const right = pairs.filter(([one, other]) => Math.abs(one - other) === texts.length);
  expect(right.length / texts.length).toBeGreaterThanOrEqual(0.98);
  expect((pairs.length - right.length) / pairs.length).toBeLessThanOrEqual(0.01);
});
