import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { command, temporaryFolder } from '../run/command.ts';
import { RULES, serving, TEXT } from '../run/serve.ts';

interface Reply {
  readonly status: number | undefined;
  readonly body: string;
  readonly policy: unknown;
}

/** Sends a request with these headers and no others of its own choice. */
async function send(
  address: URL,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: unknown,
): Promise<Reply> {
  const sent = request({
    host: address.hostname,
    port: address.port,
    path,
    headers,
    method: body === undefined ? 'GET' : 'POST',
  });
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  const [response] = (await once(sent, 'response')) as [
    NodeJS.ReadableStream & { statusCode?: number; headers: Record<string, unknown> },
  ];
  let text = '';
  for await (const part of response) text += String(part);
  return { status: response.statusCode, body: text, policy: response.headers['content-security-policy'] };
}

describe('normalize serve', () => {
  test('shows documents, tries rules on a folder, saves them to the file it was given, and ends with Ctrl-C', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'pages'));
    writeFileSync(join(folder, 'pages/a.txt'), TEXT);
    writeFileSync(join(folder, 'pages/b.txt'), '没有那一行。\n');
    const { address, end } = await serving(['pages', '--rules', 'rules.yaml'], folder);
    const headers = { Host: address.host, Origin: address.origin, 'Content-Type': 'application/json' };
    const act = async (action: string, body: unknown): Promise<{ status: number | undefined; answer: unknown }> => {
      const { status, body: text } = await send(address, address.pathname + action, headers, body);
      return { status, answer: JSON.parse(text) };
    };
    expect(address.hostname).toBe('127.0.0.1');
    expect((await send(address, address.pathname, { Host: address.host })).policy).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );

    const given = { name: '<b>.txt', base64: Buffer.from(`<script>\n${TEXT}`).toString('base64') };
    const shown = await act('show', { ...given, skip: ['strip'], rules: '' });
    expect(shown).toMatchObject({
      status: 200,
      answer: { html: expect.stringContaining('&lt;b&gt;.txt') as string, notes: [] },
    });
    expect(JSON.stringify(shown.answer)).not.toMatch(/<script|simplified-script<\/div><div>title/);
    expect(await act('show', { ...given, skip: ['nosuch'], rules: '' })).toMatchObject({ status: 400 });
    expect(await act('show', { ...given, skip: [], rules: '- name: x' })).toMatchObject({ status: 400 });

    expect(await act('folder', { skip: [], rules: RULES })).toEqual({
      status: 200,
      answer: {
        documents: 2,
        more: false,
        effects: [{ name: 'a.txt', removed: [{ rule: 'donghu-footer', line: 2, text: '东湖热线主办' }], back: [] }],
      },
    });

    expect(await act('save', { rules: 'no rules' })).toMatchObject({ status: 400 });
    expect(existsSync(join(folder, 'rules.yaml'))).toBe(false);
    expect(await act('save', { rules: RULES })).toEqual({ status: 200, answer: { saved: 'rules.yaml' } });
    expect(readFileSync(join(folder, 'rules.yaml'), 'utf8')).toBe(RULES);
    expect(readdirSync(folder).sort()).toEqual(['pages', 'rules.yaml']);
    expect(await end()).toBe(0);
  });

  test('refuses a wrong host, origin or token, and any other path', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'rules.yaml'), RULES);
    const { address } = await serving(['--rules', 'rules.yaml'], folder);
    const fine = { Host: address.host, Origin: address.origin };
    const save = `${address.pathname}save`;
    const body = { rules: RULES.replace('donghu-footer', 'other') };
    const wrong: readonly (readonly [string, Readonly<Record<string, string>>, unknown])[] = [
      [address.pathname, { Host: `evil.example:${address.port}` }, undefined],
      [address.pathname, { Host: address.host, Origin: 'http://evil.example' }, undefined],
      ['/', { Host: address.host }, undefined],
      ['/token/', { Host: address.host }, undefined],
      [save, { ...fine, Host: 'evil.example' }, body],
      [save, { ...fine, Origin: 'http://evil.example' }, body],
      [save, { ...fine, Origin: 'null' }, body],
      [save, { Host: address.host }, body],
      ['/token/save', fine, body],
    ];
    for (const [path, headers, sent] of wrong)
      expect([path, headers, (await send(address, path, headers, sent)).status]).toEqual([path, headers, 403]);
    expect((await send(address, `${address.pathname}constructor`, fine, body)).status).toBe(404);
    expect((await send(address, save, fine)).status).toBe(404);
    expect(readFileSync(join(folder, 'rules.yaml'), 'utf8')).toBe(RULES);
  });

  test('without a rules file or a folder nothing is saved or read; a port that is taken is wrong usage', async () => {
    const folder = temporaryFolder();
    const { address } = await serving([], folder);
    const headers = { Host: address.host, Origin: address.origin };
    for (const action of ['save', 'folder'])
      expect((await send(address, address.pathname + action, headers, { rules: RULES, skip: [] })).status).toBe(400);
    expect(readdirSync(folder)).toEqual([]);
    const { code, stderr } = command(['serve', '--port', address.port], { cwd: folder });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^normalize: --port: \d+ cannot be listened on/)]);
  });
});
