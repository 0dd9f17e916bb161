/** DOM shape of a block: a hash of the names and classes of the blocks from the outermost to it, given the shape of the block around it. */
export function shapeOf(name: string, className: string, around: number): number {
  return hash(className, hash(name, around));
}

/** FNV-1a over UTF-16 units; digits are left out, since they are often counters. */
function hash(text: string, seed: number): number {
  let sum = seed ^ 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x30 || code > 0x39) sum = Math.imul(sum ^ code, 0x01000193);
  }
  return sum | 0;
}
