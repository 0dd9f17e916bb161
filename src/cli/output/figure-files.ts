import { UserError } from '../../index.ts';
import type { RunOptions } from '../options/types.ts';
import { version } from '../version.ts';
import type { Said } from '../report/html.ts';
import type { Extent, Stats } from '../stats/stats.ts';
import { outputFile } from './sink.ts';
import type { Sink } from './sink.ts';

/** Files of figures beside the records. They appear once the records are written. */
export interface FigureFiles {
  /** Writes and publishes the files. Throws a RunError. */
  readonly write: (stats: Stats, notices?: Notices) => Promise<void>;
  /** Discards them. */
  readonly abandon: () => Promise<void>;
}

/** What a reader of the report must know first. */
type Notices = readonly Said[];

/** What an option writes. */
interface Kind {
  readonly option: 'stats' | 'report';
  /** What it shows. */
  readonly extent: Extent;
  readonly textOf: (stats: Stats, notices: Notices) => Promise<string>;
}

/** In ascending order of what they show. */
const KINDS: readonly Kind[] = [
  {
    option: 'stats',
    extent: 'figures',
    textOf: async (stats) =>
      `${JSON.stringify((await import('../stats/json.ts')).statsJson(stats, version()), null, 2)}\n`,
  },
  {
    option: 'report',
    extent: 'samples',
    textOf: async (stats, notices) => (await import('../report/report.ts')).reportOf(stats, version(), notices),
  },
];

/** Options that name such a file. */
export const FIGURE_OPTIONS: readonly Kind['option'][] = KINDS.map(({ option }) => option);

type Paths = Pick<RunOptions, 'output' | Kind['option']>;

/** Paths of the files that a run writes beside the records. */
export function figurePaths(options: Paths): readonly string[] {
  return KINDS.flatMap(({ option }) => options[option] ?? []);
}

/** What a run must count. */
export function extentOf(options: Paths): Extent {
  const asked = KINDS.filter(({ option }) => options[option] !== undefined);
  return asked.at(-1)?.extent ?? 'summary';
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
      if (path !== undefined) open.push({ sink: outputFile(checked(path, kind, options)), kind });
    }
  } catch (error) {
    await abandon();
    throw error;
  }
  const write = async (stats: Stats, notices: Notices = []): Promise<void> => {
    try {
      for (const { sink, kind } of open) {
        await sink.write(Buffer.from(await kind.textOf(stats, notices)));
        await sink.close();
      }
    } catch (error) {
      await abandon();
      throw error;
    }
  };
  return { write, abandon };
}

function checked(path: string, { option }: Kind, options: Paths): string {
  if (path === '-') throw new UserError(`--${option} takes a file: standard output has the records`);
  const other = KINDS.find((kind) => kind.option !== option && options[kind.option] === path);
  const same = path === options.output ? 'output' : other?.option;
  if (same !== undefined) throw new UserError(`--${option} and --${same} name the same file: ${path}`);
  return path;
}
