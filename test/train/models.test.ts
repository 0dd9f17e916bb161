/** A tiny model, trained end to end on documents of `test/quality` and served as the shipped one is, on documents it has not seen. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MARKUP, TEXT } from '../../src/strip/body/index.ts';
import type { Forest } from '../../src/strip/body/boosted-trees.ts';
import { unpack } from '../../src/strip/body/boosted-trees.ts';
import { markupExamples, textExamples } from '../../src/train/examples.ts';
import { scoreOf, served } from '../../src/train/folds.ts';
import { heldOutLoss } from '../../src/train/held-out.ts';
import { modelsOf } from '../../src/train/models.ts';
import { pack } from '../../src/train/serialize.ts';
import type { Trained } from '../../src/train/train.ts';
import { temporaryFolder } from '../run/command.ts';
import type { Case } from '../quality/case.ts';
import { madeDocuments } from '../quality/made-documents.ts';

const cases = madeDocuments(new URL('../quality/documents', import.meta.url).pathname).filter(
  ({ body }) => body !== null,
);
const isMarkup = ({ source }: Case): boolean => source.format === 'html';
/** A third of the documents, which stays the same when others are added. */
const isUnseen = ({ id }: Case): boolean => Array.from(id).reduce((sum, sign) => sum + sign.charCodeAt(0), 0) % 3 === 0;
const [unseen, seen] = [cases.filter(isUnseen), cases.filter((one) => !isUnseen(one))];

/** A folder of labelled pages, as `npm run train` reads it. */
function writeFolder(some: readonly Case[]): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'pages'));
  const pages = some.filter(isMarkup).map(({ source, body }, i) => {
    writeFileSync(join(folder, 'pages', `${i}.html`), source.bytes ?? new Uint8Array());
    return { id: String(i), body: body?.join('\n') };
  });
  const lines = some
    .filter((one) => !isMarkup(one))
    .map(({ id, source, body }) => {
      const own = Buffer.from(source.bytes ?? [])
        .toString()
        .split('\n');
      return { id, lines: own, lab: own.map((line) => (body?.includes(line) === true ? 1 : 0)) };
    });
  writeFileSync(join(folder, 'gold.jsonl'), pages.map((page) => `${JSON.stringify(page)}\n`).join(''));
  writeFileSync(join(folder, 'lines.jsonl'), lines.map((page) => `${JSON.stringify(page)}\n`).join(''));
  return folder;
}

/** Trained, kept, and unpacked as the shipped ones are. */
function trained(kind: 'MARKUP' | 'TEXT', forests: ReadonlyMap<string, Forest>): Trained {
  const again = (name: string): Forest => {
    const forest = forests.get(`${kind}_${name}`);
    if (forest === undefined) throw new Error(`no ${kind}_${name}`);
    return unpack(pack(forest));
  };
  return { lines: again('LINES'), second: again('SECOND'), regions: again('REGIONS') };
}

test('a tiny model finds bodies it has not seen, lines by small steps, regions by their F1', () => {
  const forests = new Map(modelsOf(writeFolder(seen), { made: 8, textDraws: 1 }));
  const [markup, text] = [trained('MARKUP', forests), trained('TEXT', forests)];
  const folder = writeFolder(unseen);
  const [pages, texts] = [markupExamples(folder), textExamples(folder)];

  const found = scoreOf(served(MARKUP, markup), pages);
  expect(found.f1).toBeGreaterThan(0.95);
  // Without models, only what rules know is taken out.
  expect(found.precision).toBeGreaterThan(scoreOf(null, pages).precision + 0.05);
  expect(scoreOf(served(TEXT, text), texts).f1).toBeGreaterThan(0.95);

  const loss = heldOutLoss(markup, pages, MARKUP.least);
  expect(loss.lines).toBeLessThan(0.3);
  expect(loss.second).toBeLessThan(0.3);
  expect(loss.regions).toBeLessThan(0.08);

  // A sum of small steps: no tree decides alone, in log-odds.
  for (const { leaves } of [markup.lines, markup.second, text.lines, text.second])
    expect(Math.max(...leaves.map(Math.abs))).toBeLessThan(0.6);
});
