import { UserError } from '../../index.ts';
import type { RunOptions } from '../options/types.ts';
import { escapeLine } from '../terminal/escape.ts';
import { realPath } from './not-an-input.ts';
import { outputFile } from './sink.ts';
import type { Sink } from './sink.ts';
import { packed } from './writer.ts';
import { packingFor, writerFor } from './writers.ts';

/** The file for rejected records, or null if they are not written. Throws a UserError for a file that the records go to as well. */
export async function rejectedSink(options: RunOptions): Promise<Sink | null> {
  const { rejected: path, output } = options;
  if (path === undefined) return null;
  writerFor(path, '--rejected');
  if (output !== undefined && realPath(output) === realPath(path))
    throw new UserError(`--rejected: ${escapeLine(path)} is where the other records go`);
  return packed(outputFile(path), await packingFor(path, options));
}

/** Records and rejected records as one output: both are published, or neither. */
export interface Outputs {
  /** Resolves to false once the reader of the records has gone. */
  readonly write: (lines: Uint8Array, rejected: Uint8Array) => Promise<boolean>;
  readonly close: () => Promise<void>;
  readonly abandon: () => Promise<void>;
}

/** Rejected records are published first, so that records that are there have all the others beside them. */
export async function outputsOf(records: Sink, opening: Promise<Sink | null>): Promise<Outputs> {
  const rejected = await opening.catch(async (error: unknown) => {
    await records.abandon();
    throw error;
  });
  return {
    write: async (lines, others) => {
      if (others.length > 0) await rejected?.write(others);
      return records.write(lines);
    },
    close: async () => {
      await rejected?.close();
      await records.close();
    },
    abandon: async () => {
      await Promise.allSettled([records.abandon(), rejected?.abandon()]);
    },
  };
}
