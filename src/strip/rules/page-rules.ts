import type { Fact } from '../../types.ts';
import type { LineRule } from './line-rule.ts';

/** A rule that needs the whole page, so that no single line can be an example. */
export interface PageRule {
  readonly name: string;
  readonly summary: string;
  /** As of a line rule. */
  readonly tells?: readonly Fact[];
  /** What it removes, described or as a line. */
  readonly example: string;
}

/** The headline and what stands between it and the first paragraph. */
const NEAR_HEADLINE: readonly PageRule[] = [
  {
    name: 'title',
    summary: 'The main headline, which becomes a field',
    tells: ['headline'],
    example: '小城通了高铁',
  },
  {
    name: 'kicker',
    summary: 'The line above the headline (引题), which becomes a field',
    tells: ['headline'],
    example: '拉高标杆 奋勇争先',
  },
  {
    name: 'subtitle',
    summary: 'The line below the headline (副题), which becomes a field',
    tells: ['headline'],
    example: '——全县工作会议侧记',
  },
  {
    name: 'repeated-caption',
    summary: 'A caption that several pictures above the first paragraph share',
    tells: ['photo'],
    example: '湖边的新书房',
  },
];

/** Rules that are decided from the page as a whole, in listing order. */
export function pageRulesOf(lineRules: readonly LineRule[]): readonly PageRule[] {
  const headings = lineRules.filter((rule) => rule.headsBlock === true);
  return [
    ...NEAR_HEADLINE,
    ...headings.map(({ name, tells = [] }) => ({
      name: `${name}-block`,
      tells,
      summary: `Lines after a ${name}, until prose resumes`,
      example: '(the lines below such a heading)',
    })),
    {
      name: 'site-template',
      summary: 'Lines that a site repeats on many pages, with --templates or --learn',
      example: '(lines learned from other pages of the site)',
    },
    {
      name: 'outside-body',
      summary: 'Other lines outside the body: menus, link lists, comments, footers',
      example: '(lines away from the article)',
    },
  ];
}
