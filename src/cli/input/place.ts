import { isUtf8 } from 'node:buffer';
import type { Source } from '../../index.ts';
import { budget } from '../../archives/index.ts';
import type { Budget, FileAccess } from '../../archives/index.ts';
import type { ReadOptions } from '../options/types.ts';
import { nameOf } from './file-name.ts';
import type { FoundFile, Problem } from './find-files.ts';
import type { Lines } from './line-sources.ts';
import { failed } from './problems.ts';
import type { repeatCounter } from './repeated-lines.ts';

/** Where the bytes come from, and what is known about them. */
export interface Place {
  readonly file: FoundFile;
  readonly options: ReadOptions;
  readonly deferOver: number;
  /** Random access; null inside an archive. */
  readonly access: FileAccess | null;
  /** Null if not known before the end. */
  readonly size: number | null;
  /** Place inside the file; nested archives are separated by `!`. */
  readonly member: string | null;
  readonly charset: string | null;
  /** True if a header states that it is text. */
  readonly isText: boolean;
  readonly url: string | null;
  readonly fetched: string | null;
  readonly depth: number;
  /** Whether it is the content of a compressed file, which has that file's name. */
  readonly isUnpacked: boolean;
  /** Counts equal lines of a filter; null elsewhere. */
  readonly repeats: ReturnType<typeof repeatCounter> | null;
  /** Unpacking budget of the file. */
  readonly budget: Budget;
}

/** The place of a file itself. */
export function outermost(
  file: FoundFile,
  options: ReadOptions,
  known: Pick<Place, 'access' | 'size' | 'deferOver' | 'repeats'>,
): Place {
  return {
    file,
    options,
    ...known,
    budget: budget(),
    member: null,
    charset: null,
    isText: false,
    url: null,
    fetched: null,
    depth: 0,
    isUnpacked: false,
  };
}

/** What the documents at a place share. */
export function baseOf({ file, member, charset, url, fetched }: Place): Omit<Source, 'bytes' | 'format'> {
  const pathBytes = isUtf8(file.name) ? null : file.name;
  return { path: nameOf(file.name), pathBytes, member, charset, url, fetched };
}

/** The name of a place in messages. */
export function shownPlace({ file, member }: Place): Buffer {
  return member === null ? file.name : Buffer.from(`${nameOf(file.name)} ${member}`);
}

/** The problem of a place that cannot be read any further. */
export function damaged(place: Place, why: string): Problem {
  return failed(shownPlace(place), 'damaged', why);
}

/** Lines found at a place. */
export function linesAt(place: Place, first: number, parts: readonly Buffer[]): Lines {
  const source = { ...baseOf(place), format: 'jsonl' as const };
  if (place.repeats === null || place.member !== null) return { kind: 'lines', source, first, parts };
  const block = Buffer.concat(parts);
  return { kind: 'lines', source, first, repeats: place.repeats(block, first), parts: [block] };
}
