import { expect, test } from 'vitest';
import { pretty } from '../../src/cli/output/pretty.ts';
import { normalize, toJsonLine } from '../../src/index.ts';
import { sourceOf } from '../run/records.ts';

test('posts are shown one below the other', async () => {
  const posts = [
    { author: '老王', published: '2024-01-02T03:04:00+08:00', text: '山里的路冲坏了，\n怎么修好呢？', role: 'opening' },
    { author: null, published: null, text: '先把石头搬开。', role: 'reply' },
  ] as const;
  const record = { ...normalize(sourceOf('山里的路冲坏了。')), posts };
  const shown = await pretty({ paint: (_, text) => text, columns: 80, verbose: false }).push(
    Buffer.from(toJsonLine(record)),
  );
  expect(shown.toString()).toContain(
    '\n\npost 1, opening, 老王, 2024-01-02T03:04:00+08:00\n山里的路冲坏了，\n怎么修好呢？\n\npost 2, reply\n先把石头搬开。\n',
  );
});
