/** Words in which a character takes another form than OpenCC gives it, and why. */
export interface OverlayLine {
  /** The character, and what it becomes in these words. */
  readonly form: readonly [from: string, to: string];
  /** Separated by spaces; the character alone stands for every other place. Their other characters follow OpenCC. */
  readonly words: string;
  readonly reason: string;
}

const line = (form: string, words: string, reason: string): OverlayLine => {
  const [from, to] = form;
  if (from === undefined || to === undefined) throw new Error(`No form: ${form}`);
  return { form: [from, to], words, reason };
};

/** Our corrections of OpenCC. Later lines go before earlier ones. */
export const OVERLAY: readonly OverlayLine[] = [
  line('著着', '著', 'Taiwan writes the particle 着 so; the words that keep 著 follow'),
  line('著著', '著作 著名 顯著', 'to write, to be known'),
];
