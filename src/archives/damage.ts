/** An archive that is not what it claims to be: cut short, altered, padded, or a bomb. The message says what and where, for a person. */
export class Damage extends Error {
  override readonly name: string = 'Damage';
}

/** An archive that unpacks to far more than it should. Nothing else of the outermost file is read, whichever layer was the last straw. */
export class Bomb extends Damage {
  override readonly name = 'Bomb';
}

/** A table of which nobody has said which column holds the documents. */
export class NoTextColumn extends Damage {
  override readonly name = 'NoTextColumn';
}

/** Something that must be held in memory whole and is larger than the limit for documents. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}
