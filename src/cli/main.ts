import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { normalize } from '../index.ts';
import type { Options, Source } from '../index.ts';

/** The command, until it is written in full: files, folders and `-`, `--skip`, `--format`. */
export async function main(args: readonly string[]): Promise<void> {
  const options: { skip?: string[]; format?: NonNullable<Options['format']>; [key: string]: unknown } = {};
  const inputs: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--skip') options.skip = [...(options.skip ?? []), ...(args[++i] ?? '').split(',')];
    else if (arg === '--format') options.format = (args[++i] ?? 'auto') as 'auto';
    else if (arg === '--trace') options['trace'] = true;
    else if (arg.startsWith('--') && arg !== '--') options[arg.slice(2)] = args[++i];
    else inputs.push(arg);
  }
  for (const input of inputs)
    for (const source of sources(input, options.format ?? 'auto'))
      process.stdout.write(`${JSON.stringify(normalize(source, options))}\n`);
  await Promise.resolve();
}

function* sources(input: string, format: string): Generator<Source> {
  const base = { pathBytes: null, member: null, charset: null, url: null };
  const kind = format === 'auto' ? null : (format as 'text');
  if (input !== '-' && statSync(input).isDirectory()) {
    for (const name of readdirSync(input).sort())
      yield { ...base, path: name, format: kind, bytes: readFileSync(join(input, name)) };
    return;
  }
  const bytes = readFileSync(input === '-' ? 0 : input);
  if (kind !== 'jsonl') return yield { ...base, path: input, format: kind, bytes };
  let line = 1;
  for (let i = 0; i < bytes.length; line++) {
    const end = bytes.indexOf(10, i) < 0 ? bytes.length : bytes.indexOf(10, i);
    yield { ...base, path: input, member: `line:${line}`, format: 'jsonl', bytes: bytes.subarray(i, end) };
    i = end + 1;
  }
}
