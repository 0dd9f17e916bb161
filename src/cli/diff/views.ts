import { nearest, normalize, parseJson } from '../../index.ts';
import type { Source } from '../../index.ts';
import { isTracedRecord, sideBySide } from '../../side-by-side/index.ts';
import type { SideBySide } from '../../side-by-side/index.ts';
import { crowded } from '../input/crowded.ts';
import { readSources } from '../input/documents-of.ts';
import { nameOf, nameOfSource } from '../input/file-name.ts';
import { findFiles } from '../input/find-files.ts';
import type { FoundFile, Problem } from '../input/find-files.ts';
import { failed } from '../input/problems.ts';
import type { ReadOptions } from '../options/types.ts';
import { matching } from './place.ts';
import type { Place } from './place.ts';

/** The documents of a place before and after, and its problems. Records with a trace are shown as they are; all others are normalized. */
export async function* viewsOf({ path, member }: Place, options: ReadOptions): AsyncGenerator<SideBySide | Problem> {
  const others: string[] = [];
  const problems: Problem[] = [];
  let found = false;
  for (const file of findFiles([path])) {
    for await (const source of file.kind === 'file' ? sourcesIn(file, options) : [file]) {
      if ('kind' in source) {
        if (member === null) yield source;
        else problems.push(source);
        continue;
      }
      const match = member === null ? 'inside' : matching(member, source.member);
      if (match === null && others.length < MAX_OTHERS && source.member !== null) others.push(source.member);
      if (match === null) continue;
      found = true;
      yield viewOf(source, options);
      if (match === 'exact') return;
    }
  }
  if (member === null || found) return;
  yield* problems;
  const near = nearest(member, others);
  const hint = near.length > 0 ? `; near names: ${near.join(', ')}` : '';
  yield failed(Buffer.from(path), 'unreadable', `holds no document '${member}'${hint}`);
}

/** Number of names that a misspelt one is compared with. */
const MAX_OTHERS = 1000;

async function* sourcesIn(file: FoundFile, options: ReadOptions): AsyncGenerator<Source | Problem> {
  for await (const source of readSources(file, options, Infinity))
    if (!('kind' in source) || source.kind !== 'deferred') yield source;
}

function viewOf(source: Source, options: ReadOptions): SideBySide | Problem {
  const tooMuch = crowded(source.bytes, options.maxBytes);
  if (tooMuch !== null) return failed(nameOfSource(source), 'too-large', tooMuch);
  const record = source.format === 'jsonl' ? recordIn(source.bytes) : null;
  if (record === null) return normalizedView(source, options);
  const why = 'is a record without a trace; write records with --trace, or name the source';
  if (!isTracedRecord(record)) return failed(nameOfSource(source), 'unsupported', why);
  try {
    return sideBySide(record);
  } catch {
    return failed(nameOfSource(source), 'damaged', 'is a record whose trace does not lead to its text');
  }
}

/** A source normalized, before and after. */
export function normalizedView(source: Source, options: ReadOptions): SideBySide {
  const record = normalize(source, { ...options, trace: true });
  return sideBySide({ ...record, trace: record.trace ?? [] });
}

/** A line of JSONL that is a record, with or without a trace; null if it is anything else. */
function recordIn(line: Uint8Array): object | null {
  const text = Buffer.from(line.buffer, line.byteOffset, line.length).toString('utf8');
  if (!/"schema":|"trace":/.test(text)) return null;
  try {
    const value = parseJson(text);
    return isRecordLike(value) ? value : null;
  } catch {
    return null;
  }
}

/** Whether an object has the keys that tell a record from other JSON with a text. */
function isRecordLike(value: unknown): value is object {
  const telling = ['schema', 'id', 'text', 'source', 'steps', 'removed'];
  return typeof value === 'object' && value !== null && telling.every((key) => key in value);
}

/** Name of a document in messages and titles. */
export function titleOf({ record: { source } }: SideBySide): string {
  return nameOf(nameOfSource(source));
}
