import type { SpokenLine } from './spoken.ts';

/** Cues that must begin with what the one before showed: fewer where words have times of their own. */
const LEAST_CUES = { timed: 1, untimed: 3 } as const;
/** Their share of all that follow another. */
const LEAST_SHARE = 0.6;

/**
 * The lines of captions that roll up, once each: those made from live captions (YouTube) show the lines of the cue before again, above the new one.
 * Other subtitles, in which a line is said again now and then, are unchanged.
 */
export function unrolled(lines: readonly SpokenLine[], words: keyof typeof LEAST_CUES): readonly SpokenLine[] {
  const cues = cuesOf(lines);
  const again = cues.map((cue, index) => shownBefore(cues[index - 1] ?? [], cue));
  const rolling = again.filter((count) => count > 0).length;
  if (rolling < LEAST_CUES[words] || rolling < LEAST_SHARE * (cues.length - 1) || !cues.some((cue) => cue.length > 1))
    return lines;
  return cues.flatMap((cue, index) => cue.slice(again[index]));
}

function cuesOf(lines: readonly SpokenLine[]): readonly (readonly SpokenLine[])[] {
  const cues: SpokenLine[][] = [];
  for (const [index, line] of lines.entries())
    if (index > 0 && line.cue === lines[index - 1]?.cue) cues.at(-1)?.push(line);
    else cues.push([line]);
  return cues;
}

/** How many lines a cue begins with that the one before ended with. */
function shownBefore(before: readonly SpokenLine[], cue: readonly SpokenLine[]): number {
  for (let count = Math.min(before.length, cue.length); count > 0; count--)
    if (
      cue.slice(0, count).every(({ text }, index) => text.trim() === before[before.length - count + index]?.text.trim())
    )
      return count;
  return 0;
}
