import type { Document } from '../types.ts';
import { CHINA_ZONE } from '../text/clock.ts';

/** The zone of Korea and Japan. */
const EAST = '+09:00';
const KOREAN_OR_JAPANESE = /^(?:ko|ja)(?![a-z])/i;

/** The offset of dates without a stated zone: by the language of the text or of the markup. */
export function zoneOfPage({ language, meta }: Document): string {
  const stated = meta.filter(({ name }) => name === 'html:lang' || name === 'meta:og:locale').map(({ value }) => value);
  return [language, ...stated].some((name) => KOREAN_OR_JAPANESE.test(name)) ? EAST : CHINA_ZONE;
}
