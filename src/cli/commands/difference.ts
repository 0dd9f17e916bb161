import { diffLines } from 'diff';
import type { Paint } from '../terminal/color.ts';
import { escapeText } from '../terminal/escape.ts';

/** A field that is not as expected; undefined where it is missing. */
export interface Difference {
  /** 1-based number of the record. */
  readonly record: number;
  readonly field: string;
  readonly expected: unknown;
  readonly got: unknown;
}

const CONTEXT_LINES = 1;

/** Differences between records and expected records, field by field. */
export function differences(expected: readonly unknown[], got: readonly unknown[]): readonly Difference[] {
  const found: Difference[] = [];
  for (let index = 0; index < Math.max(expected.length, got.length); index++) {
    const before = fieldsOf(expected[index]);
    const after = fieldsOf(got[index]);
    for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (JSON.stringify(before[field]) !== JSON.stringify(after[field]))
        found.push({ record: index + 1, field, expected: before[field], got: after[field] });
    }
  }
  return found;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Formats a difference as indented lines: `-` expected, `+` found, `|` both. */
export function linesOf({ field, expected, got }: Difference, paint: Paint): readonly string[] {
  return [
    `    ${escapeText(field)}:`,
    ...diffLines(shown(expected), shown(got)).flatMap((part) => partOf(part, paint)),
  ];
}

function shown(value: unknown): string {
  if (value === undefined) return '';
  return `${typeof value === 'string' ? value : JSON.stringify(value, null, 1)}\n`;
}

function partOf(part: ReturnType<typeof diffLines>[number], paint: Paint): readonly string[] {
  const lines = escapeText(part.value.replace(/\n$/, '')).split('\n');
  if (part.added) return lines.map((line) => paint('green', `      + ${line}`));
  if (part.removed) return lines.map((line) => paint('red', `      - ${line}`));
  const few = lines.length <= 2 * CONTEXT_LINES + 1;
  return (few ? lines : [lines.slice(0, CONTEXT_LINES), ['…'], lines.slice(-CONTEXT_LINES)].flat()).map(
    (line) => `      | ${line}`,
  );
}
