/** Removes code units that match `edge` from both ends of a text. */
export function trimEdges(text: string, edge: RegExp): string {
  let start = 0;
  let end = text.length;
  while (start < end && edge.test(text.charAt(start))) start++;
  while (end > start && edge.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** `[start, end)` of a text, trimmed of white space; empty if it is blank. */
export function inkOf(text: string, start: number, end: number): readonly [start: number, end: number] {
  if (start < end && isInk(text.charCodeAt(start)) && isInk(text.charCodeAt(end - 1))) return [start, end];
  const line = text.slice(start, end);
  const from = end - line.trimStart().length;
  return [from, Math.max(from, start + line.trimEnd().length)];
}

/** Whether `[start, end)` is empty or white space only. */
export function isBlank(text: string, start: number, end: number): boolean {
  return start === end || (!isInk(text.charCodeAt(start)) && text.slice(start, end).trim() === '');
}

/** A quick test that is true for most characters that are not white space, and false for all white space. */
function isInk(unit: number): boolean {
  return (unit > 0x20 && unit < 0x80) || (unit > 0x3000 && unit < 0xfeff);
}
