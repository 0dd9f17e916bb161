import { styleText } from 'node:util';
import { diffLines } from 'diff';

const CONTEXT = 1;

/** Where two records differ, field by field, as indented lines: `-` expected, `+` found. */
export function difference(expected: unknown, got: unknown): readonly string[] {
  const before = fieldsOf(expected);
  const after = fieldsOf(got);
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    if (JSON.stringify(before[name]) === JSON.stringify(after[name])) return [];
    return [`    ${name}:`, ...lineDifference(shown(before[name]), shown(after[name]))];
  });
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function shown(value: unknown): string {
  if (value === undefined) return '';
  return `${typeof value === 'string' ? value : JSON.stringify(value, null, 1)}\n`;
}

function lineDifference(expected: string, got: string): readonly string[] {
  return diffLines(expected, got).flatMap((part) => {
    const lines = part.value.replace(/\n$/, '').split('\n');
    if (part.added) return lines.map((line) => colored('green', `      + ${line}`));
    if (part.removed) return lines.map((line) => colored('red', `      - ${line}`));
    if (lines.length <= 2 * CONTEXT + 1) return lines.map((line) => `        ${line}`);
    return [lines.slice(0, CONTEXT), ['…'], lines.slice(-CONTEXT)].flat().map((line) => `        ${line}`);
  });
}

function colored(color: 'green' | 'red', line: string): string {
  const wanted = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
  return wanted ? styleText(color, line) : line;
}
