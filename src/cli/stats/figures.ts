import { FIELDS } from '../../index.ts';
import type { Problem } from '../input/find-files.ts';
import { AMOUNTS, CONFIDENCES, SHARES, SHARES_KEPT } from './bins.ts';
import type { Edges } from './bins.ts';
import { shareKept, visible } from './made.ts';
import type { Made } from './made.ts';

/** A figure of a run: how it is counted for a record and for an input without one. Sums are whole numbers, so the order of adding does not matter. */
export type Figure = {
  readonly meaning: string;
  /** True: counted by every run, because the summary shows it. The others are counted if --stats, --report or --out-dir asks. */
  readonly always?: true;
} & (Count | Counts | Bins);

/** A whole number. */
interface Count {
  readonly holds: 'count';
  readonly record?: (made: Made) => number;
  readonly problem?: (problem: Problem) => number;
}

/** Whole numbers by name. */
interface Counts {
  readonly holds: 'counts';
  readonly record?: (made: Made, add: AddTo) => void;
  readonly problem?: (problem: Problem, add: AddTo) => void;
}

/** Numbers of documents by the bin of a value; null: in none. */
interface Bins {
  readonly holds: 'bins';
  readonly edges: Edges;
  readonly record: (made: Made) => number | null;
}

type AddTo = (name: string, number: number) => void;

const one = (): number => 1;
const countOf = ({ count = 1 }: Problem): number => count;
const ofKind =
  (kind: Problem['kind']) =>
  (problem: Problem): number =>
    problem.kind === kind ? countOf(problem) : 0;
const reasonsOf =
  (kind: Problem['kind']) =>
  (problem: Problem, add: AddTo): void => {
    if (problem.kind === kind) add(problem.reason, countOf(problem));
  };

export type FigureName =
  | 'documents.in'
  | 'documents.written'
  | 'documents.dropped'
  | 'documents.failed'
  | 'dropped'
  | 'failed'
  | 'failed_parts'
  | 'failed_hosts'
  | 'files'
  | 'bytes'
  | 'characters.read'
  | 'characters.written'
  | 'formats'
  | 'encodings'
  | 'detectors'
  | 'confidence'
  | 'languages'
  | 'kinds'
  | 'repairs'
  | 'guessed'
  | 'changes'
  | 'removed'
  | 'removed_characters'
  | 'warnings'
  | 'length_read'
  | 'length_written'
  | 'share_kept';

