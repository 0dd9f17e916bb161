import { apply } from '../../engine/edits.ts';
import { lineSpans } from '../../text/lines.ts';
import { isNoise } from '../../text/noise.ts';
import {
  countGaps,
  gbkBehindSingleByte,
  utf8BehindGbk,
  utf8BehindSingleByte,
  utf8BehindSingleByteWithGaps,
} from './outer-layer.ts';
import type { Peel } from './outer-layer.ts';
import { holds, TWICE_MISREAD } from '../../text/character-classes.ts';
import type { Edit, Proposal, TextContext, TextRule } from '../../types.ts';
import { big5AsGbk } from './big5-as-gbk.ts';
import { big5AsSingleByte } from './big5-as-single-byte.ts';
import { gbkAsBig5 } from './gbk-as-big5.ts';
import { gbkAsSingleByte } from './gbk-as-single-byte.ts';
import { difference } from './difference.ts';
import { quotesMojibake, replacedUnits } from './undo-misreading.ts';
import { utf8AsGbk } from './utf8-as-gbk.ts';
import { utf8AsOtherSet } from './utf8-as-other-set.ts';
import { utf8AsSingleByteGaps } from './utf8-as-single-byte-gaps.ts';
import { utf8AsSingleByte } from './utf8-as-single-byte.ts';

/** Longest text, in UTF-16 code units, that is judged whole before its layers are counted. */
const SAMPLE_UNITS = 2000;
const searches: readonly TextRule[] = [
  utf8AsSingleByte,
  utf8AsSingleByteGaps,
  utf8AsGbk,
  utf8AsOtherSet,
  gbkAsSingleByte,
  big5AsSingleByte,
  big5AsGbk,
  gbkAsBig5,
];
/** Rules that undo the last misreading, in the order they are tried. */
export const lastLayer: readonly TextRule[] = searches.map(remembered);
/** Most layers peeled off; one more is left to `lastLayer`. */
const MAX_LAYERS = 2;
const GUESS_CONFIDENCE = 0.9;
/** `盲`, `氓`, `忙` … are `ä`, `å`, `æ` in UTF-8 read as GBK; the characters between are bytes 80 to BF. */
const TWICE =
  /[茫盲氓忙莽猫茅][聙聛聜聝聞聟聠聡聢聣聤聥聦聧聨聫聬聭聮聯聰聲聳聴聵聶職聸聹聺聻聼聽隆垄拢陇楼娄搂篓漏陋芦卢颅庐炉掳卤虏鲁麓碌露路赂鹿潞禄录陆戮驴]{2}[茫盲氓忙莽猫茅]/u;

/** Keeps the last proposal of a rule: `outerMojibake` asks for it before the rule itself runs. UTF-8 read as GBK takes a third of the time. */
function remembered(rule: TextRule): TextRule {
  let last: { readonly text: string; readonly context: TextContext; readonly proposal: Proposal } | null = null;
  return {
    ...rule,
    propose: (text, context) => {
      if (text.length > SAMPLE_UNITS) return rule.propose(text, context);
      if (last?.text !== text || last.context !== context)
        last = { text, context, proposal: rule.propose(text, context) };
      return last.proposal;
    },
  };
}

/** Text misread more than once, undone layer by layer from the outside. */
export const outerMojibake: TextRule = {
  name: 'outer-mojibake',
  summary: 'Undoes the outer layers of text that was misread two or three times, down to the last',
  examples: [
    { before: 'Ã\u008eÃ\u0092Ã\u0083Ã\u0087Â½Ã±Ã\u008cÃ¬', after: 'ÎÒÃÇ½ñÌì' },
    { before: '盲陆聽氓楼陆茂录聦盲赂聳莽聲聦', after: 'ä½\u00a0å¥½ï¼\u008cä¸\u0096ç\u0095\u008c' },
    { before: 'ä½\u00a0å¥½ï¼Œä¸–ç•Œ', after: 'ä½\u00a0å¥½ï¼Œä¸–ç•Œ' },
    { before: 'Ã‰tÃ©, Ã  Paris', after: 'Ã‰tÃ©, Ã  Paris' },
  ],
  gate: (text) => utf8AsSingleByte.gate(text) || gbkAsSingleByte.gate(text) || isTwice(text) || utf8AsGbk.gate(text),
  propose: (text, context) => {
    // The outer of two layers has few pairs of characters, which come again and again.
    if (isNoise(text)) return [];
    const spans = lineSpans(text);
    const lines = spans.map((span) => text.slice(span.start, span.end));
    const inner = isSingle(text.slice(0, SAMPLE_UNITS), context) ? null : peeled(lines, context, MAX_LAYERS);
    return (inner ?? lines).flatMap((line, i) => edit(lines[i] ?? '', line, spans[i]?.start ?? 0));
  },
};

function isTwice(text: string): boolean {
  return holds(text, TWICE_MISREAD) && TWICE.test(text);
}

function edit(line: string, made: string, start: number): readonly Edit[] {
  if (line === made || /[\r\u2028\u2029]/u.test(made)) return [];
  const found = difference(line, made);
  const change = { ...found, at: start + found.at };
  if (quotesMojibake(line, [change])) return [];
  const guessed = countGaps(line);
  return [guessed === 0 ? change : { ...change, guessed, confidence: GUESS_CONFIDENCE }];
}

/** The lines with as few layers peeled off as it takes for a rule to find Chinese; null if none does. */
function peeled(lines: readonly string[], context: TextContext, depth: number): readonly string[] | null {
  const peels: readonly Peel[] = [
    context.guess ? utf8BehindSingleByteWithGaps : utf8BehindSingleByte,
    utf8BehindGbk,
    gbkBehindSingleByte,
  ];
  const inners = peels.map((peel) => lines.map(peel));
  const found = inners.find((inner) => isMojibake(sample(inner, lines), context));
  if (found !== undefined || depth === 1) return found ?? null;
  for (const inner of inners) {
    const deeper = sample(inner, lines) === '' ? null : peeled(inner, context, depth - 1);
    if (deeper !== null) return deeper;
  }
  return null;
}

/** A sample of the changed lines, enough to judge them. */
function sample(inner: readonly string[], lines: readonly string[]): string {
  return inner
    .filter((line, i) => line !== lines[i])
    .join('\n')
    .slice(0, SAMPLE_UNITS);
}

/** True if a single rule repairs most of the text as it is. */
function isSingle(text: string, context: TextContext): boolean {
  const odd = (text.match(/[\u0080-\u02ff]/gu) ?? text.match(/[^\n\u0020-\u007e]/gu))?.length ?? 0;
  return lastLayer.some((rule) => changedBy(rule, text, context) > odd / 2);
}

function isMojibake(text: string, context: TextContext): boolean {
  return searches.some((rule) => changedBy(rule, text, context) > 0);
}

function changedBy(rule: TextRule, text: string, context: TextContext): number {
  if (!rule.gate(text)) return 0;
  return replacedUnits(apply(text, rule.propose(text, context), rule.name).edits());
}
