import type { Document } from '../types.ts';
import { CHINA_ZONE } from './clock.ts';

/** The zone of Korea and Japan. */
const EAST = '+09:00';
const KOREAN_OR_JAPANESE = /^(?:ko|ja)(?![a-z])/i;

/** The zone of a page's dates where they name none: by the language of its text, or by what its markup says that is. */
export function zoneOfPage({ language, meta }: Document): string {
  const stated = meta.filter(({ name }) => name === 'html:lang' || name === 'meta:og:locale').map(({ value }) => value);
  return [language, ...stated].some((name) => KOREAN_OR_JAPANESE.test(name)) ? EAST : CHINA_ZONE;
}
