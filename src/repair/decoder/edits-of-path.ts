import type { Edit } from '../../types.ts';
import type { Chosen } from './hypothesis.ts';
import { textCost } from './language-model.ts';

/** Turns the changed stretches of a path into edits. */
export function pathEdits(path: readonly Chosen[], at: readonly number[], piece: string): readonly Edit[] {
  const edits: Edit[] = [];
  let run: Chosen[] = [];
  const flush = (): void => {
    const edit = run.length === 0 ? null : editOf(run, at, piece);
    if (edit && edit.old !== edit.new) edits.push(edit);
    run = [];
  };
  for (const chosen of path) {
    if (chosen.literal) flush();
    else run.push(chosen);
  }
  flush();
  return edits;
}

function editOf(run: readonly Chosen[], at: readonly number[], piece: string): Edit {
  const start = at[startNode(run[0]?.from ?? 0, at)] ?? 0;
  const end = at[run.at(-1)?.to ?? 0] ?? piece.length;
  const made = run.map((chosen) => chosen.text).join('');
  const guesses = run.filter((chosen) => chosen.guessed);
  const guessed = guesses.length;
  const old = piece.slice(start, end);
  return guessed === 0
    ? { at: start, old, new: made }
    : {
        at: start,
        old,
        new: made,
        guessed,
        confidence: meanProbability(guesses) ?? confidenceOf(textCost(old) - textCost(made), guessed),
      };
}

/** Null if the guesses have no probabilities. */
function meanProbability(guesses: readonly Chosen[]): number | null {
  const known = guesses.flatMap(({ probability }) => probability ?? []);
  return known.length === 0
    ? null
    : Math.round((100 * known.reduce((sum, each) => sum + each, 0)) / known.length) / 100;
}

/** The nearest node at or before this one that has an offset; nodes inside a character have none. */
function startNode(node: number, at: readonly number[]): number {
  let place = node;
  while (place > 0 && (at[place] ?? 0) < 0) place--;
  return place;
}

/** Confidence, 0 to 1, from the gain in nats per guessed character. */
export function confidenceOf(gained: number, guessed: number): number {
  const gain = Math.max(0, gained) / Math.max(1, guessed);
  return Math.round((100 * gain) / (gain + 4)) / 100;
}
