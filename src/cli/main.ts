import type * as Program from './program.ts';
import { version } from './version.ts';

/** Arguments that print the version. */
const VERSION_FLAGS: ReadonlySet<string> = new Set(['--version', '-V', '-v']);

/** Exit status for a bug in the program (EX_SOFTWARE of sysexits.h), to distinguish it from damaged input. */
const EXIT_BUG = 70;

/** Runs the command. Sets `process.exitCode`: 0 success, 1 some input failed or a check found a difference, 2 wrong usage, 70 a bug, 130 interrupted. */
export async function main(args: readonly string[]): Promise<void> {
  if (args.length === 1 && VERSION_FLAGS.has(args[0] ?? '')) {
    process.stdout.write(`${version()}\n`);
    return;
  }
  process.on('uncaughtException', fail);
  // The event loop is empty although the command has not finished.
  const unfinished = (): void => {
    fail(new Error('the run stopped before its end'));
  };
  process.once('beforeExit', unfinished);
  try {
    const { keepCode, loadPart } = await import('./code-cache.ts');
    const { part, code } = loadPart('program');
    const { run, runSample } = part as typeof Program;
    if (await run(args, code.found)) keepCode(code, runSample);
  } catch (error) {
    fail(error);
  }
  process.removeListener('beforeExit', unfinished);
}

/** Exits at once: the state is unknown after a bug, and workers would keep the process alive. */
function fail(error: unknown): never {
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`normalize: this is a bug in normalize; please report it with what follows\n${said}\n`);
  process.exit(EXIT_BUG);
}
