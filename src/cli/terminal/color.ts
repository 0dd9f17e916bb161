/** Escape codes that start and end a colour or weight. */
const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  inverse: [7, 27],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

/** Colours a text, or returns it unchanged. */
export type Paint = (color: keyof typeof CODES, text: string) => string;

/** When to use colour, as in --color. */
export type ColorChoice = 'auto' | 'always' | 'never';

/** `auto` uses colour on a terminal unless NO_COLOR (no-color.org) is set or the terminal is dumb. */
export function painter(choice: ColorChoice, isTerminal: boolean): Paint {
  const { NO_COLOR = '', TERM } = process.env;
  const colored = choice === 'always' || (choice === 'auto' && isTerminal && NO_COLOR === '' && TERM !== 'dumb');
  if (!colored) return (_color, text) => text;
  return (color, text) => `\u001B[${CODES[color][0]}m${text}\u001B[${CODES[color][1]}m`;
}
