import { isObject } from '../../text/is-object.ts';
import { matchFormOf } from '../../text/match-form.ts';
import { MAX_LINE_UNITS } from '../rules/word-index.ts';
import { linearPattern } from './re2-pattern.ts';
import { matches, places } from '../rules/line-rule.ts';
import type { LineRule, Pattern } from '../rules/line-rule.ts';
import type { OwnRule, RuleFault } from './types.ts';

/** Compiles own rules to line rules, memoized per list. Throws an Error for an invalid pattern; `ownRuleFaults` reports those beforehand. */
export function lineRulesOf(rules: readonly OwnRule[]): readonly LineRule[] {
  const known = compiled.get(rules);
  if (known !== undefined) return known;
  const lineRules = rules.map((rule) => lineRuleOf(rule));
  compiled.set(rules, lineRules);
  return lineRules;
}

const compiled = new WeakMap<readonly OwnRule[], readonly LineRule[]>();

function lineRuleOf(rule: OwnRule): LineRule {
  return {
    name: rule.name,
    summary: rule.summary,
    words: rule.words?.map(matchFormOf) ?? null,
    maxUnits: rule.longest ?? 400,
    place: rule.place ?? 'anywhere',
    patterns: sourcesOf(rule).map(linearPattern),
    own: true,
    removes: rule.removes,
    keeps: rule.keeps,
  };
}

function sourcesOf({ pattern }: OwnRule): readonly string[] {
  return typeof pattern === 'string' ? [pattern] : pattern;
}

/** Validates the parsed content of a rules file, including the examples of its rules, and returns all faults. `taken` holds names already in use. */
export function ownRuleFaults(value: unknown, taken: ReadonlySet<string>): readonly RuleFault[] {
  if (!Array.isArray(value) || value.length === 0)
    return [{ number: 0, name: null, field: null, why: 'must be a list of rules, one or more' }];
  const seen = new Set<string>();
  return value.flatMap((rule: unknown, index) => {
    const name = isObject(rule) && typeof rule['name'] === 'string' ? rule['name'] : null;
    const twice = name !== null && seen.has(name);
    if (name !== null) seen.add(name);
    const faults = twice ? [fault('name', `'${name}' is the name of a rule above; take another`)] : [];
    return [...faults, ...faultsOf(rule, taken)].map((found) => ({ ...found, number: index + 1, name }));
  });
}

type Found = Pick<RuleFault, 'field' | 'why'>;

function fault(field: string | null, why: string): Found {
  return { field, why };
}

function faultsOf(rule: unknown, taken: ReadonlySet<string>): readonly Found[] {
  if (!isObject(rule)) return [fault(null, `must have the fields ${REQUIRED.join(', ')}`)];
  const unknown = Object.keys(rule).filter((field) => !Object.hasOwn(FIELDS, field));
  const faults = [
    ...unknown.map((field) => fault(field, `is no field of a rule; there are ${Object.keys(FIELDS).join(', ')}`)),
    ...Object.entries(FIELDS).flatMap(([field, check]) => {
      const given = rule[field];
      if (given === undefined || given === null) return REQUIRED.includes(field) ? [fault(field, 'is missing')] : [];
      const why = check(given, taken);
      return why === null ? [] : [fault(field, why)];
    }),
  ];
  return faults.length > 0 ? faults : exampleFaults(rule as unknown as OwnRule);
}

const REQUIRED: readonly string[] = ['name', 'summary', 'pattern', 'removes', 'keeps'];

/** Checks by field: each returns the error message for a value, or null. */
const FIELDS: Readonly<Record<string, (value: unknown, taken: ReadonlySet<string>) => string | null>> = {
  name: (value, taken) => {
    if (typeof value !== 'string' || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(value))
      return 'must be lower-case words joined by hyphens (my-site-footer)';
    return taken.has(value) ? `'${value}' is the name of a stage or a built-in rule; take another` : null;
  },
  summary: (value) => (typeof value === 'string' && /^\S.*$/.test(value) ? null : 'must be one line of text'),
  pattern: (value) => {
    const sources = typeof value === 'string' ? [value] : value;
    if (!isLines(sources)) return 'must be an expression, or a list of them';
    const wrong = sources.flatMap((source) => patternFault(source) ?? []);
    return wrong.length > 0 ? wrong.join('; ') : null;
  },
  words: (value) => (isLines(value) ? null : 'must be a list of words, one of which is in every line it takes'),
  longest: (value) =>
    Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_LINE_UNITS
      ? null
      : `must be a whole number of characters from 1 to ${MAX_LINE_UNITS}`,
  place: (value) => (places.some((place) => place === value) ? null : `must be one of ${places.join(', ')}`),
  removes: (value) => (isLines(value) ? null : 'must be a list of lines that the rule takes, one or more'),
  keeps: (value) => (isLines(value) ? null : 'must be a list of lines that look alike and must stay, one or more'),
};

function patternFault(source: string): string | null {
  let pattern: Pattern;
  try {
    pattern = linearPattern(source);
  } catch (error) {
    const said = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
    const hint = /\(\?|escape/.test(said)
      ? '; lookaround and backreferences are not supported, because they are not linear'
      : '';
    return `cannot be read (${said})${hint}`;
  }
  return pattern.exec('') === null ? null : `${source} matches an empty line, so it would match any; anchor it`;
}

function exampleFaults(rule: OwnRule): readonly Found[] {
  const lineRule = lineRuleOf(rule);
  const takes = (line: string): boolean => matches(lineRule, matchFormOf(line.trim()));
  return [
    ...rule.removes.filter((line) => !takes(line)).map((line) => fault('removes', `it does not take: ${line}`)),
    ...rule.keeps.filter(takes).map((line) => fault('keeps', `it takes: ${line}`)),
  ];
}

function isLines(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((line) => typeof line === 'string' && line.trim() !== '')
  );
}
