import { knownEncoding, nearEncodings, rules, UserError } from '../index.ts';
import type { Options } from '../index.ts';

const STAGES = ['repair', 'convert', 'strip', 'tidy', 'extract'];

/** Throws a UserError for a name that nothing bears: a typing mistake must not become a silent no-op. */
export function validate(options: Options): void {
  const names = rules().map((rule) => rule.name);
  for (const name of options.skip ?? []) mustBe(name, [...STAGES, ...names], '--skip', 'stage or rule');
  const strip = rules().filter((rule) => rule.stage === 'strip');
  for (const name of options.keep ?? [])
    mustBe(
      name,
      strip.map((rule) => rule.name),
      '--keep',
      'rule of strip',
    );
  if (options.encodings?.length === 0) throw new UserError('--encodings: names no encoding');
  if (options.encoding !== undefined) mustBeEncoding(options.encoding, '--encoding');
  for (const name of options.encodings ?? []) mustBeEncoding(name, '--encodings');
}

function mustBe(name: string, known: readonly string[], option: string, kind: string): void {
  if (known.includes(name)) return;
  const near = known.filter((other) => other.includes(name) || name.includes(other));
  const hint = near.length > 0 ? `Did you mean ${near.join(', ')}?` : '`normalize rules` lists them.';
  throw new UserError(`${option}: no ${kind} is named '${name}'. ${hint}`);
}

function mustBeEncoding(name: string, option: string): void {
  if (knownEncoding(name) !== null) return;
  const near = nearEncodings(name);
  const hint = near.length > 0 ? near.join(', ') : 'utf-8, gb18030, big5, utf-16le, shift_jis, euc-jp, euc-kr';
  throw new UserError(`${option}: no encoding is named '${name}'. Near names: ${hint}.`);
}
