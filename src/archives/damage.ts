/** An archive that is truncated, altered, padded, or a bomb. The message tells the user what is wrong and where. */
export class Damage extends Error {
  override readonly name: string = 'Damage';
}

/** An archive that unpacks to far more than it should. Nothing more of the outermost file is read, whichever layer exceeded the limit. */
export class Bomb extends Damage {
  override readonly name = 'Bomb';
}

/** Bytes behind the last member of a compressed stream that begin no other: all before them is whole. */
export class Behind extends Damage {
  override readonly name = 'Behind';
}

/** Damage of a stream that goes on behind it, at a byte of the compressed stream. */
export class Gap extends Damage {
  override readonly name = 'Gap';
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** Damage behind which reading goes on at a byte, as it is told. */
export function passed(damage: Gap): Damage;
export function passed(damage: Damage, at: number): Damage;
export function passed(damage: Damage, at = 0): Damage {
  return new Damage(`${damage.message}; reading goes on at byte ${damage instanceof Gap ? damage.at : at}`);
}

/** A table without a known text column. */
export class NoTextColumn extends Damage {
  override readonly name = 'NoTextColumn';
}

/** An input that must be held in memory whole and is larger than the limit for documents. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** The input itself failed, whatever it holds: the server of a file does not answer, or the file changed. Nothing more of it is read. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
