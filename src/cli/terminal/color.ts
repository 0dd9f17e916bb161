/** What begins and ends a colour or weight on a terminal. */
const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

/** Colours a text, or gives it back as it is. */
export type Paint = (color: keyof typeof CODES, text: string) => string;

/** When colour is used; as in --color. */
export type ColorChoice = 'auto' | 'always' | 'never';

/** With `auto` a terminal is written to in colour, unless NO_COLOR (no-color.org) or the kind of the terminal is against it. */
export function painter(choice: ColorChoice, isTerminal: boolean): Paint {
  const { NO_COLOR = '', TERM } = process.env;
  const colored = choice === 'always' || (choice === 'auto' && isTerminal && NO_COLOR === '' && TERM !== 'dumb');
  if (!colored) return (_color, text) => text;
  return (color, text) => `\u001B[${CODES[color][0]}m${text}\u001B[${CODES[color][1]}m`;
}
