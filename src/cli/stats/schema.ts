import { objectOf } from '../../index.ts';
import { COMMON_FIGURES } from './commons.ts';
import type { CommonFigure } from './commons.ts';
import { ALL_FIGURES, SIGNALS_PREFIX } from './figures.ts';
import type { Figure } from './figures.ts';
import { STATS_VERSION } from './json.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

const COUNT: JsonSchema = { type: 'integer', minimum: 0 };

/** The JSON Schema of what `--stats` writes. */
export function statsSchema(): JsonSchema {
  const outer = new Map<string, JsonSchema>();
  const inner = new Map<string, Record<string, JsonSchema>>();
  for (const [name, figure] of ALL_FIGURES) {
    const [key = name, part] = name.split('.');
    if (part === undefined) outer.set(key, schemaOf(figure));
    else inner.set(key, { ...inner.get(key), [part]: schemaOf(figure) });
    if (part !== undefined) outer.set(key, groupOf(inner.get(key) ?? {}, name.startsWith(SIGNALS_PREFIX)));
  }
  const { signals = {}, ...figures } = Object.fromEntries(outer);
  const properties = {
    schema: { const: STATS_VERSION },
    version: { description: 'version of normalize', type: 'string' },
    ...figures,
    signals,
    sites: commonest(COMMON_FIGURES.sites, 'site', { type: ['string', 'null'] }, (items) => items),
    lines: commonest(COMMON_FIGURES.lines, 'text', { type: 'string' }, byName),
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://corpus-normalizer.invalid/stats.schema.json',
    title: 'Figures of a run of normalize',
    ...objectOf(
      properties,
      Object.keys(properties).filter((name) => name !== 'signals'),
    ),
  };
}

function schemaOf(figure: Figure): JsonSchema {
  const described = { description: figure.meaning };
  if (figure.holds === 'count') return { ...described, ...COUNT };
  if (figure.holds === 'counts') return { ...described, ...byName(COUNT) };
  const { length } = figure.edges;
  const documents = { type: 'array', items: COUNT, minItems: length, maxItems: length };
  const from = { description: 'lower bounds of the bins; the last is open', const: figure.edges };
  return { ...described, ...objectOf({ from, documents }) };
}

function commonest(
  { meaning, sums }: CommonFigure,
  key: string,
  holds: JsonSchema,
  around: (items: JsonSchema) => JsonSchema,
): JsonSchema {
  const item = objectOf({ [key]: holds, ...Object.fromEntries(sums.map((sum) => [sum, COUNT])) });
  const description = 'of how many documents one was counted, chosen by hash; 1: the counts are exact';
  const oneIn = { description, type: 'integer', minimum: 1 };
  return {
    description: meaning,
    ...objectOf({ one_in: oneIn, items: around({ type: 'array', items: item }) }),
  };
}

/** An object of figures, all of them there unless they are counted only if asked for. */
function groupOf(figures: Readonly<Record<string, JsonSchema>>, optional: boolean): JsonSchema {
  return objectOf(figures, optional ? [] : undefined);
}

function byName(values: JsonSchema): JsonSchema {
  return { type: 'object', additionalProperties: values };
}

/** Rows of the table in the README: name and meaning of each figure but the signals. */
export function statsRows(): readonly (readonly [name: string, meaning: string])[] {
  const figures = ALL_FIGURES.filter(([name]) => !name.startsWith(SIGNALS_PREFIX));
  const commons: readonly (readonly [string, CommonFigure])[] = Object.entries(COMMON_FIGURES);
  return [...figures, ...commons].map(([name, { meaning }]) => [name, meaning]);
}
