import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply } from '../../src/engine/edits.ts';
import { isSuspectedMojibake, repairs } from '../../src/repair/index.ts';
import type { TextContext } from '../../src/types.ts';
import { LOSSY, messages } from '../calibration/guesses.ts';

const context: TextContext = { guess: true, language: 'und', from: 'auto', vocab: 'keep' };
const LINES = 24;
const clean = messages(LINES);
/** Lines of rare characters, which no misreading explains. */
const strange = Array.from({ length: 40 }, (_, line) =>
  Array.from({ length: 12 }, (__, i) => String.fromCharCode(0x4e00 + ((line * 7919 + i * 4241) % 0x51a5))).join(''),
);

const kinds = LOSSY.map((misreading, nth) => ({ ...misreading, name: `${misreading.rule}, ${String(nth)}` }));

describe.each(kinds)('$name', ({ rule: name, damage }) => {
  const rule = repairs.find((one) => one.name === name);
  const repaired = (lines: readonly string[]): readonly string[] => {
    const text = lines.join('\n');
    return rule === undefined ? [] : apply(text, rule.propose(text, context), name).text.split('\n');
  };
  const damaged = clean.map(damage);

  const alone = repaired(damaged);

  test('all of many damaged lines are repaired', () => {
    expect(alone.filter((line, i) => line === damaged[i] && line !== clean[i])).toEqual([]);
  });

  // Lines that read well only beside others that are misread, as in a text of such lines, are not among them.
  test('a damaged line that is repaired by itself is repaired in the same way wherever it stands', () => {
    const single = damaged.map((line) => repaired([line])[0]);
    expect(single.filter((line, i) => line === damaged[i] && line !== clean[i]).length).toBeLessThan(LINES / 4);
    fc.assert(
      fc.property(fc.nat(strange.length), fc.nat(LINES - 2), (before, first) => {
        const some = damaged.slice(first, first + 2);
        const text = [...strange.slice(0, before), ...some, ...strange.slice(before)];
        expect(repaired(text).slice(before, before + 2)).toEqual(single.slice(first, first + 2));
      }),
      {
        numRuns: 4,
        examples: [
          [strange.length, 0],
          [0, 19],
        ],
      },
    );
  });

  test('a damaged line that is left is suspected, and a repaired or a clean one is not', () => {
    const missed = damaged.filter((line, i) => line !== clean[i] && !isSuspectedMojibake(line));
    expect(missed.length).toBeLessThanOrEqual(1);
    expect([...clean, ...alone].filter(isSuspectedMojibake)).toEqual([]);
  });
});
