import { TRADITIONAL, characterPairs, classesIn } from './han-classes.ts';

let forms: Uint16Array | null = null;

/**
 * Every traditional character as its commonest simplified form, character by character; same length in UTF-16 units, so that
 * offsets hold. A character whose simplified form has another length stays. For matching, not for output.
 */
export function simplifyCharacters(text: string): string {
  if ((classesIn(text) & TRADITIONAL) === 0) return text;
  forms ??= makeForms();
  const first = firstChange(text, forms);
  if (first < 0) return text;
  const units = new Uint16Array(text.length - first);
  for (let i = 0; i < units.length; i++) units[i] = forms[text.charCodeAt(first + i)] ?? 0;
  return text.slice(0, first) + Buffer.from(units.buffer).toString('utf16le');
}

function firstChange(text: string, to: Uint16Array): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (to[code] !== code) return i;
  }
  return -1;
}

function makeForms(): Uint16Array {
  const to = Uint16Array.from({ length: 0x10000 }, (_, code) => code);
  for (const [from, form] of characterPairs()) {
    if (from.length === 1 && form.length === 1) to[from.charCodeAt(0)] = form.charCodeAt(0);
  }
  return to;
}
