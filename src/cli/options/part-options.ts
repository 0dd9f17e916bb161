import { OUTPUTS, PARTS } from '../output/writers.ts';
import { RUN, SUBMITTERS } from './groups.ts';
import type { CliOption } from './option.ts';
import { MAX_BYTES } from './size.ts';

/** Options of runs in parts, and of the commands for them. */
export const PART_OPTIONS: readonly CliOption[] = [
  {
    flags: '--out-dir <folder>',
    summary: 'write parts and their ledgers, also to s3://bucket/prefix; run the same command again to resume',
    kind: 'path',
    commands: RUN,
  },
  {
    flags: '--parts <format>',
    summary: 'how parts are written',
    kind: 'text',
    choices: PARTS,
    default: 'jsonl',
    needs: 'out-dir',
    commands: RUN,
  },
  {
    flags: '--part-bytes <size>',
    summary: 'input in a part of --out-dir',
    kind: 'bytes',
    default: MAX_BYTES,
    needs: 'out-dir',
    commands: RUN,
  },
  {
    flags: '--cut <size>',
    summary: 'cut JSONL and WARC files larger than this between parts, compressed ones at members (default: 4GiB)',
    kind: 'bytes',
    needs: 'out-dir',
    commands: RUN,
  },
  {
    flags: '--shard <i/N>',
    summary:
      'do only every N-th part, from the i-th on; auto asks the job scheduler for both, auto/N for i; claim takes the next part that nobody else is at',
    kind: 'text',
    needs: 'out-dir',
    commands: ['normalize', 'verify'],
  },
  {
    flags: '--retry <what>',
    summary: 'failed: make the parts again in which inputs failed',
    kind: 'text',
    choices: ['failed'],
    needs: 'out-dir',
    commands: ['normalize', 'plan', ...SUBMITTERS],
  },
  {
    flags: '--lease <seconds>',
    summary: 'with --shard claim: take over the part of a process not heard from for this long (default: 120)',
    kind: 'seconds',
    commands: RUN,
  },
  {
    flags: '--quick',
    summary: 'compare the sizes of parts with their ledgers, and do not read the parts',
    kind: 'flag',
    commands: ['verify'],
  },
  {
    flags: '--reset',
    summary: 'delete the ledgers of damaged parts, so that the next run makes them again',
    kind: 'flag',
    commands: ['verify'],
  },
  {
    flags: '--watch',
    summary: 'print a line whenever something has changed, until every part is done',
    kind: 'flag',
    commands: ['status'],
  },
  {
    flags: '-o, --output <file>',
    summary: `the file to write, by its extension (${OUTPUTS})`,
    kind: 'path',
    commands: ['merge'],
  },
];
