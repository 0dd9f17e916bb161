import { holds, MISREAD_BYTE } from '../../text/character-classes.ts';
import { isNoise } from '../../text/noise.ts';
import { visitLines } from '../../text/lines.ts';
import type { Edit, TextRule } from '../../types.ts';
import { textCost } from '../decoder/language-model.ts';
import { codePage, pagesOf } from './code-pages.ts';
import type { CodePage } from './code-pages.ts';
import { oddness } from './oddness.ts';
import { difference } from './difference.ts';
import { readsAsChinese } from './reads-as-chinese.ts';
import { quotesMojibake } from './undo-misreading.ts';
import { sequencesIn } from './utf8-sequences.ts';
import type { Sequence } from './utf8-sequences.ts';

/** UTF-8 read as a single-byte encoding, in any language; detected by how much less odd the line becomes. */
export const doubleEncoded: TextRule = {
  name: 'double-encoded',
  summary:
    'Undoes UTF-8 read as a single-byte encoding (windows-1250 to 1257, ISO 8859, MacRoman, code page 437 …) in any language',
  examples: [
    { before: 'itâ€™s a cafÃ©', after: 'it’s a café' },
    { before: '他说：â€œ你好â€\u009d', after: '他说：“你好”' },
    { before: 'Merci de t√©l√©charger', after: 'Merci de télécharger' },
    { before: 'doesnÃƒÂ¢Ã¢â€šÂ¬Ã¢â€žÂ¢t', after: 'doesn’t' },
    { before: 'Ì¬ÊÆ', after: 'Ì¬ÊÆ' },
    { before: 'Le café « ouvert »', after: 'Le café « ouvert »' },
    { before: 'NESTLÉ® – MARQUÉ…', after: 'NESTLÉ® – MARQUÉ…' },
  ],
  gate: (text) => holds(text, MISREAD_BYTE),
  propose: (text) => {
    if (isNoise(text)) return [];
    const edits: Edit[] = [];
    visitLines(text, (start, end) => {
      for (const edit of lineEdits(text.slice(start, end))) edits.push({ ...edit, at: edit.at + start });
    });
    return edits;
  },
};

/** Most layers undone. */
const MAX_LAYERS = 3;
/** Least drop in oddness of a line. */
const MIN_GAIN = 8;
/** The same if the line has other non-ASCII characters, which no sequence explains. */
const MIN_GAIN_AMONG_OTHERS = 20;
/** Evidence for a well-formed sequence by its length in bytes; chance seldom produces one. */
const WELL_FORMED_GAIN: readonly number[] = [0, 0, 1.5, 3.5, 5, 5, 5];

/** Adjacent sequences, their decoded text, and how much less odd it is. */
interface Run {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly gain: number;
}

function lineEdits(line: string): readonly Edit[] {
  let text = line;
  let edits: readonly Edit[] = [];
  const first = bestRuns(line);
  for (let layer = 0; layer < MAX_LAYERS; layer++) {
    const { runs } = layer === 0 ? first : bestRuns(text);
    if (runs.length === 0) break;
    edits =
      layer === 0
        ? runs.map(({ start, end, text: made }) => ({ at: start, old: text.slice(start, end), new: made }))
        : [];
    text = replaced(text, runs);
  }
  const found = edits.length > 0 || text === line ? edits : [difference(line, text)];
  // Chance makes no second layer.
  if (edits.length > 0 && first.runs.some((run) => readsAsChinese(line, run, first.page))) return [];
  return quotesMojibake(line, found) ? [] : found;
}

function replaced(line: string, runs: readonly Pick<Run, 'start' | 'end' | 'text'>[]): string {
  let text = '';
  let at = 0;
  for (const run of runs) {
    text += line.slice(at, run.start) + run.text;
    at = run.end;
  }
  return text + line.slice(at);
}

interface Found {
  readonly runs: readonly Run[];
  readonly gain: number;
  readonly page: CodePage;
}

/** Runs by the code page that explains the line best; none if none does. */
function bestRuns(line: string): Found {
  let best: Found = { runs: [], gain: 0, page: codePage('windows-1252') };
  for (const page of pagesOf(line)) {
    const found = { ...runsIn(line, page), page };
    if (isBetter(found, best)) best = found;
  }
  return best;
}

/** Code pages that differ in a few bytes give different Chinese characters, which are compared by words; other text by oddness. */
function isBetter(found: Found, best: Found): boolean {
  if (found.gain <= 0 || !isChinese(found.runs) || !isChinese(best.runs)) return found.gain > best.gain;
  const cost = ({ runs }: Found): number => runs.reduce((sum, { text }) => sum + textCost(text), 0);
  return cost(found) < cost(best);
}

