import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as Program from './program.ts';
import type * as Sample from './sample.ts';
import { version } from './version.ts';

/** The command. Sets `process.exitCode`: 0 all well, 1 some input failed or a check found a difference, 2 wrong usage, 130 interrupted. */
export async function main(args: readonly string[]): Promise<void> {
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
    process.stdout.write(`${version()}\n`);
    return;
  }
  const { keepCode, loadCode } = await import('./code-cache.ts');
  const code = loadCode(fileURLToPath(new URL('normalize.cjs', import.meta.url)));
  const load = createRequire(import.meta.url);
  const { run } = load('./program.cjs') as typeof Program;
  await run(args);
  if (code.found) return;
  (load('./sample.cjs') as typeof Sample).runSample();
  keepCode(code);
}
