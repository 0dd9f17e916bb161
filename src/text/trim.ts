/** A text without the characters at its ends that `edge` matches, one UTF-16 unit at a time. */
export function trimEdges(text: string, edge: RegExp): string {
  let start = 0;
  let end = text.length;
  while (start < end && edge.test(text.charAt(start))) start++;
  while (end > start && edge.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** The part of `[start, end)` without white space at its ends; empty where there is nothing else. */
export function inkOf(text: string, start: number, end: number): readonly [start: number, end: number] {
  if (start < end && isInk(text.charCodeAt(start)) && isInk(text.charCodeAt(end - 1))) return [start, end];
  const line = text.slice(start, end);
  const from = end - line.trimStart().length;
  return [from, Math.max(from, start + line.trimEnd().length)];
}

/** True for most of what is no white space, without a look at it twice. */
function isInk(unit: number): boolean {
  return (unit > 0x20 && unit < 0x80) || (unit > 0x3000 && unit < 0xfeff);
}
