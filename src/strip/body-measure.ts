import type { PageLine } from './page.ts';

/** What can be counted in a line. Counts are in UTF-16 units. */
export interface Measure {
  /** Letters, digits and Chinese characters. */
  readonly letters: number;
  readonly han: number;
  readonly digits: number;
  /** Marks that end a sentence or a clause of it: 。！？；… */
  readonly stops: number;
  readonly commas: number;
  /** Marks that stand between items of furniture: | > » · / _ */
  readonly separators: number;
  /** Characters that hold sentences together and are rare in headlines and menus. */
  readonly particles: number;
  /** How the line ends: 2 as a sentence does, 1 with a comma, colon or semicolon, 0 otherwise. */
  readonly final: number;
  /** Letters that speak for prose: those outside links, in a line with a mark of punctuation. */
  readonly prose: number;
}

const STOPS = codes('。！？；…!?;｡．');
const COMMAS = codes('，、：,:“”「」');
const SEPARATORS = codes('|｜>》»›·•/／_-—【】[]');
const PARTICLES = codes('的了是在和不这這有我他她也就都着著与與');
const CLOSERS = /[。！？…!?.｡”’」』）)~～]$/;
const HALFWAY = /[，、：；,:;—]$/;

function codes(characters: string): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}

/** Counts what a line is made of, in one pass. */
export function measure(line: PageLine): Measure {
  const { text } = line;
  let [han, digits, latin, stops, commas, separators, particles] = [0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x3400 && code <= 0x9fff) {
      han++;
      particles += PARTICLES[code] ?? 0;
    } else if (code >= 0x30 && code <= 0x39) digits++;
    else if (isOtherLetter(code)) latin++;
    else {
      stops += STOPS[code] ?? 0;
      commas += COMMAS[code] ?? 0;
      separators += SEPARATORS[code] ?? 0;
    }
  }
  const letters = han + digits + latin;
  const final = CLOSERS.test(text) ? 2 : HALFWAY.test(text) ? 1 : 0;
  const free = Math.max(0, 1 - line.features.linkLength / Math.max(1, text.length));
  const prose = stops + commas > 0 && letters >= 8 ? letters * free : 0;
  return { letters, han, digits, stops, commas, separators, particles, final, prose };
}

function isOtherLetter(code: number): boolean {
  const lower = code | 0x20;
  return (
    (lower >= 0x61 && lower <= 0x7a) ||
    (code >= 0xc0 && code < 0x2000) ||
    (code >= 0x3040 && code !== 0x30fb && code < 0xff00)
  );
}
