import type { Column } from './column.ts';

/** Limit of the log-odds of one line, before they are weighted by its letters. */
const MAX_LINE_LOG_ODDS = 6;

/** Viterbi path of a two-state model: true for body lines. `score` and `bias` (in favour of body) are log-odds; each change of state costs `change`, so that a line that contradicts its neighbours needs strong evidence. */
export function viterbiPath(score: Column, letters: Column, change: number, bias: number): readonly boolean[] {
  let [rest, body] = [0, 0];
  const cameFrom = new Uint8Array(score.length);
  for (let i = 0; i < score.length; i++) {
    const evidence =
      Math.max(-MAX_LINE_LOG_ODDS, Math.min(MAX_LINE_LOG_ODDS, (score[i] ?? 0) + bias)) *
      Math.min(8, Math.sqrt(2 + (letters[i] ?? 0)));
    const restFromBody = body - change > rest;
    const bodyFromBody = body >= rest - change;
    const next = (bodyFromBody ? body : rest - change) + evidence;
    rest = restFromBody ? body - change : rest;
    body = next;
    cameFrom[i] = (restFromBody ? 1 : 0) + (bodyFromBody ? 2 : 0);
  }
  const path = new Array<boolean>(score.length);
  let inBody = body > rest;
  for (let i = score.length - 1; i >= 0; i--) {
    path[i] = inBody;
    inBody = ((cameFrom[i] ?? 0) & (inBody ? 2 : 1)) !== 0;
  }
  return path;
}
