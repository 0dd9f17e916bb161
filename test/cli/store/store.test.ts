import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import type { OpenFile } from '../../../src/cli/input/open-file.ts';
import { filesAt } from '../../../src/cli/store/find.ts';
import { openObject } from '../../../src/cli/store/object.ts';
import { settingsFrom } from '../../../src/cli/store/settings.ts';
import { zip } from '../../made/archives.ts';
import { epub3 } from '../../made/books.ts';
import { bin, command, temporaryFolder } from '../../run/command.ts';
import type { Ended } from '../../run/command.ts';
import { environment, KEYS, store } from '../../run/store.ts';
import type { Store } from '../../run/store.ts';

async function namesAt(address: string, { client }: Store): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const found of filesAt(address, client))
    names.push(found.kind === 'file' ? `${found.name.toString()} ${found.size}` : `${found.reason}: ${found.why}`);
  return names;
}

async function contentOf(open: OpenFile): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (let next = await open.chunks.next(); next.done !== true; next = await open.chunks.next()) parts.push(next.value);
  open.close();
  return Buffer.concat(parts);
}

/** Bytes of which no two ranges are equal. */
const LARGE = Buffer.from(Array.from({ length: 300_000 }, (_, index) => `${index}\n`).join(''));

describe('a list', () => {
  test('has all keys under a prefix over pages, in the order of bytes, relative, without hidden ones', async () => {
    const many = Object.fromEntries(Array.from({ length: 2500 }, (_, index) => [`crawl/${10_000 + index}.txt`, '甲']));
    const odd = ['crawl/.git/x', 'crawl/a b+c%d&e.txt', 'crawl/a/.x', 'crawl/folder/', 'crawl/ａ.txt', 'crawl/𠀀.txt'];
    const served = await store({
      ...many,
      ...Object.fromEntries(odd.map((key) => [key, ''])),
      crawler: '',
      'crawl/z/y': '乙乙',
    });
    const names = await namesAt('s3://corpus/crawl', served);
    const others = ['a b+c%d&e.txt 0', 'z/y 6', 'ａ.txt 0', '𠀀.txt 0'];
    expect(names).toEqual([...Object.keys(many).map((key) => `${key.slice(6)} 3`), ...others]);
    expect(served.seen).toHaveLength(1 + 3);
  });

  test('goes on after the last key where the server gives no token, and is read again if it is cut', async () => {
    const served = await store({ a: '', b: '', 'c d': '', é: '' }, { tokens: false, pageSize: 2 });
    served.faults.push({ cutAfter: 120 }, null, { status: 503, code: 'SlowDown' }, { status: 500 });
    expect(await namesAt('s3://corpus/', served)).toEqual(['a 0', 'b 0', 'c d 0', 'é 0']);
  });

  test('an object has precedence over a prefix of its name; neither is a problem', async () => {
    const served = await store({ 'a.txt': '甲', 'a.txt/b': '' });
    expect(await namesAt('s3://corpus/a.txt', served)).toEqual(['s3://corpus/a.txt 3']);
    expect(await namesAt('s3://corpus/a.txt/', served)).toEqual(['b 0']);
    expect(await namesAt('s3://corpus/c', served)).toEqual(['unreadable: no such object (status 404)']);
    expect(await namesAt('s3://corpus/c/', served)).toEqual([expect.stringMatching(/^empty-folder: holds no objects/)]);
  });

  test('that breaks off for good is an error, which tells the code and no key', async () => {
    const served = await store({ a: '' });
    served.faults.push({ status: 403, code: 'InvalidAccessKeyId' });
    await expect(namesAt('s3://corpus/', served)).rejects.toThrow(/^access denied \(status 403, InvalidAccessKeyId\)$/);
    served.faults.push(...Array.from({ length: 8 }, () => ({ status: 503, code: 'SlowDown' })));
    await expect(namesAt('s3://corpus/', served)).rejects.toThrow('status 503, SlowDown) (tried 8 times)');
  });

  test('of something that is no store is an error', async () => {
    const served = await store({});
    served.faults.push({ status: 200 });
    await expect(namesAt('s3://corpus/', served)).rejects.toThrow('the server does not answer as S3 does');
  });
});

