import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { response, tar, warcRecord } from '../made/archives.ts';
import { command, temporaryFolder } from '../run/command.ts';
import type { Ended } from '../run/command.ts';
import { packingFor } from '../../src/cli/output/writers.ts';
import * as packed from '../made/packed.ts';
import { LONG, ONE, TWO } from '../made/packed.ts';

/** Runs the command on a file whose name does not tell its format. */
function run(bytes: Uint8Array, ...args: string[]): Ended {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'input'), bytes);
  return command([...args, 'input'], { cwd: folder });
}

function texts({ records }: Ended): readonly string[] {
  return records.map((record) => `${record.text}\n`);
}

describe('compressed files', () => {
  test.each([
    ['xz', packed.XZ_STREAMS],
    ['bzip2', packed.BZIP2_STREAMS],
    ['zstd', packed.ZSTD_FRAMES],
  ])('%s, and tar inside it', (_, bytes) => {
    expect(texts(run(bytes))).toEqual([ONE + TWO]);
    const ended = run(tar({ 'a.txt': bytes, 'b.txt': TWO }));
    expect([ended.code, ...texts(ended)]).toEqual([0, ONE + TWO, TWO]);
  });

  test('JSONL in xz is read line by line, at any number of workers', () => {
    const lines = (count: string): Ended => run(packed.BZIP2_BLOCKS, '-j', count, '--format', 'jsonl', '-q');
    expect(lines('1').stdout).toBe(lines('3').stdout);
    expect(lines('1').records).toHaveLength(LONG.split('\n').length - 1);
  });

  test('records before damage are written, and the damage is reported', () => {
    const jsonl = (bytes: Uint8Array): Ended => run(bytes, '--format', 'jsonl', '-q', '--skip', 'strip');
    const cut = jsonl(packed.XZ_BLOCKS.subarray(0, 1500));
    expect([cut.code, cut.records.length > 1000]).toEqual([1, true]);
    expect(cut.stderr).toMatch(/input: ends inside xz stream 1, after 1500 bytes/);
    const turned = jsonl(Buffer.concat([packed.ZSTD_LONG.subarray(0, -1), Buffer.from('?')]));
    expect([turned.code, turned.records.length]).toEqual([1, LONG.split('\n').length - 1]);
    expect(turned.stderr).toMatch(/input: .*checksum/);
  });

  test('a line of 6 MB in gzip is a record', () => {
    const text = `${'新馆共有三层，一层是儿童阅览室。'.repeat(125_000)}\n`;
    const ended = run(gzipSync(`{"text":"a"}\n${JSON.stringify({ text })}\n`), '--skip', 'repair');
    expect(ended.records.map((record) => record.text.length)).toEqual([1, text.length - 1]);
  });

  test('a failure in a tar archive does not affect other members, and standard output has records only', () => {
    const bytes = tar({ 'a.txt': ONE, 'wide.zst': packed.ZSTD_128_MIB, 'b.xz': packed.XZ_SHA256, 'c.txt': TWO });
    const ended = run(bytes, '--max-window', '8388608');
    expect([ended.code, ...texts(ended)]).toEqual([1, ONE, TWO]);
    expect(ended.stdout.split('\n').filter(Boolean)).toHaveLength(2);
    expect(ended.stderr).toMatch(/wide\.zst: zstd frame 1 needs a window of 134217728 bytes, more than 8388608/);
    expect(ended.stderr).toMatch(/b\.xz: xz stream 1 uses a filter or a checksum that is not supported/);
    expect(texts(run(bytes))).toHaveLength(3);
  });

  test('an unsupported archive is reported as a failure', () => {
    const ended = run(packed.LZMA);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(/not read \(LZMA archive\)/);
  });
});

test('.zst output is identical in every version of Node', async () => {
  const packing = await packingFor('records.jsonl.zst', {});
  const lines = Buffer.from(LONG.repeat(12));
  const parts: Uint8Array[] = [];
  for (let at = 0; at < lines.length; at += 100_003)
    parts.push((await packing?.push(lines.subarray(at, at + 100_003))) ?? Buffer.alloc(0));
  parts.push((await packing?.end()) ?? Buffer.alloc(0));
  const bytes = Buffer.concat(parts);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(
    '00541755fb55fd94eca8c0d229cbc4beb6401b29c1c0f714cb8fcff257c469b5',
  );
  expect(texts(run(bytes, '--skip', 'strip'))).toEqual([LONG.repeat(12)]);
});

describe('many inputs that are no documents', () => {
  test('400,000 lines quickly, with only a few reported', () => {
    const started = performance.now();
    const lines = gzipSync(`{"text":"${ONE.trim()}"}\n${'1\n'.repeat(400_000)}`);
    const ended = run(lines, '-j', '1', '--format', 'jsonl', '--on-error', 'skip');
    expect([ended.code, ...texts(ended)]).toEqual([0, ONE]);
    expect(ended.stderr).toMatch(/skipped +400,?000/);
    expect(ended.stderr.split('\n').length).toBeLessThan(20);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test('20,000 error pages in a web archive, and a document after them', () => {
    const page = response('404 Not Found', ['Content-Type: text/html'], Buffer.from('x'));
    const none = warcRecord('response', 'http://a.cn/', 'application/http', page);
    const last = warcRecord('conversion', 'http://a.cn/1', 'text/plain', ONE);
    const ended = run(gzipSync(Buffer.concat([...Array.from({ length: 20_000 }, () => none), last])));
    expect([ended.code, ...texts(ended)]).toEqual([0, ONE]);
    expect(ended.stderr).toMatch(/skipped +20,?000/);
    expect(ended.stderr.split('\n').length).toBeLessThan(20);
  });
});
