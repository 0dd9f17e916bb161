/** A tiny model, trained end to end on documents of `test/quality` and served as the shipped one is, on documents it has not seen. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepare } from '../src/pipeline.ts';
import type { Source } from '../src/types.ts';
import { findBoilerplate } from '../src/strip/index.ts';
import { MARKUP, TEXT, outsideBody } from '../src/strip/body/index.ts';
import type { Models } from '../src/strip/body/index.ts';
import type { Forest } from '../src/strip/body/boosted-trees.ts';
import { unpack } from '../src/strip/body/boosted-trees.ts';
import { modelsOf } from '../src/train/models.ts';
import { heldOutLoss } from '../src/train/held-out.ts';
import { markupExamples } from '../src/train/examples.ts';
import type { Trained } from '../src/train/train.ts';
import { pack } from '../src/train/serialize.ts';
import { temporaryFolder } from './command.ts';
import type { Case } from './quality/case.ts';
import { madeDocuments } from './quality/made-documents.ts';
import { charactersF1 } from './quality/score.ts';

/** Bodies that are not converted, so that they can be compared as they stand. */
const cases = madeDocuments(new URL('quality/documents', import.meta.url).pathname).filter(
  ({ body, checks }) => body !== null && !checks.some(({ wanted }) => wanted === 'zh-Hant'),
);
const isMarkup = ({ source }: Case): boolean => source.format === 'html';
const [unseen, seen] = [cases.filter((_, i) => i % 3 === 0), cases.filter((_, i) => i % 3 !== 0)];

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
  const [lines, second, regions] = ['LINES', 'SECOND', 'REGIONS'].map((name) => {
    const forest = forests.get(`${kind}_${name}`);
    if (forest === undefined) throw new Error(`no ${kind}_${name}`);
    return unpack(pack(forest));
  });
  return { lines, second, regions } as Trained;
}

const served = (known: Models, { lines, second, regions }: Trained): Models => ({
  ...known,
  lines: () => lines,
  second: () => second,
  regions: () => regions,
});

/** Mean F1 over documents, of the characters that stay if these models choose the body, or if none does. */
function scoreOf(some: readonly Case[], models: Models | null): number {
  const scores = some.map(({ source, body }) => {
    const { document } = prepare({ ...source, charset: null, url: null, member: null } as Source);
    const removals = findBoilerplate(document, new Set(), {}, (page, marks, headline) =>
      models === null ? new Set() : outsideBody(page, marks, headline, models),
    );
    const gone = new Set(removals.filter(({ part }) => part === null).map(({ line }) => line));
    return charactersF1(
      body ?? [],
      document.text.split('\n').filter((_, i) => !gone.has(i)),
    );
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

test('a tiny model finds bodies it has not seen, lines by small steps, regions by their F1', () => {
  const forests = new Map(modelsOf(writeFolder(seen), { made: 8, textDraws: 1 }));
  const [markup, text] = [trained('MARKUP', forests), trained('TEXT', forests)];
  const [pages, texts] = [unseen.filter(isMarkup), unseen.filter((one) => !isMarkup(one))];

  expect(scoreOf(pages, served(MARKUP, markup))).toBeGreaterThan(Math.max(0.95, scoreOf(pages, null)));
  expect(scoreOf(texts, served(TEXT, text))).toBeGreaterThan(scoreOf(texts, null));

  const loss = heldOutLoss(markup, markupExamples(writeFolder(unseen)), MARKUP.least);
  expect(loss.lines).toBeLessThan(0.2);
  expect(loss.second).toBeLessThan(0.2);
  expect(loss.regions).toBeLessThan(0.06);

  // A sum of small steps: no tree decides alone, in log-odds.
  for (const { leaves } of [markup.lines, markup.second, text.lines, text.second])
    expect(Math.max(...leaves.map(Math.abs))).toBeLessThan(0.6);
});
