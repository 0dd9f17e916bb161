import type { Column } from './column.ts';

/** Most that one line may say, in log-odds. */
const CAP = 6;

/** The likeliest division of lines into body and rest, where each change from one to the other costs `change` (Viterbi): a line that stands against all its neighbours has to be sure of itself. `bias` speaks for the body. */
export function likeliestPath(score: Column, letters: Column, change: number, bias: number): readonly boolean[] {
  let [rest, body] = [0, 0];
  const cameFrom = score.map((value, i) => {
    const evidence = Math.max(-CAP, Math.min(CAP, value + bias)) * Math.min(8, Math.sqrt(2 + (letters[i] ?? 0)));
    const restFromBody = body - change > rest;
    const bodyFromBody = body >= rest - change;
    const next = (bodyFromBody ? body : rest - change) + evidence;
    rest = restFromBody ? body - change : rest;
    body = next;
    return (restFromBody ? 1 : 0) + (bodyFromBody ? 2 : 0);
  });
  const path = new Array<boolean>(score.length);
  let inBody = body > rest;
  for (let i = score.length - 1; i >= 0; i--) {
    path[i] = inBody;
    inBody = ((cameFrom[i] ?? 0) & (inBody ? 2 : 1)) !== 0;
  }
  return path;
}
