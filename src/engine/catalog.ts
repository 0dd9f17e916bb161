import { conversions } from '../convert/index.ts';
import { MASKS } from '../mask/index.ts';
import { repairs } from '../repair/index.ts';
import { lineRules, pageRules, partRules } from '../strip/index.ts';
import type { OwnRule } from '../strip/index.ts';
import { tidies } from '../tidy/index.ts';
import type { Example, Stage, TextRule } from '../types.ts';

/** A rule as shown in listings. */
export interface RuleCard {
  readonly stage: Stage | 'mask';
  readonly name: string;
  readonly summary: string;
  /** One line: `before → after`, or a line that the rule removes. */
  readonly example: string;
}

/** All rules of all stages, custom ones included, in the order they run. */
export function rules(own: readonly OwnRule[] = []): readonly RuleCard[] {
  return [
    ...cards('repair', repairs),
    ...cards('convert', conversions),
    ...stripCards(own),
    ...cards('tidy', tidies),
    ...cards('mask', Object.values(MASKS)),
  ];
}

function stripCards(own: readonly OwnRule[]): readonly RuleCard[] {
  const shown = [
    ...[...lineRules, ...own].map((rule) => ({ ...rule, example: rule.removes[0] ?? '' })),
    ...partRules.map((rule) => ({ ...rule, example: exampleOf(rule.examples) })),
    ...pageRules,
  ];
  return shown.map(({ name, summary, example }) => ({ stage: 'strip', name, summary, example: visible(example) }));
}

function cards(stage: RuleCard['stage'], list: readonly TextRule[]): readonly RuleCard[] {
  return list.map((rule) => {
    return { stage, name: rule.name, summary: rule.summary, example: visible(exampleOf(rule.examples)) };
  });
}

function exampleOf(examples: readonly Example[]): string {
  const example = examples.find((item) => item.before !== item.after) ?? { before: '', after: '' };
  return `${example.before} → ${example.after}`;
}

/** Escapes line terminators and invisible characters. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\u00A0\u2028\u2029]/gu, (character) => {
    return character === '\n' ? '\\n' : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  });
}
