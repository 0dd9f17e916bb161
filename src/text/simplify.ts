import { TRADITIONAL, classesIn, hanClasses, visitCharacterPairs } from './han-classes.ts';

let forms: Uint16Array | null = null;

/**
 * Replaces traditional characters one by one by their most common simplified forms. The length in UTF-16 code units stays the same:
 * characters whose simplified form has another length are kept. For matching, not for output.
 */
export function simplifyCharacters(text: string): string {
  if ((classesIn(text) & TRADITIONAL) === 0) return text;
  forms ??= makeForms();
  const first = firstChange(text, forms);
  if (first < 0) return text;
  const units = new Uint16Array(text.length - first);
  for (let i = 0; i < units.length; i++) {
    const unit = text.charCodeAt(first + i);
    const form = forms[unit] ?? 0;
    units[i] = form === 0 ? unit : form;
  }
  return text.slice(0, first) + Buffer.from(units.buffer).toString('utf16le');
}

/** Like `simplifyCharacters`, in place, for the code units in `[start, end)`. */
export function simplifyUnits(units: Uint16Array, start: number, end: number): void {
  const classes = hanClasses();
  let found = 0;
  for (let i = start; i < end; i++) found |= classes[units[i] ?? 0] ?? 0;
  if ((found & TRADITIONAL) === 0) return;
  forms ??= makeForms();
  for (let i = start; i < end; i++) {
    const form = forms[units[i] ?? 0] ?? 0;
    if (form !== 0) units[i] = form;
  }
}

/** The simplified form of a Han character of one UTF-16 code unit; any other code unit unchanged. */
export function simplified(unit: number): number {
  forms ??= makeForms();
  const form = unit >= 0x3400 && unit < 0xa000 ? (forms[unit] ?? 0) : 0;
  return form === 0 ? unit : form;
}

function firstChange(text: string, to: Uint16Array): number {
  for (let i = 0; i < text.length; i++) {
    const form = to[text.charCodeAt(i)] ?? 0;
    if (form !== 0 && form !== text.charCodeAt(i)) return i;
  }
  return -1;
}

/**
 * The simplified form of each code unit, 0 for no change: filling the table for all code units would take longer than a small
 * run.
 */
function makeForms(): Uint16Array {
  const to = new Uint16Array(0x10000);
  visitCharacterPairs((from, form) => {
    if (from <= 0xffff && form <= 0xffff) to[from] = form;
  });
  return to;
}
