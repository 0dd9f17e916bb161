import { UserError } from '../errors.ts';
import type { Options } from '../options.ts';
import { KNOWN_FIELDS } from '../read/known.ts';
import { rules } from './catalog.ts';
import { nearest } from '../text/nearest.ts';
import { MASK_NAMES } from '../mask/index.ts';
import { SIGNAL_NAMES } from '../signals/index.ts';
import { ownRuleFaults } from '../strip/index.ts';
import type { OwnRule, RuleFault } from '../strip/index.ts';

/** Stages that can be skipped. */
export const STAGES: readonly string[] = ['repair', 'convert', 'strip', 'tidy', 'extract', 'mask'];

/** Valid names for `skip` and `keep`. */
interface Names {
  readonly skip: ReadonlySet<string>;
  readonly keep: ReadonlySet<string>;
}

const NO_RULES: readonly OwnRule[] = [];
const namesByRules = new WeakMap<readonly OwnRule[], Names>();

/** All faults of custom rules, one message each: which rule, which field, and what to do. Empty if there are none. */
export function ruleFaults(value: unknown): readonly string[] {
  return ownRuleFaults(value, new Set([...STAGES, ...rules().map(({ name }) => name)])).map(messageOf);
}

function messageOf({ number, name, field, why }: RuleFault): string {
  if (number === 0) return why;
  const rule = name === null ? `rule ${number}` : `rule ${number} (${name})`;
  return field === null ? `${rule}: ${why}` : `${rule}, ${field}: ${why}`;
}

function namesOf(own: readonly OwnRule[]): Names {
  const made = namesByRules.get(own);
  if (made !== undefined) return made;
  const faults = own === NO_RULES ? [] : ruleFaults(own);
  if (faults.length > 0) throw new UserError(faults.map((fault) => `rules: ${fault}`).join('\n'));
  const cards = rules(own);
  const keep = cards.filter(({ stage }) => stage === 'strip').map(({ name }) => name);
  const names = { skip: new Set([...STAGES, ...cards.map(({ name }) => name)]), keep: new Set(keep) };
  namesByRules.set(own, names);
  return names;
}

/**
 * Throws a UserError for invalid custom rules, unknown names in `skip`, `keep`, `fields` and `signals`, and `links` without
 * `markdown`: a mistake must not become a silent no-op. `prefix` is put before option names in messages.
 */
export function checkNames(options: Options, prefix = ''): void {
  for (const name of Object.keys(options.fields ?? {})) checkField(name, prefix === '' ? 'fields' : `${prefix}field`);
  for (const name of typeof options.signals === 'object' ? options.signals : [])
    checkName(name, KNOWN_SIGNALS, `${prefix}signals`, 'signal');
  for (const name of options.mask ?? []) checkName(name, KNOWN_MASKS, `${prefix}mask`, 'mask');
  if (options.links === true && options.markdown !== true)
    throw new UserError(`${prefix}links: has no effect without ${prefix}markdown`);
  if (options.skip === undefined && options.keep === undefined && options.rules === undefined) return;
  const names = namesOf(options.rules ?? NO_RULES);
  for (const name of options.skip ?? []) checkName(name, names.skip, `${prefix}skip`, 'stage or rule');
  for (const name of options.keep ?? []) checkName(name, names.keep, `${prefix}keep`, 'rule of strip');
}

const KNOWN_SIGNALS: ReadonlySet<string> = new Set(SIGNAL_NAMES);

const KNOWN_MASKS: ReadonlySet<string> = new Set(MASK_NAMES);

/** Where the names of a kind are listed. */
const LISTED_BY = {
  'stage or rule': '`normalize rules` lists them.',
  'rule of strip': '`normalize rules` lists them.',
  mask: `Masks: ${MASK_NAMES.join(', ')}.`,
  signal: `Signals: ${SIGNAL_NAMES.join(', ')}.`,
} as const;

function checkName(name: string, names: ReadonlySet<string>, option: string, kind: keyof typeof LISTED_BY): void {
  if (names.has(name)) return;
  const near = nearest(name, [...names]);
  const hint = near.length > 0 ? `Did you mean ${near.join(', ')}?` : LISTED_BY[kind];
  throw new UserError(`${option}: no ${kind} is named '${name}'. ${hint}`);
}

function checkField(name: string, option: string): void {
  if (KNOWN_FIELDS.includes(name)) return;
  throw new UserError(`${option}: no field is named '${name}'. Fields: ${KNOWN_FIELDS.join(', ')}.`);
}
