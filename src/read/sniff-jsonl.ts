/**
 * Whether the head of a file is JSONL: its first line is a JSON object, and the second line begins like one or the first has
 * `textField`. A first line longer than the head counts if it begins like an object.
 */
export function looksLikeJsonl(head: Uint8Array, textField: string): boolean {
  if (!mayOpenObject(head)) return false;
  const text = new TextDecoder(wideEncoding(head) ?? 'utf-8').decode(head).trimStart();
  if (!text.startsWith('{')) return false;
  const end = text.indexOf('\n');
  if (end < 0 && head.length >= 4096 && !isObject(text)) return /^\{\s*"[^"\\\n]{1,200}"\s*:/.test(text);
  const first = end < 0 ? text : text.slice(0, end);
  if (!isObject(first)) return false;
  const second = end < 0 ? '' : text.slice(end + 1).trimStart();
  return second.startsWith('{') || Object.hasOwn(JSON.parse(first) as object, textField);
}

/** UTF-16 as indicated by a byte order mark, in which lines cannot be split by single bytes; null for anything else. */
export function wideEncoding(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : null;
}

/** Whether the first non-space character may be a brace, judging by the first bytes only, since decoding a whole head is slow. */
function mayOpenObject(head: Uint8Array): boolean {
  const decoder = new TextDecoder(wideEncoding(head) ?? 'utf-8');
  const start = decoder.decode(head.subarray(0, 64), { stream: true }).trimStart();
  return start === '' || start.startsWith('{');
}

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
