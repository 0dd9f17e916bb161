/** A change that makes the program worse, which the quality tests, the fixtures or the test of training must notice. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
}

const BODY = 'src/strip/body/index.ts';
const FEATURES = 'src/strip/body/line-features.ts';
const STRIP = 'src/strip/index.ts';
const PASSES = 'src/strip/passes.ts';
const LINE_RULES = 'src/strip/rules/index.ts';
const HEADLINE = 'src/strip/headline/index.ts';
const PLACES = 'src/strip/rules/places.ts';
const PIPELINE = 'src/pipeline.ts';
const EXTRACT = 'src/extract/index.ts';
const FAMILIES = [
  'attribution',
  'credits',
  'photos',
  'navigation',
  'legal',
  'sharing',
  'related',
  'posts',
  'leftovers',
] as const;

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'the second model of lines is ignored',
    file: BODY,
    from: 'const score = sumsOfTrees(models.second(), second, inRegion);',
    to: 'const score = first;',
  },
  {
    name: 'no region is chosen',
    file: BODY,
    from: 'const region = bodyRegion(evidence, first, models);',
    to: 'const region = null as Bounds | null;',
  },
  {
    name: 'the model of regions is ignored: the first candidate is taken',
    file: BODY,
    from: 'const scores = sumsOfTrees(models.regions(), columns);',
    to: 'const scores = columnOf(candidates.length, (at) => (columns.length > 0 ? -9 * at : 0));',
  },
  {
    name: 'a forum is never detected',
    file: 'src/strip/body/forum.ts',
    from: 'return { isForum, words,',
    to: 'return { isForum: false, words,',
  },
  {
    name: 'pages with markup get the models of bare text',
    file: BODY,
    from: 'models: Models = page.markup ? MARKUP : TEXT,\n): ReadonlySet<number> {\n  const compact',
    to: 'models: Models = TEXT,\n): ReadonlySet<number> {\n  const compact',
  },
  {
    name: 'the feature `length` is zero',
    file: FEATURES,
    from: "['length', ({ lengths }) => lengths()]",
    to: "['length', ({ size }) => constant(size, 0)]",
  },
  {
    name: 'the feature `links` is zero',
    file: FEATURES,
    from: "['links', ({ links }) => links()]",
    to: "['links', ({ size }) => constant(size, 0)]",
  },
  {
    name: 'the features around prose are those around links',
    file: FEATURES,
    from: "...windows('prose', ({ masses }) => masses.prose)",
    to: "...windows('prose', ({ masses }) => masses.linked)",
  },
  {
    name: 'class hints are off',
    file: 'src/read/html/class-hints.ts',
    from: 'return hints === 0 ?',
    to: 'return hints >= 0 ?',
  },
  {
    name: 'no line is a landmark below the body',
    file: 'src/strip/body/landmarks.ts',
    from: 'const below = countsOf(marks, RULES_BELOW);',
    to: 'const below = countsOf(marks, new Set());',
  },
  {
    name: 'a change between body and rest costs nothing in markup',
    file: BODY,
    from: '  change: 2,\n',
    to: '  change: 0,\n',
  },
  {
    name: 'a change between body and rest costs five times as much in bare text',
    file: BODY,
    from: '  change: 1,\n',
    to: '  change: 5,\n',
  },
  { name: 'the threshold of the body in markup is moved', file: BODY, from: '  bias: 1,\n', to: '  bias: -1,\n' },
  { name: 'the threshold of the body in bare text is moved', file: BODY, from: '  bias: 0.5,\n', to: '  bias: 2.5,\n' },
  {
    name: 'the article has no end before comments and further articles',
    file: 'src/strip/body/article-bounds.ts',
    from: 'return (before[end] ?? 0) < MIN_ARTICLE_LETTERS ? body.length : end;',
    to: 'return end < 0 ? end : body.length;',
  },
  {
    name: 'the article does not begin at its headline',
    file: 'src/strip/body/article-bounds.ts',
    from: '(before.at(-1) ?? 0) ? title : 0;',
    to: '(before.at(-1) ?? 0) ? 0 : 0;',
  },
  {
    name: 'bare text is always an article alone',
    file: BODY,
    from: 'const MIN_BOILERPLATE_LINES = 4;',
    to: 'const MIN_BOILERPLATE_LINES = 400;',
  },
  ...FAMILIES.map((family) => ({
    name: `rule family off: ${family}`,
    file: LINE_RULES,
    from: `\n  ...${family},\n`,
    to: '\n',
  })),
  {
    name: 'zones ignored: any rule fires anywhere',
    file: PLACES,
    from: "if (place === 'anywhere') return true;",
    to: "if (place !== 'below-headline') return true;",
  },
  {
    name: 'zone ignored: nothing stands below the headline',
    file: PLACES,
    from: "if (place === 'below-headline') return isBelow(index);",
    to: "if (place === 'below-headline') return false;",
  },
  {
    name: 'zone ignored: nothing stands behind the article',
    file: PLACES,
    from: "(place !== 'head' && isTail(index))",
    to: "(place !== 'head' && isTail(index) && index < 0)",
  },
  {
    name: 'a heading takes no block with it',
    file: PASSES,
    from: 'if (!off.has(rule)) marks[line] ??= rule;',
    to: 'if (off.has(rule)) marks[line] ??= rule;',
  },
  {
    name: 'credits at the end of a paragraph stay',
    file: STRIP,
    from: 'return mark === null ? partOf(line, off) :',
    to: 'return mark === null ? null :',
  },
  {
    name: 'bare text has no headline',
    file: HEADLINE,
    from: "if (WITHOUT.has(format) || page.meta.some(({ name }) => name === 'turns')) return null;",
    to: 'return null;',
  },
  {
    name: 'a page of which nothing is left stays empty',
    file: PASSES,
    from: '  unmarkIfAllIsMarked,\n',
    to: '',
  },
  {
    name: 'warning never raised: no-body',
    file: PIPELINE,
    from: "else if (document.text.trim() === '') warnings.push('no-body');",
    to: '',
  },
  {
    name: 'warning never raised: no-article',
    file: PIPELINE,
    from: "else if (!verdict.article) warnings.push('no-article');",
    to: '',
  },
  {
    name: 'warning never raised: gap-in-body',
    file: PIPELINE,
    from: "[...kept.warnings, 'gap-in-body']",
    to: 'kept.warnings',
  },
  {
    name: 'warning never raised: declared-encoding-wrong',
    file: 'src/detect/index.ts',
    from: "if (isWrong(declared, name, text)) warnings.push('declared-encoding-wrong');",
    to: '',
  },
  {
    name: 'warning never raised: replaced-bytes',
    file: 'src/detect/index.ts',
    from: "if (replaced > 0) warnings.push('replaced-bytes');",
    to: '',
  },
  {
    name: 'warning never raised: guessed-characters',
    file: PIPELINE,
    from: "if (document.steps.some((step) => step.guessed > 0)) warnings.push('guessed-characters');",
    to: '',
  },
  {
    name: 'field never read: section',
    file: EXTRACT,
    from: 'section.length > 0 ? section : sectionOf(document, headline.title)',
    to: 'section',
  },
  {
    name: 'field never read from the page: outlet',
    file: EXTRACT,
    from: "known(document, 'outlet') ?? outletOf(document)",
    to: "known(document, 'outlet')",
  },
  {
    name: 'the date nearest to the headline is not looked for',
    file: 'src/extract/published.ts',
    from: '    nearHeadline(near) ??\n',
    to: '',
  },
  {
    name: 'hidden elements are text',
    file: 'src/read/html/layout.ts',
    from: 'const visible = lines.filter((line) => line.element?.hidden !== true);',
    to: 'const visible = lines;',
  },
  {
    name: 'training: the learning rate is nine times as high',
    file: 'src/train/train.ts',
    from: 'rate: 0.1,',
    to: 'rate: 0.9,',
  },
  {
    name: 'training: every other label is lost',
    file: 'src/train/examples.ts',
    from: 'labelsOf(lines, wanted)',
    to: 'labelsOf(lines, wanted).map((label, i) => (i % 2 === 0 ? label : 0))',
  },
  {
    name: 'training: regions are chosen at random',
    file: 'src/train/train.ts',
    from: 'f1.map((value) => value / TEMPERATURE)',
    to: 'f1.map((value, i) => (i % 3) + 0 * value)',
  },
];
