import type { Figure, Mark } from '../structure.ts';
import type { LineFeatures } from '../types.ts';

/** Lines whose links and images have masked addresses and descriptions. Objects that lines share stay shared. */
export function maskedMarks(lines: readonly LineFeatures[], mask: (text: string) => string): readonly LineFeatures[] {
  const maskOf = keptOnce<Mark['is'], Mark['is']>((is) => {
    if (is.kind === 'link') return { ...is, address: addressOf(is.address, mask) };
    return is.kind === 'image' ? { ...is, alt: mask(is.alt), address: addressOf(is.address, mask) } : is;
  });
  const figureOf = (figure: Figure): Figure => maskOf(figure) as Figure;
  return lines.map((line) => {
    const { structure } = line;
    if (structure === undefined) return line;
    const { marks, above, below } = structure;
    const masked = {
      ...structure,
      marks: marks.map((mark) => ({ ...mark, is: maskOf(mark.is) })),
      above: above.map(figureOf),
      below: below.map(figureOf),
    };
    return { ...line, structure: masked };
  });
}

/** Addresses inside the page name its notes, and stay. */
function addressOf(address: string, mask: (text: string) => string): string {
  return address.startsWith('#') ? address : mask(address);
}

function keptOnce<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
