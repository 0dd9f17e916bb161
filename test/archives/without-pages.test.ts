import { expect, test } from 'vitest';
import { readFolder } from '../run/in-process.ts';

function record(type: string, block: string): string {
  return `WARC/1.0\r\nWARC-Type: ${type}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(block)}\r\n\r\n${block}\r\n\r\n`;
}

test('a WARC file of metadata says why it yields nothing', async () => {
  const file = record('warcinfo', '{}') + record('metadata', '{"Envelope":{}}');
  const { code, records, stderr } = await readFolder({ 'a.wat': file });
  expect([code, records.length]).toEqual([0, 0]);
  expect(stderr).toBe(
    'a.wat: skipped: has no pages: its records are of the type warcinfo, metadata, as in a WAT file; the pages are in WARC and WET files\n',
  );
});
