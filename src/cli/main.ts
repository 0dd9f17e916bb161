import type * as Program from './program.ts';
import { version } from './version.ts';

/** What prints the version, as the only argument. */
const VERSION: ReadonlySet<string> = new Set(['--version', '-V', '-v']);

/** The command. Sets `process.exitCode`: 0 all well, 1 some input failed or a check found a difference, 2 wrong usage, 130 interrupted. */
export async function main(args: readonly string[]): Promise<void> {
  if (args.length === 1 && VERSION.has(args[0] ?? '')) {
    process.stdout.write(`${version()}\n`);
    return;
  }
  const { keepCode, loadPart } = await import('./code-cache.ts');
  const { part, code } = loadPart('program');
  const { run, runSample } = part as typeof Program;
  await run(args);
  keepCode(code, runSample);
}
