import { decodeGraph } from '../text/decode-graph.ts';
import { isHanUnit, scriptOf, textCost } from '../text/language-model.ts';
import { lineSpans } from '../text/lines.ts';
import { pathEdits } from '../text/path-edits.ts';
import { misreadGraph } from '../text/misreading.ts';
import type { Misreading } from '../text/misreading.ts';
import type { Edit } from '../types.ts';

/** Longest piece that is looked at in one go, so that memory stays bounded. */
const PIECE = 1500;
/** Pieces that are looked at in one text, so that hostile input costs seconds and not minutes. */
const MOST_PIECES = 150;
/** The same, where bytes may be missing and the search is wide. */
const MOST_GUESSES = 20;
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
  let left = MOST_PIECES;
  for (const span of lineSpans(text)) {
    for (let start = span.start; start < span.end; start += PIECE) {
      const piece = text.slice(start, Math.min(span.end, start + PIECE));
      const doubtful = typeof suspect === 'function' ? suspect(piece) : suspect.test(piece);
      if (!doubtful || left-- <= 0) continue;
      for (const edit of undoInPiece(piece, misreading, guess && left >= MOST_PIECES - MOST_GUESSES, script))
        edits.push({ ...edit, at: edit.at + start });
    }
  }
  return edits;
}

function undoInPiece(piece: string, misreading: Misreading, guess: boolean, script: number): readonly Edit[] {
  const graph = misreadGraph(piece, misreading, guess);
  const decoded = decodeGraph(graph, { script, own: new Map() });
  if (!decoded) return [];
  const found = pathEdits(decoded.path, graph.at, piece).map((edit) => ({ edit, is: verdict(edit, misreading) }));
  if (!found.some(({ is }) => is === 'good')) return [];
  const edits = found.filter(({ is }) => is !== 'bad').map(({ edit }) => edit);
  const changed = edits.reduce((sum, edit) => sum + edit.old.length, 0);
  return changed < piece.length / 2 && ABOUT_MOJIBAKE.test(piece) ? [] : edits;
}

/** How many Han characters, and how much gain for each character, a change needs: less where chance can hardly make it. */
const CERTAIN = { least: 2, margin: 1 };
const ODD = { least: 3, margin: 1 };
const PLAIN = { least: 3, margin: 2.5 };

/** Good: reads like Chinese. Weak: may go along with a good one (a quotation mark, a single character). */
function verdict(edit: Edit, misreading: Misreading): 'good' | 'weak' | 'bad' {
  if (/[\n\r\u2028\u2029]/u.test(edit.new + edit.old)) return 'bad';
  const made = edit.new.replace(/\s/gu, '');
  let han = 0;
  for (let i = 0; i < made.length; i++) if (isHanUnit(made.charCodeAt(i))) han++;
  const cost = textCost(made);
  const gain = textCost(edit.old.replace(/\s/gu, '')) - cost;
  const { least, margin } = misreading.written === 'utf-8' ? CERTAIN : misreading.read === 'single-byte' ? ODD : PLAIN;
  if (
    cost < READABLE * made.length &&
    han >= least &&
    gain > Math.max(12, margin * made.length) &&
    3 * han >= made.length
  ) {
    return 'good';
  }
  return gain > 7 && cost < 12 * edit.new.length ? 'weak' : 'bad';
}
