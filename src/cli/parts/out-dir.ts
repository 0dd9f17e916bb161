import type { Sink } from '../output/sink.ts';

/**
 * Where a run in parts keeps its plan, parts, ledgers and leases: a local folder, or a prefix of an object store. Names are those of
 * files in it, with `/` behind a sub-folder. What fails for good throws an error whose message is for a person.
 */
export interface OutDir {
  /** Path or address, as typed. */
  readonly place: string;
  /** Whether it is a local folder, whose files are read and written in place. */
  readonly local: boolean;
  /** Makes the folder and makes sure that it can be written to. Throws a UserError. */
  readonly prepare: () => Promise<void>;
  /** Names in the folder or in a sub-folder, in any order; none if there is no such folder. Throws a RunError. */
  readonly names: (subfolder: string) => Promise<readonly string[]>;
  /** Null if there is no such file. */
  readonly stat: (name: string) => Promise<FileState | null>;
  /** All bytes; null if there is no such file. */
  readonly read: (name: string) => Promise<Buffer | null>;
  /** The bytes of `[start, end)`; fewer if the file is shorter. */
  readonly range: (name: string, start: number, end: number) => Promise<Buffer>;
  /** Path or address by which a file is opened as an input. */
  readonly pathOf: (name: string) => string;
  /** A file that appears under its name when it is complete, and replaces another. */
  readonly sink: (name: string) => Promise<Sink>;
  /** A new file, which appears early where that can be, so that others can copy what a killed run has begun. */
  readonly growing: (name: string) => Promise<Sink>;
  /** Writes a whole file unless the name is taken; false if it is. */
  readonly create: (name: string, text: string) => Promise<boolean>;
  /** Does nothing if there is no such file. */
  readonly remove: (name: string) => Promise<void>;
  /** Removes what killed runs have left of unfinished parts in a sub-folder, as far as that can be told. */
  readonly removeRemains: (subfolder: string) => Promise<void>;
  /** The time of the place in milliseconds: the clocks of the machines may differ. */
  readonly clock: () => Promise<number>;
  readonly leases: Leases;
}

export interface FileState {
  readonly bytes: number;
  /** Time of the last change in milliseconds, by the clock of the place. */
  readonly modified: number;
}

/** Files that one process has at a time. */
export interface Leases {
  /** Throws a UserError where there can be none. */
  readonly check: () => Promise<void>;
  /** Null if there is one already. */
  readonly take: (name: string, text: string) => Promise<Held | null>;
  /** Takes the place of a holder and of no other; null if somebody was faster, or it has given a sign of life. */
  readonly takeFrom: (name: string, holder: Holder, text: string) => Promise<Held | null>;
  /** Null if nobody holds it. */
  readonly holder: (name: string) => Promise<Holder | null>;
}

/** A lease that this process took. */
export interface Held {
  /** Gives a sign of life; does nothing once the lease is another's. */
  readonly renew: () => Promise<void>;
  readonly isMine: () => Promise<boolean>;
  /** Gives it back if it is still this process's. */
  readonly release: () => Promise<void>;
}

/** What a lease says. */
export interface Holder {
  /** The text that it was taken with. */
  readonly text: string;
  /** Tells one state of the lease from another. */
  readonly version: string;
  /** Time of its last sign of life, by the clock of the place. */
  readonly seen: number;
}
