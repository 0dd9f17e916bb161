import chardet from 'chardet';
import { detect as jschardet } from 'jschardet';
import { bench, describe } from 'vitest';
import { detect, encode, HANS } from '../made/detect-samples.ts';

/** 10 MB, so that iterations per second times ten are MB/s. Ours includes decoding; the others only name the encoding. */
const SIZE = 1e7;
const BRIEF = { time: 500, iterations: 2, warmupTime: 0, warmupIterations: 1 };

for (const codec of ['gbk', 'utf8']) {
  const line = encode(`${HANS}\n`, codec);
  const bytes = Buffer.concat(Array<Buffer>(Math.floor(SIZE / line.length)).fill(line));
  // Missing in its declarations; without it only the first 200 KB are examined.
  const whole: object = { maxBytes: bytes.length };
  describe(`detection, 10 MB of ${codec}`, () => {
    bench('normalize (detects, decodes, looks at every line)', () => void detect(bytes), BRIEF);
    bench('jschardet (whole file)', () => void jschardet(bytes, whole), BRIEF);
    bench('chardet (whole file)', () => void chardet.detect(bytes), { ...BRIEF, iterations: 1, warmupIterations: 0 });
  });
}
