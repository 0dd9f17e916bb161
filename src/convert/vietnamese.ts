/** Letters that no other language has many of: those with two marks, the hooked and the barred ones. */
const LETTERS = /[\u1ea0-\u1ef9ăđơư]/gi;
/** So many of them at least, and one for so many letters A to Z. */
const LEAST = 3;
const SHARE = 12;

/** Whether the Latin letters of a text are Vietnamese, and more than the Han characters that it quotes. */
export function isVietnamese(text: string, latin: number, han: number): boolean {
  if (latin <= han) return false;
  const letters = text.match(LETTERS)?.length ?? 0;
  return letters >= LEAST && letters * SHARE >= latin;
}