describe('an object', () => {
  test.each([{}, { ranges: false }, { ifMatch: false }])(
    'cut at several places is read on at the byte (%j)',
    async (kind) => {
      const served = await store({ a: LARGE }, kind);
      served.faults.push({ status: 500 }, { cutAfter: 1000 }, { status: 503, code: 'SlowDown' }, { cutAfter: 700_000 });
      const content = await contentOf(await openObject('s3://corpus/a', served.client));
      expect(content.equals(LARGE)).toBe(true);
      expect(served.seen[3]).toBe(`GET /corpus/a bytes=1000-${LARGE.length - 1}`);
    },
  );

  test.each([{}, { ranges: false }, { ifMatch: false }])(
    'changed in the middle is an error and no mixture (%j)',
    async (kind) => {
      const served = await store({ a: LARGE }, kind);
      served.faults.push({ cutAfter: 1000 }, { replaced: Buffer.from(LARGE).reverse() });
      const open = await openObject('s3://corpus/a', served.client);
      await expect(contentOf(open)).rejects.toThrow('changed while it was being read');
      expect(open.changed()).toBe(true);
    },
  );

  test('is read at random in blocks, and not if it changed', async () => {
    const served = await store({ a: LARGE });
    const { access, close } = await openObject('s3://corpus/a', served.client);
    served.faults.push({ cutAfter: 10 });
    const [start, end] = [2 ** 20 - 5, 2 ** 20 + 5];
    expect(await access?.read(start, end)).toEqual(LARGE.subarray(start, end));
    expect(await access?.read(LARGE.length - 3, LARGE.length + 9)).toEqual(LARGE.subarray(-3));
    expect(served.seen.slice(1)).toEqual([
      'GET /corpus/a bytes=0-1048575',
      'GET /corpus/a bytes=10-1048575',
      `GET /corpus/a bytes=1048576-${LARGE.length - 1}`,
    ]);
    const again = await openObject('s3://corpus/a', served.client);
    served.objects.set('a', LARGE.subarray(1));
    await expect(async () => again.access?.read(0, 5)).rejects.toThrow('changed while it was being read');
    close();
    again.close();
  });

  test('with a name of any signs is asked for with a valid signature', async () => {
    const keys = ['中文 +&=?#%25.txt', "!'()*~.txt", 'a//b', 'x/../y', ' ', '𠀀'];
    const served = await store(Object.fromEntries(keys.map((key) => [key, key])));
    for (const key of keys)
      expect((await contentOf(await openObject(`s3://corpus/${key}`, served.client))).toString()).toBe(key);
  });

  test('over HTTP is not unpacked, and follows redirects', async () => {
    const packed = gzipSync('甲');
    const served = await store({ 'a.gz': packed });
    served.faults.push({ status: 302, headers: { location: '/open/a.gz' } });
    const content = await contentOf(await openObject(`${served.url}/open/elsewhere`, served.client));
    expect(content.equals(packed)).toBe(true);
    await expect(openObject(`${served.url}/open/b`, served.client)).rejects.toThrow(
      'no such object (status 404, NoSuchKey)',
    );
  });

  test('in another region is asked for there', async () => {
    const served = await store({ a: '甲' });
    served.faults.push({ status: 301, code: 'PermanentRedirect', headers: { 'x-amz-bucket-region': 'eu-west-1' } });
    await expect(openObject('s3://corpus/a', served.client)).rejects.toThrow('SignatureDoesNotMatch');
    expect(served.seen).toHaveLength(2);
  });
});

