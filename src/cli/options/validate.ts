import { checkNames, knownEncoding, nearEncodings, UserError } from '../../index.ts';
import type { Options } from '../../index.ts';

/** Throws a UserError for an unknown name: a typo must not become a silent no-op. */
export function validate(options: Options): void {
  checkNames(options, '--');
  if (options.encodings?.length === 0) throw new UserError('--encodings: names no encoding');
  if (options.encoding !== undefined) mustBeEncoding(options.encoding, '--encoding');
  for (const name of options.encodings ?? []) mustBeEncoding(name, '--encodings');
}

function mustBeEncoding(name: string, option: string): void {
  if (knownEncoding(name) !== null) return;
  const near = nearEncodings(name);
  const hint = near.length > 0 ? near.join(', ') : 'utf-8, gb18030, big5, utf-16le, shift_jis, euc-jp, euc-kr';
  throw new UserError(`${option}: no encoding is named '${name}'. Near names: ${hint}.`);
}

/** Parses `title=headline` into the form the library takes. Throws a UserError for anything else. */
export function fieldNames(pairs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, ours, theirs] = /^([^=]+)=(.+)$/s.exec(pair) ?? [];
      if (ours === undefined || theirs === undefined)
        throw new UserError(`--field: '${pair}' is not two names with = between them, as in title=headline`);
      return [ours, theirs];
    }),
  );
}
