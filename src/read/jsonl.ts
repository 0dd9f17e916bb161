import { parseJson } from '../text/json.ts';
import type { Warning } from '../types.ts';

/** What one line of JSONL holds: the document, and the rest. */
export interface JsonLine {
  readonly text: string;
  readonly fields: Readonly<Record<string, unknown>> | null;
  readonly url: string | null;
  readonly warnings: readonly Warning[];
}

/** A line that is not a JSON object becomes a document of its own characters with the warning `invalid-json`, so that nothing is lost. */
export function readJsonLine(line: string, textField: string): JsonLine {
  const value = parse(line);
  if (value === null) return { text: line, fields: null, url: null, warnings: ['invalid-json'] };
  const { [textField]: text, ...rest } = value;
  const url = typeof value['url'] === 'string' ? value['url'] : null;
  const fields = Object.keys(rest).length > 0 ? rest : null;
  if (typeof text !== 'string')
    return { text: '', fields: text === undefined ? fields : value, url, warnings: ['no-text-field'] };
  // Half of a pair, which JSON can write and UTF-8 cannot.
  const whole = text.isWellFormed();
  return { text: text.toWellFormed(), fields, url, warnings: whole ? [] : ['irrecoverable-characters'] };
}

function parse(line: string): Record<string, unknown> | null {
  try {
    const value = parseJson(line);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