describe('settings', () => {
  function home(files: Readonly<Record<string, string>>): string {
    const folder = temporaryFolder();
    mkdirSync(join(folder, '.aws'));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, '.aws', name), content);
    return folder;
  }

  test('come from the environment, else from a profile, else requests are anonymous', () => {
    const HOME = home({
      credentials:
        '[default]\naws_access_key_id = one\naws_secret_access_key=a=b\n[b]\naws_access_key_id=two\naws_secret_access_key=c\n',
      config:
        '[default]\nregion = eu-west-1\n[profile b]\nendpoint_url = https://s3.example.org/x\ns3 =\n  region = no\n',
    });
    expect(settingsFrom({ HOME })).toEqual({
      endpoint: null,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'one', secretAccessKey: 'a=b' },
    });
    expect(settingsFrom({ HOME, AWS_PROFILE: 'b', AWS_REGION: 'x' })).toEqual({
      endpoint: new URL('https://s3.example.org/x'),
      region: 'x',
      credentials: { accessKeyId: 'two', secretAccessKey: 'c' },
    });
    const own = { AWS_ACCESS_KEY_ID: 'three', AWS_SECRET_ACCESS_KEY: 'd', AWS_SESSION_TOKEN: 'e' };
    expect(settingsFrom({ HOME, AWS_PROFILE: 'b', ...own }).credentials).toEqual({
      accessKeyId: 'three',
      secretAccessKey: 'd',
      sessionToken: 'e',
    });
    expect(settingsFrom({ HOME: temporaryFolder() })).toEqual({
      endpoint: null,
      region: 'us-east-1',
      credentials: null,
    });
  });

  test('that cannot be used are said without their values', () => {
    const HOME = home({ config: '[profile c]\ncredential_process = /bin/secret\n' });
    expect(() => settingsFrom({ HOME, AWS_PROFILE: 'd' })).toThrow(/AWS_PROFILE: there is no profile d/);
    expect(() => settingsFrom({ HOME, AWS_PROFILE: 'c' })).toThrow(
      /profile c: credential_process is not supported; run/,
    );
    expect(() => settingsFrom({ HOME, AWS_ACCESS_KEY_ID: 'x' })).toThrow(/one is set without the other$/);
    expect(() => settingsFrom({ HOME, AWS_ENDPOINT_URL: 'http://me:geheim@x' })).toThrow(
      /^AWS_ENDPOINT_URL: must not hold/,
    );
  });
});

/** As `command`, while the server of this process answers. */
function run(args: readonly string[], env: Record<string, string>): Promise<Omit<Ended, 'records'>> {
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, ...args], { env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

describe('the command', () => {
  const files = {
    'a.txt': '今天天氣很好，我們去公園散步。\n',
    'b/c.html': '<title>題</title><p>今天天氣很好，我們去公園散步，然後回家吃飯。</p>',
    'd.jsonl.gz': gzipSync('{"text":"一"}\n{"text":"二"}\n'),
    'e.zip': zip({ 'x/f.txt': '今天天氣很好。\n', 'x/g.txt': '明天也好。\n' }),
    'h.epub': zip(epub3()),
    'i.parquet': new Uint8Array(
      parquetWriteBuffer({ columnData: [{ name: 'text', data: ['一', '二'], type: 'STRING' }] }),
    ),
    '.hidden': '不',
  };

  test('writes the records of a folder, in parts as well, whatever fails on the way', async () => {
    const served = await store(
      Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`crawl/${name}`, bytes])),
    );
    const folder = temporaryFolder();
    for (const [name, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
    const local = command(['-q', folder]);
    served.faults.push({ status: 503, code: 'SlowDown' }, null, null, { cutAfter: 5 }, { status: 500 });
    const parts = join(temporaryFolder(), 'parts');
    const [remote, planned] = await Promise.all([
      run(['-q', '-j2', 's3://corpus/crawl'], environment(served)),
      run(['-q', '-j1', 's3://corpus/crawl/', '--out-dir', parts], environment(served)),
    ]);
    expect({ ...remote, records: local.records }).toEqual(local);
    expect([planned.code, planned.stderr, readFileSync(join(parts, 'part-00000.jsonl'), 'utf8')]).toEqual([
      local.code,
      local.stderr,
      local.stdout,
    ]);
    expect(remote.stderr + planned.stderr + readFileSync(join(parts, 'plan.json'), 'utf8')).not.toContain(
      KEYS.secretAccessKey,
    );
  });

  test('reads a small page over HTTP in each of several runs, of which the later ones use cached code', async () => {
    const served = await store({ 'page.html': files['b/c.html'] });
    const page = `${served.url}/open/page.html`;
    for (let time = 0; time < 3; time++) {
      const { code, stdout } = await run(['-q', page], {});
      expect([code, stdout]).toEqual([0, expect.stringMatching(/今天天气很好/)]);
    }
  });
});