/** Every figure, in the order of `--stats`; dots nest. Accumulation, ledgers, schema, summary and the README's table follow. */
export const FIGURES: Readonly<Record<FigureName, Figure>> = {
  'documents.in': {
    holds: 'count',
    always: true,
    meaning: 'documents read, and inputs without any: the sum of the next three',
    record: one,
    problem: countOf,
  },
  'documents.written': { holds: 'count', always: true, meaning: 'records', record: one },
  'documents.dropped': {
    holds: 'count',
    always: true,
    meaning: 'skipped, rejected by a condition, or pages in the record of another',
    problem: ofKind('skipped'),
  },
  'documents.failed': { holds: 'count', always: true, meaning: 'failed', problem: ofKind('failed') },
  dropped: {
    holds: 'counts',
    always: true,
    meaning:
      'skipped and rejected documents by reason; `rejected: ` and the first condition that is not met; `joined`: pages in the record of another',
    problem: reasonsOf('skipped'),
  },
  failed: { holds: 'counts', always: true, meaning: 'failed documents by reason', problem: reasonsOf('failed') },
  failed_parts: {
    holds: 'counts',
    meaning: 'failed documents by part, of the 100 parts with the most; empty unless a run is in parts',
  },
  failed_hosts: { holds: 'counts', meaning: 'the same by the host that made the part, of all parts' },
  files: { holds: 'count', always: true, meaning: 'files read to their end' },
  bytes: {
    holds: 'count',
    always: true,
    meaning: 'bytes of the documents with a record',
    record: ({ record: { source } }) => (source.pages ?? []).reduce((sum, page) => sum + page.bytes, source.bytes),
  },
  'characters.read': {
    holds: 'count',
    meaning: 'code points that are not white space, as read: decoded, and without markup',
    record: ({ characters }) => characters().read,
  },
  'characters.written': {
    holds: 'count',
    meaning: 'code points of `text` that are not white space',
    record: ({ characters }) => characters().written,
  },
  formats: {
    holds: 'counts',
    always: true,
    meaning: 'records by format',
    record: ({ record }, add) => {
      add(record.source.format, 1);
    },
  },
  encodings: {
    holds: 'counts',
    always: true,
    meaning: 'records by encoding',
    record: ({ record }, add) => {
      add(record.encoding.name, 1);
    },
  },
  detectors: {
    holds: 'counts',
    meaning: 'records by the detector that decided the encoding',
    record: ({ record }, add) => {
      add(record.encoding.by, 1);
    },
  },
  confidence: {
    holds: 'bins',
    edges: CONFIDENCES,
    meaning: 'records by the confidence of their encoding',
    record: ({ record }) => record.encoding.confidence,
  },
  languages: {
    holds: 'counts',
    meaning: 'records by language',
    record: ({ record }, add) => {
      add(record.language, 1);
    },
  },
  kinds: {
    holds: 'counts',
    meaning: 'records by kind of page; `unknown` without evidence',
    record: ({ record }, add) => {
      add(record.kind ?? 'unknown', 1);
    },
  },
  repairs: {
    holds: 'counts',
    always: true,
    meaning: 'edits by rule of repair',
    record: ({ record }, add) => {
      for (const { stage, rule, edits } of record.steps) if (stage === 'repair') add(rule, edits);
    },
  },
  guessed: {
    holds: 'counts',
    meaning: 'characters chosen by likelihood, by rule',
    record: ({ record }, add) => {
      for (const { rule, guessed } of record.steps) if (guessed > 0) add(rule, guessed);
    },
  },
  changes: {
    holds: 'counts',
    meaning: 'edits by rule of conversion and tidying',
    record: ({ record }, add) => {
      for (const { stage, rule, edits } of record.steps) if (stage === 'convert' || stage === 'tidy') add(rule, edits);
    },
  },
  removed: {
    holds: 'counts',
    always: true,
    meaning: 'lines and parts of lines removed, by rule',
    record: ({ record }, add) => {
      for (const { rule } of record.removed) add(rule, 1);
    },
  },
  removed_characters: {
    holds: 'counts',
    meaning: 'their code points that are not white space, by rule',
    record: ({ record }, add) => {
      for (const { rule, text } of record.removed) add(rule, visible(text));
    },
  },
  warnings: {
    holds: 'counts',
    always: true,
    meaning: 'records by warning',
    record: ({ record }, add) => {
      for (const warning of record.warnings) add(warning, 1);
    },
  },
  length_read: {
    holds: 'bins',
    edges: AMOUNTS,
    meaning: 'records by `characters.read`',
    record: ({ characters }) => characters().read,
  },
  length_written: {
    holds: 'bins',
    edges: AMOUNTS,
    meaning: 'records by `characters.written`',
    record: ({ characters }) => characters().written,
  },
  share_kept: {
    holds: 'bins',
    edges: SHARES_KEPT,
    meaning: 'records by the share of their characters that `text` keeps; those without any are left out',
    record: ({ characters }) => shareKept(characters()),
  },
};

/** Figures with this prefix are there only if they count anything. */
export const SIGNALS_PREFIX = 'signals.';

type NamedFigure = readonly [name: string, figure: Figure];

/** The rows of the table in order. */
export const TABLE_FIGURES: readonly NamedFigure[] = Object.entries<Figure>(FIGURES);

/** With a histogram of each signal after them, counted if `--signals` asks for it. */
export const ALL_FIGURES: readonly NamedFigure[] = [...TABLE_FIGURES, ...signalFigures()];

function signalFigures(): readonly NamedFigure[] {
  const parts = FIELDS.find(([name]) => name === 'signals')?.[1].parts ?? {};
  return Object.entries(parts).flatMap(([name, { holds }]) => {
    if (holds === 'simhash') return [];
    const figure: Figure = {
      holds: 'bins',
      edges: holds === 'share' ? SHARES : AMOUNTS,
      meaning: `records by the signal \`${name}\``,
      record: ({ record }) => {
        const value = (record.signals as Readonly<Record<string, unknown>> | undefined)?.[name];
        return typeof value === 'number' ? value : null;
      },
    };
    return [[`${SIGNALS_PREFIX}${name}`, figure] as const];
  });
}
