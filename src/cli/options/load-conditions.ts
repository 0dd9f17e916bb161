import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { judgeOf, nearest, UserError } from '../../index.ts';
import type { Condition } from '../../index.ts';
import { messageOf } from '../error-message.ts';
import { escapeLine } from '../terminal/escape.ts';
import { PRESETS } from './presets.ts';
import type { Given } from './types.ts';
import { optionalKeys } from '../workers/judge-for.ts';

/** Collects and checks all conditions of a run, and finds the signals that they name. Throws a UserError that names the file, line and character of a fault. */
export async function loadConditions(
  where: readonly string[],
  presets: readonly string[],
  given: Pick<Given, 'blocks' | 'posts' | 'trace'>,
): Promise<{ readonly where: readonly string[]; readonly signals: readonly string[] }> {
  const conditions = [...presets.flatMap(inFile), ...where.map((text) => ({ text, from: '--where' }))];
  const { signals } = await judgeOf(conditions, optionalKeys(given));
  return { where: conditions.map(({ text }) => text), signals };
}

/** As seen from the bundle in `dist`, and from this file. */
const PLACES = ['../src/where/presets/', '../../where/presets/'];

function inFile(name: string): readonly Condition[] {
  const path = PRESETS.includes(name) ? placeOfPreset(name) : name;
  const conditions = conditionsIn(
    contentsOf(path, name),
    PRESETS.includes(name) ? `--preset ${name}` : escapeLine(name),
  );
  if (conditions.length === 0) throw new UserError(`--preset: ${escapeLine(name)} holds no condition`);
  return conditions;
}

function placeOfPreset(name: string): string {
  const paths = PLACES.map((place) => fileURLToPath(new URL(join(place, `${name}.cel`), import.meta.url)));
  return paths.find((path) => existsSync(path)) ?? paths[0] ?? name;
}

function contentsOf(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const near = existsSync(path) ? [] : nearest(name, PRESETS);
    const hint = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ` Presets: ${PRESETS.join(', ')}.`;
    throw new UserError(`--preset: ${escapeLine(name)}: cannot be read: ${messageOf(error)}.${hint}`);
  }
}

/** A condition a line; an indented line continues it, and lines that begin with `//` are comments. */
export function conditionsIn(text: string, name: string): readonly Condition[] {
  const found: Condition[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(?:\/\/.*)?$/.test(line)) continue;
    const last = found.at(-1);
    if (/^\s/.test(line) && last !== undefined)
      found[found.length - 1] = { ...last, text: `${last.text} ${line.trim()}` };
    else found.push({ text: line.trim(), from: `${name}:${index + 1}` });
  }
  return found;
}
