import { visitPairs } from '../decoder/double-byte.ts';
import type { TextRule } from '../../types.ts';
import { likelyPlaces } from './likely-places.ts';
import type { Place } from './likely-places.ts';
import type { Misreading } from './misreading-lattice.ts';
import { countRare, hasRarePairIn, isRareAt } from './rare-han.ts';
import { hasRarePair } from './survey.ts';
import { mostReplaced, undoMisreading } from './undo-misreading.ts';
import type { PlacesIn, Suspicion } from './undo-misreading.ts';

/** One or two misread words in an otherwise intact line: too short for the rules that look for clusters of rare characters. */
export const shortMisreadings: TextRule = {
  name: 'short-misreadings',
  summary:
    'Undoes a few characters of UTF-8 or Big5 read as GBK, or of GBK read as Big5, that are words when read anew',
  sparesCode: true,
  examples: [
    { before: '系统提示閿欒，请重试', after: '系统提示错误，请重试' },
    { before: '滲杅汒隴', after: '函数声明' },
    { before: '魑魅魍魉', after: '魑魅魍魉' },
    { before: '饕餮纹与夔龙纹', after: '饕餮纹与夔龙纹' },
  ],
  gate: hasRarePair,
  propose: (text, { guess }) =>
    mostReplaced(
      KINDS.map(({ misreading, suspect, places }) => {
        // Counting first settles texts full of rare characters at a tenth of the cost of examining their bytes.
        const isFew: Suspicion = (line, start, end) => areFewRare(line, start, end) && suspect(line, start, end);
        return undoMisreading(text, misreading, isFew, guess, 'words', places);
      }),
    ),
};

interface Kind {
  readonly misreading: Misreading;
  readonly suspect: Suspicion;
  readonly places?: PlacesIn;
}

const UTF8_AS_GBK: Misreading = { written: 'utf-8', read: 'gbk' };
const KINDS: readonly Kind[] = [
  { misreading: UTF8_AS_GBK, suspect: opensUtf8, places: openings },
  kindOf({ written: 'gbk', read: 'big5' }),
  kindOf({ written: 'big5', read: 'gbk' }),
];

/** In lines longer than this, at most one in `CHARS_PER_RARE` characters may be rare. */
const LONG_LINE_CHARS = 12;
const CHARS_PER_RARE = 4;

/** Whether a line is short, or ordinary except for a few characters: everything else is left to the rules for longer text. */
function areFewRare(text: string, start: number, end: number): boolean {
  const length = end - start;
  return length <= LONG_LINE_CHARS || CHARS_PER_RARE * countRare(text, start, end, length) <= length;
}

/** At least two common words: by chance one in a hundred pairs of characters is a word. */
const WORDS = { han: 4, cost: 5.8 };

function kindOf(misreading: Misreading): Kind {
  return {
    misreading,
    suspect: (text, start, end) => {
      if (!hasRarePairIn(text, start, end)) return false;
      const piece = text.slice(start, end);
      const places = likelyPlaces(piece, misreading, WORDS);
      // In a long line chance makes words of common characters.
      return places === null || places.some(([from, to]) => hasRarePairIn(piece, from, to));
    },
  };
}

const LEADS = [[0xe3, 0xe9]] as const;
const TAILS = [[0x81, 0xbf]] as const;
const TAIL_CELLS = [[0x80, 0xbf]] as const;
const OPENS = 1;
const GOES_ON = 2;
let kinds: Uint8Array | undefined;

function kindsOfPairs(): Uint8Array {
  if (kinds) return kinds;
  const found = new Uint8Array(0x10000);
  visitPairs('gbk', LEADS, TAIL_CELLS, (unit) => (found[unit] = OPENS));
  visitPairs('gbk', TAILS, [...TAIL_CELLS, ...LEADS], (unit) => (found[unit] = GOES_ON));
  kinds = found;
  return found;
}

function opensUtf8(text: string, start: number, end: number): boolean {
  for (let i = start + 1; i < end; i++) if (opensUtf8At(text, i)) return true;
  return false;
}

function openings(piece: string): readonly Place[] {
  const found: Place[] = [];
  for (let i = 1; i < piece.length; i++) if (opensUtf8At(piece, i)) found.push([i - 1, i + 1]);
  return found;
}

/** Whether two consecutive rare characters have the bytes of one UTF-8 character and the beginning of another; `i` is the second. */
function opensUtf8At(text: string, i: number): boolean {
  const of = kindsOfPairs();
  if (of[text.charCodeAt(i)] !== GOES_ON || of[text.charCodeAt(i - 1)] !== OPENS) return false;
  return isRareAt(text, i) && isRareAt(text, i - 1);
}
