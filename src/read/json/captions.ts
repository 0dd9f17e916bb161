import { isObject } from '../../text/is-object.ts';
import type { Values } from '../content.ts';

/** What is said in captions as the player of YouTube fetches them (`fmt=json3`), a line for each event; null for other objects. */
export function captionsIn({ wireMagic, events }: Values): readonly string[] | null {
  if (wireMagic !== 'pb3' || !Array.isArray(events)) return null;
  return (events as readonly unknown[])
    .flatMap((event) => segmentsIn(event).join('').split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function segmentsIn(event: unknown): readonly string[] {
  const segments: unknown = isObject(event) ? event['segs'] : null;
  if (!Array.isArray(segments)) return [];
  return segments.map((segment: unknown) =>
    isObject(segment) && typeof segment['utf8'] === 'string' ? segment['utf8'] : '',
  );
}
