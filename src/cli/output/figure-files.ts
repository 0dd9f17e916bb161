import { UserError } from '../../index.ts';
import type { RunOptions } from '../options/types.ts';
import { version } from '../version.ts';
import type { Stats } from '../stats/stats.ts';
import { fileSink } from './sink.ts';
import type { Sink } from './sink.ts';

/** Files of figures beside the records. They appear once the records are written. */
export interface FigureFiles {
  /** Writes and publishes the files. Throws a RunError. */
  readonly write: (stats: Stats) => Promise<void>;
  /** Discards them. */
  readonly abandon: () => Promise<void>;
}

/** What an option writes. */
interface Kind {
  readonly option: 'stats';
  readonly textOf: (stats: Stats) => Promise<string>;
}

const KINDS: readonly Kind[] = [
  {
    option: 'stats',
    textOf: async (stats) =>
      `${JSON.stringify((await import('../stats/json.ts')).statsJson(stats, version()), null, 2)}\n`,
  },
];

type Paths = Pick<RunOptions, 'output' | Kind['option']>;

/** Paths of the files that a run writes beside the records. */
export function figurePaths(options: Paths): readonly string[] {
  return KINDS.flatMap(({ option }) => options[option] ?? []);
}

/** Opens the files before the run, so that a name that cannot be written is told at once. Throws a UserError. */
export async function figureFiles(options: Paths): Promise<FigureFiles> {
  const open: { readonly sink: Sink; readonly kind: Kind }[] = [];
  const abandon = async (): Promise<void> => {
    for (const { sink } of open) await sink.abandon().catch(() => undefined);
  };
  try {
    for (const kind of KINDS) {
      const path = options[kind.option];
      if (path !== undefined) open.push({ sink: fileSink(checked(path, kind, options)), kind });
    }
  } catch (error) {
    await abandon();
    throw error;
  }
  const write = async (stats: Stats): Promise<void> => {
    try {
      for (const { sink, kind } of open) {
        await sink.write(Buffer.from(await kind.textOf(stats)));
        await sink.close();
      }
    } catch (error) {
      await abandon();
      throw error;
    }
  };
  return { write, abandon };
}

function checked(path: string, { option }: Kind, { output = '-' }: Paths): string {
  if (path === '-') throw new UserError(`--${option} takes a file: standard output has the records`);
  if (path === output) throw new UserError(`--${option} and --output name the same file: ${path}`);
  return path;
}
