import type { ByteReader } from './byte-reader.ts';
import type { Damage } from './damage.ts';
import type { Member } from './member.ts';
import type { UnpackOptions } from './opening.ts';
import type { Test } from './sniff.ts';

/** An archive format: its name, its detection, and its members. */
export interface Archive {
  readonly name: string;
  readonly recognizes: Test;
  /**
   * Throws Damage or TooLarge where it cannot be read any further, and yields damage behind which reading goes on; a damaged member throws
   * when it is read.
   */
  readonly members: (reader: ByteReader, options: UnpackOptions) => AsyncGenerator<Member | Damage, void>;
}
