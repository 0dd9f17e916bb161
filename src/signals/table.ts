import { repairedUnits, share, traditionalShare } from './page.ts';
import type { Measures } from './page.ts';
import { simhashOf } from './simhash.ts';

/** A signal: one value that describes a text or its page. */
export interface Signal {
  /** How its value is described in the schema: a key of `Kinds`. */
  readonly holds: 'count' | 'share' | 'amount' | 'amountOrNull' | 'simhash';
  /** Its definition with its unit. */
  readonly meaning: string;
  /** Where the definition comes from; absent if it is our own. */
  readonly source?: string;
  /** Why it suits Chinese, or what was changed for it; absent if the definition is used as it is. */
  readonly chinese?: string;
  readonly of: (measures: Measures) => number | string | null;
}

/**
 * Every signal, in the order of the record. Shares are of the code points of `text` that are not white space, unless stated
 * otherwise. The type, the schema, the Parquet columns, the names that options take and the tables of the README follow.
 */
export const SIGNALS = {
  code_points: {
    holds: 'count',
    meaning: 'code points of `text`, white space included',
    source: 'Gopher (words), Data-Juicer (`text_len`)',
    chinese: 'characters stand for words, which Chinese does not separate',
    of: ({ characters }: Measures): number => characters().codePoints,
  },
  sentences: {
    holds: 'count',
    meaning: 'sentences: they end at `。！？…`, at a full stop before white space, and at the end of a line',
    source: 'C4 (Raffel et al. 2020)',
    chinese: 'a headline or an item of a list has no stop, and counts as one',
    of: ({ characters }: Measures): number => characters().sentences,
  },
  han_share: {
    holds: 'share',
    meaning: 'share of Han characters',
    source: 'ChineseWebText (Chen et al. 2023; at least .3)',
    chinese: 'low for menus in English, code and mojibake',
    of: ({ characters }: Measures): number => share(characters().han, characters().visible),
  },
  punctuation_share: {
    holds: 'share',
    meaning: 'share of punctuation (Unicode P)',
    source: 'Data-Juicer (`special_characters_filter`)',
    chinese: 'low for lists of keywords, high for tables of symbols',
    of: ({ characters }: Measures): number => share(characters().punctuation, characters().visible),
  },
  digit_share: {
    holds: 'share',
    meaning: 'share of decimal digits, full-width ones included',
    source: 'Data-Juicer (`alphanumeric_filter`)',
    chinese: 'high for price lists and lottery pages; 一二三 are Han characters',
    of: ({ characters }: Measures): number => share(characters().digits, characters().visible),
  },
  latin_share: {
    holds: 'share',
    meaning: 'share of Latin letters, full-width ones included',
    source: 'Data-Juicer (`alphanumeric_filter`)',
    chinese: 'high for foreign text and code among Chinese',
    of: ({ characters }: Measures): number => share(characters().latin, characters().visible),
  },
  symbol_ratio: {
    holds: 'share',
    meaning: '`#` and ellipses per code point that is not white space',
    source: 'Gopher (limit .1 per word, of each of the two)',
    chinese: 'characters stand for words, which Chinese does not separate; `……` is one ellipsis',
    of: ({ characters }: Measures): number => share(characters().symbols, characters().visible),
  },
  function_words: {
    holds: 'count',
    meaning: 'occurrences of 的 在 是 和 了 于 为 有 被 也 而 由 与, in both scripts',
    source: 'Gopher (stop words), FineWeb-2 (`cmn_Hani`)',
    chinese: 'grammatical words, rare in lists of names or keywords and in mojibake',
    of: ({ characters }: Measures): number => characters().functionWords,
  },
  mean_line_length: {
    holds: 'amount',
    meaning: 'code points per line that is not blank, white space left out',
    source: 'ChineseWebText (at least 10), FineWeb (line breaks per word), Data-Juicer (`average_line_length_filter`)',
    chinese: 'low for menus and lists',
    of: ({ characters, lines }: Measures): number => share(characters().visible, lines().count),
  },
  mean_sentence_length: {
    holds: 'amount',
    meaning: 'code points per sentence, white space left out',
    source: 'C4 (sentences)',
    chinese: 'high for runs of keywords, which have no stops',
    of: ({ characters }: Measures): number => share(characters().visible, characters().sentences),
  },
  short_line_share: {
    holds: 'share',
    meaning: 'share of the lines shorter than 10 UTF-16 code units',
    source: 'FineWeb (`short_line_thr`: 30 characters)',
    chinese: "a third of FineWeb's 30 characters, as a Han character says more than a letter",
    of: ({ lines }: Measures): number => share(lines().short, lines().count),
  },
  stop_line_share: {
    holds: 'share',
    meaning: 'share of the lines that end in a stop (`。！？…；` or ASCII), closing marks after it included',
    source: 'C4, FineWeb (`line_punct_thr`)',
    chinese: 'Chinese stops, and `。”` and `？）` as one end',
    of: ({ lines }: Measures): number => share(lines().stopped, lines().count),
  },
  ellipsis_line_share: {
    holds: 'share',
    meaning: 'share of the lines that end in an ellipsis',
    source: 'Gopher (limit .3)',
    chinese: '`…`, `……` and `...`; high for lists of teasers cut to a length',
    of: ({ lines }: Measures): number => share(lines().ellipses, lines().count),
  },
  bullet_line_share: {
    holds: 'share',
    meaning: 'share of the lines that begin with a bullet',
    source: 'Gopher (limit .9)',
    chinese: '`·`, `●`, `◆`, `★` and others in use on Chinese pages',
    of: ({ lines }: Measures): number => share(lines().bullets, lines().count),
  },
  duplicate_line_share: {
    holds: 'share',
    meaning: 'share of the lines that occurred before in the text',
    source: 'Gopher (Rae et al. 2021, table A1)',
    of: ({ lines }: Measures): number => lines().lines.items,
  },
  duplicate_line_character_share: {
    holds: 'share',
    meaning: 'share of the UTF-16 code units in such lines',
    source: 'Gopher (Rae et al. 2021, table A1), FineWeb (`char_duplicates_ratio`)',
    of: ({ lines }: Measures): number => lines().lines.units,
  },
  duplicate_paragraph_share: {
    holds: 'share',
    meaning: 'share of the paragraphs that occurred before: blocks between blank lines, or lines if there are none',
    source: 'Gopher (Rae et al. 2021, table A1), MNBVC (more than half: set aside)',
    chinese: 'a paragraph is a line in most records',
    of: ({ lines }: Measures): number => lines().paragraphs.items,
  },
  duplicate_paragraph_character_share: {
    holds: 'share',
    meaning: 'share of the UTF-16 code units in such paragraphs',
    source: 'Gopher (Rae et al. 2021, table A1)',
    of: ({ lines }: Measures): number => lines().paragraphs.units,
  },
  top_2gram_share: {
    holds: 'share',
    meaning: 'share of letters and digits in the most frequent 2-gram, if it occurs twice',
    source: 'Gopher (Rae et al. 2021, table A1), FineWeb-2',
    chinese: 'characters stand for words, which Chinese does not separate',
    of: ({ repetition }: Measures): number => repetition().top[0] ?? 0,
  },
  top_3gram_share: {
    holds: 'share',
    meaning: 'share of letters and digits in the most frequent 3-gram, if it occurs twice',
    source: 'Gopher (Rae et al. 2021, table A1), FineWeb-2',
    of: ({ repetition }: Measures): number => repetition().top[1] ?? 0,
  },
  top_4gram_share: {
    holds: 'share',
    meaning: 'share of letters and digits in the most frequent 4-gram, if it occurs twice',
    source: 'Gopher (Rae et al. 2021, table A1), FineWeb-2',
    of: ({ repetition }: Measures): number => repetition().top[2] ?? 0,
  },
  duplicate_5gram_share: {
    holds: 'share',
    meaning: 'share of letters and digits in 5-grams that occurred before, overlaps once',
    source: 'Gopher (Rae et al. 2021, table A1), FineWeb-2',
    chinese: 'set phrases of four characters (成语) do not count',
    of: ({ repetition }: Measures): number => repetition().duplicate[0] ?? 0,
  },
  duplicate_6gram_share: {
    holds: 'share',
    meaning: 'share of letters and digits in 6-grams that occurred before, overlaps once',
    source: 'Gopher (Rae et al. 2021, table A1), FineWeb-2',
    of: ({ repetition }: Measures): number => repetition().duplicate[1] ?? 0,
  },
  duplicate_7gram_share: {
    holds: 'share',
    meaning: 'share of letters and digits in 7-grams that occurred before, overlaps once',
    source: 'Gopher (Rae et al. 2021, table A1), FineWeb-2',
    of: ({ repetition }: Measures): number => repetition().duplicate[2] ?? 0,
  },
  duplicate_8gram_share: {
    holds: 'share',
    meaning: 'share of letters and digits in 8-grams that occurred before, overlaps once',
    source: 'Gopher (Rae et al. 2021, table A1), FineWeb-2',
    of: ({ repetition }: Measures): number => repetition().duplicate[3] ?? 0,
  },
  duplicate_9gram_share: {
    holds: 'share',
    meaning: 'share of letters and digits in 9-grams that occurred before, overlaps once',
    source: 'Gopher (Rae et al. 2021, table A1), FineWeb-2',
    of: ({ repetition }: Measures): number => repetition().duplicate[4] ?? 0,
  },
  duplicate_10gram_share: {
    holds: 'share',
    meaning: 'share of letters and digits in 10-grams that occurred before, overlaps once',
    source: 'Gopher (Rae et al. 2021, table A1), FineWeb-2',
    of: ({ repetition }: Measures): number => repetition().duplicate[5] ?? 0,
  },
  kept_share: {
    holds: 'share',
    meaning: "share of the page's text that is in `text`",
    chinese: 'low for index pages and portals',
    of: ({ shares }: Measures): number => shares().kept,
  },
  named_removal_share: {
    holds: 'share',
    meaning: "share of the page's text removed by rules that name what they remove; see `removed` for each",
    chinese: 'the rules are for Chinese pages',
    of: ({ shares }: Measures): number => shares().named,
  },
  outside_share: {
    holds: 'share',
    meaning:
      "share of the page's text removed because it is away from the article (`outside-body`); with the two above, 1",
    of: ({ shares }: Measures): number => shares().outside,
  },
  link_share: {
    holds: 'share',
    meaning: "share of the page's text inside links; 0 for formats without links",
    source: 'boilerpipe (Kohlschütter et al. 2010)',
    chinese: 'high for portals',
    of: ({ shares }: Measures): number => shares().links,
  },
  guessed: {
    holds: 'count',
    meaning: 'characters that repairs chose by likelihood',
    chinese: 'bytes of GBK and UTF-8 that were lost are inferred from their neighbours',
    of: ({ page }: Measures): number => page.steps.reduce((sum, step) => sum + step.guessed, 0),
  },
  irrecoverable: {
    holds: 'count',
    meaning: 'U+FFFD and runs of 锟斤拷 in `text`',
    source: 'ChineseWebText (erroneous characters)',
    chinese: '锟斤拷 is what two U+FFFD become when UTF-8 is read as GBK',
    of: ({ characters }: Measures): number => characters().lost,
  },
  repaired: {
    holds: 'count',
    meaning: 'UTF-16 code units that repairs wrote or took away, on the whole page',
    chinese: 'high for pages that were mojibake of GBK, Big5 or UTF-8',
    of: ({ page }: Measures): number => repairedUnits(page.steps),
  },
  adult_share: {
    holds: 'share',
    meaning: 'share of characters in stock words of adult sites',
    source: 'C4 (bad words), ChineseWebText (sensitive words, per line), SkyPile',
    chinese: 'words that keyword stuffing uses; a share, because one of them alone proves nothing',
    of: ({ characters, stockWords }: Measures): number => Math.min(1, share(stockWords().adult, characters().visible)),
  },
  gambling_share: {
    holds: 'share',
    meaning: 'share of characters in stock words of gambling sites',
    source: 'C4 (bad words), ChineseWebText (sensitive words, per line), SkyPile',
    of: ({ characters, stockWords }: Measures): number =>
      Math.min(1, share(stockWords().gambling, characters().visible)),
  },
  traditional_share: {
    holds: 'share',
    meaning: 'share of the Han characters of the whole page that are traditional, before conversion',
    source: 'ChineseWebText (which removes traditional text)',
    chinese: '0 in a simplified page; many characters are the same in both scripts',
    of: ({ page }: Measures): number => traditionalShare(page.found),
  },
  perplexity: {
    holds: 'amountOrNull',
    meaning:
      "perplexity of `text` under the program's model of single characters: 2 to the mean surprise of its code points; null without any",
    source: 'CCNet (Wenzek et al. 2020)',
    chinese: 'needs no segmentation or download; it knows no word order, so a low value is no sign of quality',
    of: ({ characters }: Measures): number | null => perplexityOf(characters().bits, characters().visible),
  },
  simhash: {
    holds: 'simhash',
    meaning: '64-bit simhash of all shingles of five Han characters, as 16 hex digits; null if there is none',
    source: 'Charikar 2002, Manku et al. 2007; MNBVC and Data-Juicer have one as well',
    chinese: 'no segmentation; script, punctuation and white space do not matter',
    of: ({ page }: Measures): string | null => simhashOf(page.text),
  },
} as const;

function perplexityOf(bits: number, codePoints: number): number | null {
  return codePoints === 0 ? null : 2 ** (bits / codePoints);
}
