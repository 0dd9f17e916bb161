import type { Step } from '../types.ts';

/** Where places of a text are after some steps; `places` are offsets, in ascending order, of the text before the first. */
export function placesAfter(places: readonly number[], steps: readonly Step[]): readonly number[] {
  return steps.reduce((before, step) => (before.length === 0 ? before : placesAfterStep(before, step)), places);
}

/** A place inside replaced text stays as far from its start as the new text reaches. */
function placesAfterStep(places: readonly number[], step: Step): readonly number[] {
  const edits = step.edits();
  let next = 0;
  let shift = 0;
  return places.map((place) => {
    for (let edit = edits[next]; edit !== undefined && edit.at + edit.old.length <= place; edit = edits[next]) {
      if (edit.at >= place) break; // an insertion here stands behind the place
      shift += edit.new.length - edit.old.length;
      next++;
    }
    const around = edits[next];
    if (around === undefined || around.at >= place) return place + shift;
    return around.at + shift + Math.min(place - around.at, around.new.length);
  });
}
