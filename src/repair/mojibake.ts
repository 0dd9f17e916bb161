import { decodeGraph } from '../text/decode-graph.ts';
import type { Chosen } from '../text/decode-graph.ts';
import { isHanUnit, scriptOf, textCost } from '../text/language-model.ts';
import { lineSpans } from '../text/lines.ts';
import { misreadGraph } from '../text/misreading.ts';
import type { Misreading } from '../text/misreading.ts';
import type { Edit } from '../types.ts';

/** Longest piece that is looked at in one go, so that memory stays bounded. */
const PIECE = 1500;
/** Per Han character; clean text has about 5, random characters 11 and more. */
const READABLE = 8;
const ABOUT_MOJIBAKE =
  /[乱亂][码碼]|[编編][码碼]|字符集|mojibake|UTF-?8|GBK|GB2312|GB18030|Big-?5|Latin-?1|Unicode|程序[员員]/iu;

/** Edits that undo one misreading wherever `suspect` finds it in a line and the language model finds the result clearly better. */
export function undoMisreading(
  text: string,
  misreading: Misreading,
  suspect: RegExp | ((line: string) => boolean),
  guess: boolean,
): readonly Edit[] {
  const edits: Edit[] = [];
  const script = scriptOf(text);
  for (const span of lineSpans(text)) {
    for (let start = span.start; start < span.end; start += PIECE) {
      const piece = text.slice(start, Math.min(span.end, start + PIECE));
      const doubtful = typeof suspect === 'function' ? suspect(piece) : suspect.test(piece);
      if (!doubtful) continue;
      for (const edit of undoInPiece(piece, misreading, guess, script)) edits.push({ ...edit, at: edit.at + start });
    }
  }
  return edits;
}

function undoInPiece(piece: string, misreading: Misreading, guess: boolean, script: number): readonly Edit[] {
  const graph = misreadGraph(piece, misreading, guess);
  const decoded = decodeGraph(graph, { script, own: new Map() });
  if (!decoded) return [];
  const found = runs(decoded.path, graph.at, piece).map((edit) => ({ edit, is: verdict(edit, misreading) }));
  if (!found.some(({ is }) => is === 'good')) return [];
  const edits = found.filter(({ is }) => is !== 'bad').map(({ edit }) => edit);
  const changed = edits.reduce((sum, edit) => sum + edit.old.length, 0);
  return changed < piece.length / 2 && ABOUT_MOJIBAKE.test(piece) ? [] : edits;
}

/** The stretches of the path that are not as they stood, as edits. */
function runs(path: readonly Chosen[], at: readonly number[], piece: string): readonly Edit[] {
  const edits: Edit[] = [];
  let run: Chosen[] = [];
  const flush = (): void => {
    const edit = run.length === 0 ? null : editOf(run, at, piece);
    if (edit && edit.old !== edit.new) edits.push(edit);
    run = [];
  };
  for (const chosen of path) {
    if (chosen.literal) flush();
    else run.push(chosen);
  }
  flush();
  return edits;
}

function editOf(run: readonly Chosen[], at: readonly number[], piece: string): Edit {
  const start = at[startNode(run[0]?.from ?? 0, at)] ?? 0;
  const end = at[run.at(-1)?.to ?? 0] ?? piece.length;
  const made = run.map((chosen) => chosen.text).join('');
  const guessed = run.filter((chosen) => chosen.guessed).length;
  const old = piece.slice(start, end);
  return guessed === 0
    ? { at: start, old, new: made }
    : { at: start, old, new: made, guessed, confidence: sureness(old, made, guessed) };
}

/** Nodes inside a character have no place of their own. */
function startNode(node: number, at: readonly number[]): number {
  let place = node;
  while (place > 0 && (at[place] ?? 0) < 0) place--;
  return place;
}

/** From how much the line gained for each character supplied. */
function sureness(old: string, made: string, guessed: number): number {
  const gain = (textCost(old) - textCost(made)) / Math.max(1, guessed);
  return Math.round((100 * Math.max(0, gain)) / (Math.max(0, gain) + 4)) / 100;
}

/** Good: reads like Chinese. Weak: may go along with a good one (a quotation mark, a single character). */
function verdict(edit: Edit, misreading: Misreading): 'good' | 'weak' | 'bad' {
  if (/[\n\r\u2028\u2029]/u.test(edit.new + edit.old)) return 'bad';
  let han = 0;
  for (let i = 0; i < edit.new.length; i++) if (isHanUnit(edit.new.charCodeAt(i))) han++;
  const cost = textCost(edit.new);
  const gain = textCost(edit.old) - cost;
  const readable = cost < READABLE * edit.new.length;
  const least = misreading.written === 'utf-8' ? 2 : 3;
  if (readable && han >= least && gain > 12 && gain > edit.new.length && 3 * han >= edit.new.length) return 'good';
  return gain > 7 && cost < 12 * edit.new.length ? 'weak' : 'bad';
}
