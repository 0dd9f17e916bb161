import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientFor } from '../../src/cli/store/client.ts';
import type { Client } from '../../src/cli/store/client.ts';
import { objectDir } from '../../src/cli/store/object-dir.ts';
import { triedConditions } from '../../src/cli/store/object-leases.ts';
import { pause as wait } from '../../src/cli/store/retry.ts';
import { settingsFrom } from '../../src/cli/store/settings.ts';
import { create, headOf, put } from '../../src/cli/store/whole.ts';
import { command } from '../run/command.ts';
import { madeCorpus, pause, started } from './corpus.ts';
import type { Corpus, Running } from './corpus.ts';

const canRun =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  ['ceph-mon', 'ceph-osd', 'radosgw', 'radosgw-admin'].every((name) => spawnSync('which', [name]).status === 0);

const BUCKET = 's3://corpus';
const PORT = 17480;
/** The options of a run of about twenty parts. */
const PARTS = ['--part-bytes', '500k', '--lease', '5'];

let corpus: Corpus;
let client: Client;
let env: NodeJS.ProcessEnv;

const server = (how: 'up' | 'down'): void => {
  const { status, stdout, stderr } = spawnSync('bash', [join(import.meta.dirname, `rgw-${how}.sh`)], {
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stdout + stderr);
};

const namesIn = (place: string): Promise<readonly string[]> => objectDir(place, client).names('');

async function ledgers(place: string): Promise<number> {
  return (await namesIn(place)).filter((name) => name.endsWith('.ledger.json')).length;
}

async function untilLedgers(place: string, count: number): Promise<void> {
  while ((await ledgers(place)) < count) await pause(50);
}

/** The records of all parts, if they are verified; else what is wrong. */
function verified(place: string): string {
  const { code, stdout, stderr } = command(['verify', place], { env });
  if (code !== 0) return stdout + stderr;
  const merged = join(corpus.home, 'merged.jsonl');
  const merging = command(['merge', place, '-o', merged], { env });
  return merging.code === 0 ? readFileSync(merged, 'utf8') : merging.stderr;
}

const run = (place: string, ...more: readonly string[]): Running =>
  started(['-q', '-j', '1', ...PARTS, ...more, '--out-dir', place, corpus.input], env);

describe.skipIf(!canRun)('--out-dir on a real S3 server, the gateway of Ceph', () => {
  beforeAll(async () => {
    corpus = madeCorpus();
    const keys = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'geheim/+' };
    const home = { HOME: corpus.home, AWS_ENDPOINT_URL: `http://127.0.0.1:${PORT}`, AWS_REGION: 'default', ...keys };
    env = { ...process.env, ...home, RGW_ROOT: join(corpus.home, 'ceph'), RGW_PORT: String(PORT) };
    server('up');
    client = clientFor(settingsFrom(env), wait);
    (await client.ask('PUT', BUCKET, { statuses: [200] })).resume();
  });
  afterAll(() => {
    server('down');
    rmSync(corpus.home, { recursive: true, force: true });
  });

  test('parts, ledgers and plan are those of a folder, byte for byte; status, verify, merge and report read them', async () => {
    const place = `${BUCKET}/plain`;
    const folder = join(corpus.home, 'plain');
    const args = ['-q', '-j', '2', ...PARTS, '--parts', 'jsonl.gz'];
    for (const out of [place, folder])
      expect(command([...args, '--out-dir', out, corpus.input], { env })).toMatchObject({ code: 0, stderr: '' });
    const dir = objectDir(place, client);
    const parts = (await dir.names('')).filter((name) => name.startsWith('part-'));
    expect(parts.length).toBeGreaterThan(20);
    for (const name of parts) expect(await dir.read(name)).toEqual(readFileSync(join(folder, name)));
    expect(verified(place) === corpus.records).toBe(true);
    expect(command(['status', place], { env }).stdout).toMatch(/^(\d+) of \1 parts done/);
    const report = join(corpus.home, 'report.html');
    expect(command(['report', place, '-o', report], { env }).code).toBe(0);
    expect(readFileSync(report, 'utf8')).toContain('<html');
    const { length } = (await dir.read('part-00000.ledger.json')) ?? [];
    await dir.remove('part-00000.ledger.json');
    expect(command(['verify', '--quick', place], { env })).toMatchObject({ code: 1 });
    expect(command([...args, '--out-dir', place, corpus.input], { env }).code).toBe(0);
    expect((await dir.read('part-00000.ledger.json'))?.length).toBe(length);
  });

  test('a part in pieces: killed while they are sent, and run again', async () => {
    const input = join(corpus.home, 'large.jsonl');
    writeFileSync(
      input,
      `${JSON.stringify({ text: '今天上午，市圖書館新館正式開放。\n'.repeat(400) })}\n`.repeat(1500),
    );
    const place = `${BUCKET}/large`;
    const args = ['-q', '-j', '2', '--out-dir', place, input];
    const killed = started(args, env);
    const uploads = { query: { prefix: 'large/', uploads: '' }, statuses: [200] };
    for (let found = ''; !found.includes('<UploadId>');) {
      found = '';
      for await (const chunk of await client.ask('GET', BUCKET, uploads)) found += String(chunk);
    }
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(await ledgers(place)).toBe(0);
    expect((await namesIn(place)).filter((name) => name.startsWith('part-'))).toEqual([]);
    expect(command(args, { env })).toMatchObject({ code: 0, stderr: '' });
    expect((await headOf(client, `${place}/part-00000.jsonl`))?.etag).toMatch(/-\d+"$/);
    expect(verified(place) === command(['-q', input]).stdout).toBe(true);
  });

  test('killed at any moment and run again: no part lost or doubled', async () => {
    const place = `${BUCKET}/killed`;
    for (const count of [1, 8]) {
      const { child, ended } = run(place);
      await untilLedgers(place, count);
      child.kill('SIGKILL');
      await ended;
    }
    expect(await run(place).ended).toMatchObject({ code: 0, text: '' });
    expect(verified(place) === corpus.records).toBe(true);
  });

  test('four processes claim parts, one is killed, one is stopped and revived at the end', async () => {
    const place = `${BUCKET}/claimed`;
    const runs = Array.from({ length: 4 }, () => run(place, '--lease', '3', '--shard', 'claim'));
    await untilLedgers(place, 4);
    const [stopped, killed, ...others] = runs;
    stopped?.child.kill('SIGSTOP');
    killed?.child.kill('SIGKILL');
    for (const { ended } of others) expect(await ended).toMatchObject({ code: 0, text: '' });
    expect(command(['status', place], { env }).stdout).toMatch(/^(\d+) of \1 parts done/);
    stopped?.child.kill('SIGCONT');
    expect(await stopped?.ended).toMatchObject({ code: 0, text: '' });
    expect(verified(place) === corpus.records).toBe(true);
    const names = await namesIn(place);
    for (const name of names.filter((found) => found.startsWith('.')))
      expect(String(await objectDir(place, client).read(name))).toContain(`"pid":${killed?.child.pid}}`);
    expect(names.filter((name) => name.startsWith('plan'))).toHaveLength(3);
  });

  test('conditions hold under contention: one of many writers has the name', async () => {
    const { absent, same } = await triedConditions(client, `${BUCKET}/x/`);
    expect([absent, same !== null]).toEqual([true, true]);
    const writers = Array.from({ length: 20 }, (_, index) => Buffer.from(`${index}`));
    const made = await Promise.all(writers.map((body) => create(client, `${BUCKET}/one`, body)));
    const [etag, ...others] = made.filter((found) => found !== null);
    expect(others).toEqual([]);
    const condition = { 'if-match': same?.(etag ?? '') ?? '' };
    const taken = await Promise.all(
      writers.map((body) => put(client, `${BUCKET}/one`, Buffer.concat([body, body]), condition)),
    );
    expect(taken.filter((found) => found !== null)).toHaveLength(1);
  });

  test('1,500 objects of a prefix are listed over pages and read, as those of a folder', async () => {
    const folder = join(corpus.home, 'many');
    mkdirSync(folder);
    const names = Array.from({ length: 1500 }, (_, index) => `${index} 頁.txt`);
    for (const [index, name] of names.entries()) writeFileSync(join(folder, name), `第${index}頁，今天天氣很好。\n`);
    for (let at = 0; at < names.length; at += 50)
      await Promise.all(
        names.slice(at, at + 50).map((name) => put(client, `${BUCKET}/many/${name}`, readFileSync(join(folder, name)))),
      );
    const place = `${BUCKET}/of-many`;
    expect(command(['-q', '-j', '2', '--out-dir', place, `${BUCKET}/many/`], { env })).toMatchObject({
      code: 0,
      stderr: '',
    });
    const local = command(['-q', folder]).stdout;
    expect(verified(place) === local).toBe(true);
    expect(command(['-q', `${BUCKET}/many`], { env }).stdout === local).toBe(true);
  });
});
