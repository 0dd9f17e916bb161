import { conversions } from './convert/index.ts';
import { repairs } from './repair/index.ts';
import { lineRules } from './strip/index.ts';
import { tidies } from './tidy/index.ts';
import type { Stage, TextRule } from './types.ts';

/** A rule as a person is shown it. */
export interface RuleCard {
  readonly stage: Stage;
  readonly name: string;
  readonly summary: string;
  /** One line: before → after, or a line that is taken out. */
  readonly example: string;
}

/** Every rule of every stage, in the order they run. */
export function rules(): readonly RuleCard[] {
  const lineCards = lineRules.map((rule): RuleCard => {
    return {
      stage: 'strip',
      name: rule.name,
      summary: rule.summary,
      example: `out: ${visible(rule.removes[0] ?? '')}`,
    };
  });
  return [...cards('repair', repairs), ...cards('convert', conversions), ...lineCards, ...cards('tidy', tidies)];
}

function cards(stage: Stage, list: readonly TextRule[]): readonly RuleCard[] {
  return list.map((rule) => {
    const example = rule.examples.find((item) => item.before !== item.after) ?? { before: '', after: '' };
    const line = `${visible(example.before)} → ${visible(example.after)}`;
    return { stage, name: rule.name, summary: rule.summary, example: line };
  });
}

/** Line ends and invisible characters written as escapes. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\u00A0\u2028\u2029]/gu, (character) => {
    return character === '\n' ? '\\n' : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  });
}
