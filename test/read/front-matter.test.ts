import { expect, test, vi } from 'vitest';
import { normalize } from '../../src/index.ts';

test('YAML with an unknown tag is read without a warning of the parser', () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const bytes = Buffer.from('---\ntitle: !!js/function "今天"\n---\n我们去公园散步。\n');
  const record = normalize({
    ...{ path: 'a.md', pathBytes: null, member: null, charset: null, url: null },
    bytes,
    format: null,
  });
  const calls = warn.mock.calls.length;
  warn.mockRestore();
  expect([record.text, record.title, calls]).toEqual(['我们去公园散步。', '今天', 0]);
});
