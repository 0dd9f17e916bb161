/** A container that is not what it claims to be: cut short, altered, padded, or a bomb. The message says what and where, for a person. */
export class Damage extends Error {
  override readonly name = 'Damage';
}