function runsIn(line: string, page: CodePage): Pick<Found, 'runs' | 'gain'> {
  const sequences = sequencesIn(line, page);
  if (sequences.length === 0) return { runs: [], gain: 0 };
  const runs = runsOf(line, sequences);
  const gain = runs.reduce((sum, run) => sum + Math.max(0, run.gain), 0);
  const rest = unexplained(
    line,
    runs.filter((run) => run.gain > 0),
  );
  const minGain = rest === 0 ? MIN_GAIN : MIN_GAIN_AMONG_OTHERS;
  if (gain < minGain || rest > gain || (isChinese(runs) && (rest > 0 || isLossy(sequences))))
    return { runs: [], gain: 0 };
  if (countTornEnds(line, runs) > sequences.length / 3) return { runs: [], gain: 0 };
  const net = runs.reduce((sum, run) => sum + run.gain, 0);
  const whole = net >= MIN_GAIN && !isLossy(sequences) && unexplained(line, runs) === 0;
  return { runs: whole ? runs : runs.filter((run) => run.gain >= (gain > 2 * minGain ? -1 : 0)), gain: gain - rest };
}

/** Number of run ends next to other suspect characters: those are chance sequences inside text that was misread differently. */
function countTornEnds(line: string, runs: readonly Run[]): number {
  const strange = (at: number): boolean => /[\u00a1-\u02ff\u0370-\u04ff\u2500-\u259f]/.test(line[at] ?? '');
  return runs.reduce((sum, { start, end }) => sum + Number(strange(start - 1)) + Number(strange(end)), 0);
}

/** Chinese with lost bytes is left to the rules that use the dictionary. */
function isChinese(runs: readonly Run[]): boolean {
  return runs.some(({ text }) => /\p{Script=Han}/u.test(text));
}

function isLossy(sequences: readonly Sequence[]): boolean {
  return sequences.some(({ kind }) => kind !== 'exact');
}

function runsOf(line: string, sequences: readonly Sequence[]): readonly Run[] {
  const runs: Run[] = [];
  for (let i = 0; i < sequences.length;) {
    let next = i + 1;
    while (next < sequences.length && sequences[next]?.start === sequences[next - 1]?.end) next++;
    runs.push(runOf(line, sequences.slice(i, next)));
    i = next;
  }
  return runs;
}

function runOf(line: string, sequences: readonly Sequence[]): Run {
  const start = sequences[0]?.start ?? 0;
  const end = sequences.at(-1)?.end ?? 0;
  const text = sequences.map((sequence) => sequence.text).join('');
  const before = line[start - 1] ?? '';
  const behind = String.fromCodePoint(line.codePointAt(end) ?? 0x20);
  const made = Math.min(oddness(text, before, behind), oddness(innerOf(text), before, behind));
  const gain = oddness(line.slice(start, end), before, behind) - made;
  const formed = sequences.reduce((sum, each) => sum + (WELL_FORMED_GAIN[each.end - each.start] ?? 0), 0);
  return { start, end, text, gain: gain + formed };
}

/** Decodes the layer below, if any: text with a layer left is as odd as before. */
function innerOf(text: string): string {
  return /[\u00c2-\u00c5\u00e2-\u00ef][\u0080-\u2122]/.test(text)
    ? replaced(text, sequencesIn(text, codePage('windows-1252')))
    : text;
}

/** Oddness of non-ASCII characters outside the runs, 0 if there are none; without East Asian ones and the marks they share with Europe. */
function unexplained(line: string, runs: readonly Run[]): number {
  const marks = /[\u3000-\u9fff]/.test(line) ? /[\u00b7\u2014\u2018-\u201d\u2026]/ : /$^/;
  const isRest = (at: number): boolean => {
    const unit = line.charCodeAt(at);
    return unit >= 0x80 && unit < 0x2e80 && unit !== 0xa0 && !marks.test(line[at] ?? '');
  };
  let cost = 0;
  let at = 0;
  for (const { start, end } of [...runs, { start: line.length, end: line.length }]) {
    while (at < start) {
      let next = at;
      while (next < start && isRest(next)) next++;
      if (next > at) cost += oddness(line.slice(at, next), line[at - 1] ?? '', line[next] ?? '');
      at = next + 1;
    }
    at = end;
  }
  return cost;
}
