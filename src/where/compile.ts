import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { UserError } from '../errors.ts';
import { SIGNAL_NAMES } from '../signals/index.ts';
import { adviceOn } from './advice.ts';
import { environmentOf, LINEAR_MATCHES } from './environment.ts';
import { answerOf, MATCHES, summaryOf } from './evaluate.ts';
import type { Answer } from './evaluate.ts';
import { neverTrue } from './known-values.ts';
import type { Condition, Judge, Verdict } from './types.ts';
import { containsMatch } from './matches.ts';
import type { CorpusRecord } from '../record/fields.ts';

/** Compiles conditions as `judgeOf` says. */
export function compiled(conditions: readonly Condition[], optional: readonly string[]): Judge {
  const present = ['signals', ...optional];
  const environments = { typed: environmentOf(present, 'typed'), dynamic: environmentOf(present, 'dynamic') };
  const rules = conditions.map((condition) => compiledOne(condition, environments));
  const named = new Set(rules.flatMap(({ signals }) => signals));
  return {
    signals: SIGNAL_NAMES.filter((name) => named.has(name)),
    verdictOn: (record) => verdictOf(rules, record),
  };
}

interface Rule {
  readonly text: string;
  readonly signals: readonly string[];
  readonly answer: (record: CorpusRecord) => Answer;
}

function verdictOf(rules: readonly Rule[], record: CorpusRecord): Verdict {
  const unmet: { where: string; why: string | null }[] = [];
  for (const { text, answer } of rules) {
    const said = answer(record);
    if ('fault' in said) return { unmet, fault: `'${text}': ${said.fault}` };
    if (!said.met) unmet.push({ where: text, why: said.why });
  }
  return { unmet, fault: null };
}

interface Environments {
  readonly typed: Environment;
  readonly dynamic: Environment;
}

function compiledOne(condition: Condition, { typed, dynamic }: Environments): Rule {
  const source = withLinearMatches(condition, typed);
  const { valid, type, error } = typed.parse(source).check();
  if (!valid) throw faultOf(condition, error);
  if (type !== 'bool' && type !== 'dyn')
    throw new UserError(
      `${condition.from}: '${condition.text}' has a value of type ${type ?? 'unknown'}, and is no condition, which is true or false`,
    );
  const evaluate = dynamic.parse(source);
  const [typo] = neverTrue(nodesOf(evaluate.ast));
  if (typo !== undefined) throw new UserError(`${placeOf(condition, typo.start)}: ${typo.message}`);
  return { text: condition.text, signals: signalsIn(evaluate.ast), answer: (record) => answerOf(evaluate, record) };
}

/**
 * The package runs `matches` on JavaScript's own regular expressions, which may take exponential time, and lets nobody replace it;
 * so calls are renamed to a function that does not.
 */
function withLinearMatches(condition: Condition, environment: Environment): string {
  let source = condition.text;
  for (const node of nodesOf(parsed(condition, environment).ast)) {
    if (node.op !== 'rcall' || node.args[0] !== MATCHES) continue;
    const at = source.indexOf(MATCHES, node.args[1].end);
    source = source.slice(0, at) + LINEAR_MATCHES + source.slice(at + MATCHES.length);
    const [pattern] = node.args[2];
    if (pattern?.op === 'value' && typeof pattern.args === 'string')
      mustBePattern(pattern.args, condition, pattern.start);
  }
  const left = nodesOf(parsed({ ...condition, text: source }, environment).ast);
  if (left.some((node) => node.op === 'rcall' && node.args[0] === MATCHES))
    throw new UserError(`${condition.from}: no comment may stand between a text and its .matches()`);
  return source;
}

function mustBePattern(pattern: string, condition: Condition, at: number): void {
  try {
    containsMatch('', pattern);
  } catch (error) {
    throw new UserError(`${placeOf(condition, at)}: ${summaryOf(error)} (regular expressions are those of RE2)`);
  }
}

function parsed(condition: Condition, environment: Environment): ReturnType<Environment['parse']> {
  try {
    return environment.parse(condition.text);
  } catch (error) {
    throw faultOf(condition, error);
  }
}

function faultOf(condition: Condition, error: unknown): UserError {
  const { start, end } = rangeOf(error);
  const summary = summaryOf(error);
  const advice = adviceOn({ condition: condition.text, at: condition.text.slice(start, end), summary });
  return new UserError(`${placeOf(condition, start)}: ${summary}.${advice === null ? '' : ` ${advice}`}`);
}

function placeOf({ text, from }: Condition, at: number): string {
  return `${from}: '${text}', character ${Array.from(text.slice(0, at)).length + 1}`;
}

function rangeOf(error: unknown): { readonly start: number; readonly end: number } {
  const range = typeof error === 'object' && error !== null && 'range' in error ? error.range : null;
  return (range ?? { start: 0, end: 0 }) as { readonly start: number; readonly end: number };
}

/** The signals that an expression names; all if it uses the object as a whole. */
function signalsIn(ast: ASTNode): readonly string[] {
  const nodes = nodesOf(ast);
  const named = nodes.flatMap((node) => {
    if (node.op === '.' && isSignals(node.args[0])) return [node.args[1]];
    if (node.op === '[]' && isSignals(node.args[0]) && node.args[1].op === 'value') return [String(node.args[1].args)];
    return [];
  });
  return nodes.filter(isSignals).length > named.length ? SIGNAL_NAMES : named;
}

function isSignals(node: ASTNode): boolean {
  return node.op === 'id' && node.args === 'signals';
}

function nodesOf(node: ASTNode): readonly ASTNode[] {
  return [node, ...childrenOf(node.args).flatMap(nodesOf)];
}

function childrenOf(args: unknown): readonly ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(childrenOf);
  return typeof args === 'object' && args !== null && 'op' in args ? [args as ASTNode] : [];
}
