import { isUtf8 } from 'node:buffer';
import { createRequire } from 'node:module';
import { asBuffer, countReplaced, decodeAs } from './codecs/index.ts';
import { allows } from './evidence.ts';
import type { Evidence, Verdict } from './evidence.ts';
import { weakLikelihood } from './model/detector.ts';
import { knownEncoding } from './codecs/names.ts';
import { untilPairs } from './sample.ts';

/** The combined vote of both libraries for an encoding. */
interface Vote {
  readonly name: string;
  /** The library with more weight in it: `jschardet` or `chardet`. */
  readonly by: string;
  /** Weighted confidence of both libraries. */
  readonly weight: number;
  /** Whether it is chardet's first choice. */
  readonly agreed: boolean;
}

interface Chardet {
  readonly analyse: (bytes: Uint8Array) => readonly { readonly name: string; readonly confidence: number }[];
}
interface Jschardet {
  readonly detectAll: (bytes: Buffer) => readonly { readonly encoding: string | null; readonly confidence: number }[];
}
const require = createRequire(import.meta.url);

/**
 * Weight of each library's confidence. On 636 texts in other languages jschardet alone is right for 99.7 %; with chardet at a tenth
 * of its weight 5 % fewer are, so chardet only breaks ties.
 */
const WEIGHT = { jschardet: 1, chardet: 0.01 };

/** Largest mean surprise, in bits per character, of a plausible East Asian reading. */
const MAX_PLAUSIBLE_BITS = 14.5;
/** Encodings that hardly any file is in, which common ones resemble, and the factor of their votes. */
const RARE = /^(?:hp-roman8|koi8-t|kz1048|ptcp154|maciceland|cp1006)$/;
const RARE_WEIGHT = 0.9;
/** Encodings whose text nearly always has NUL bytes. */
const WIDE = /^utf-(?:16|32)/;
/** The encoding if neither library has a candidate. */
const DEFAULT_ENCODING = 'windows-1252';

/**
 * Different pairs of bytes shown to the libraries, which look up each in hundreds of models: text of 3 KiB has 300 to 500 of them, noise
 * as many as bytes.
 */
const MAX_PAIRS = 600;
/** Characters for each invalid sequence, so that noise counts as valid Chinese. */
const MIN_CHARS_PER_INVALID = 100;
/** Confidence in a Chinese encoding in which noise is valid. */
const VALID_NOISE_CONFIDENCE = 0.5;

/** Below this weight the vote is meaningless. */
const MIN_WEIGHT = 0.12;

/** The encoding that chardet and jschardet vote for, given a sample; the declared one if either considers it possible. */
export function vote(evidence: Evidence): Verdict {
  if (evidence.declared === null && evidence.noise()) return verdictOnNoise(evidence);
  const { bytes: all, whole } = evidence.sample();
  const bytes = untilPairs(all, MAX_PAIRS);
  const nul = bytes.includes(0);
  const means = new Map<string, number>();
  for (const { name, mean } of evidence.readings()) means.set(name, Math.min(mean, means.get(name) ?? Infinity));
  const isAccepted = ({ name }: Vote): boolean =>
    (nul || !WIDE.test(name)) &&
    allows(evidence, name) &&
    (means.get(name) ?? 0) <= MAX_PLAUSIBLE_BITS &&
    !mixesAlphabets(decodeAs(name, bytes));
  const votes = votesOf(bytes);
  const sampled = !whole;
  const declared = votes.find(({ name }) => name === evidence.declared);
  if (declared !== undefined && isAccepted(declared))
    return { name: declared.name, by: 'declared', confidence: 0.95, sampled };
  const first = votes.find(isAccepted);
  const guess = first === undefined || first.weight < MIN_WEIGHT ? weakLikelihood(evidence) : null;
  if (guess !== null) return guess;
  if (first !== undefined) return { name: first.name, by: first.by, confidence: confidenceOf(first, bytes), sampled };
  return byDefault(evidence, bytes);
}

/** Noise says nothing to the libraries. It may be Chinese, such as a list of rare characters, if it is valid as that. */
function verdictOnNoise(evidence: Evidence): Verdict {
  const { bytes, whole } = evidence.sample();
  const valid = evidence
    .readings()
    .find(
      ({ name, script, invalid, chars }) =>
        invalid * MIN_CHARS_PER_INVALID <= chars && (script === 'hans' || script === 'hant') && !WIDE.test(name),
    );
  return valid === undefined
    ? byDefault(evidence, bytes)
    : { name: valid.name, by: 'likelihood', confidence: VALID_NOISE_CONFIDENCE, sampled: !whole };
}

/** A word of ASCII letters with letters of an alphabet that does not mix with them: Hebrew, Arabic, Thai, Cyrillic, Greek. */
const MIXED_WORD =
  /[a-z]{2}[\u0370-\u058f\u05d0-\u06ff\u0e01-\u0e5b]|[\u0370-\u058f\u05d0-\u06ff\u0e01-\u0e5b][a-z]{2}/gi;
const ALPHABETS = /[\u0370-\u058f\u05d0-\u06ff\u0e01-\u0e5b]+/g;

/** Whether half of the letters in another alphabet are inside words of ASCII letters: Finnish `ett\xe4` is not `ett\u05d4`. */
function mixesAlphabets(text: string): boolean {
  const mixed = text.match(MIXED_WORD)?.length ?? 0;
  return mixed > 0 && mixed * 2 >= (text.match(ALPHABETS)?.length ?? 0);
}

/** The verdict where nothing tells. */
function byDefault(evidence: Evidence, bytes: Uint8Array): Verdict {
  return { name: leastReplaced(evidence, bytes), by: 'default', confidence: 0.1, sampled: !evidence.sample().whole };
}

/** The allowed encoding with the fewest U+FFFD; the first of equals. */
function leastReplaced(evidence: Evidence, bytes: Uint8Array): string {
  const counts = [...(evidence.allowed ?? [])].map((name) => {
    return { name, replaced: countReplaced(name, bytes, decodeAs(name, bytes)) };
  });
  return counts.sort((a, b) => a.replaced - b.replaced)[0]?.name ?? DEFAULT_ENCODING;
}

const names = new Map<string, string | null>();

/** The canonical name of an encoding that a library votes for; there are some hundred, and looking one up takes longer than a score. */
function nameOf(label: string): string | null {
  const known = names.get(label);
  if (known !== undefined) return known;
  const name = knownEncoding(label);
  names.set(label, name);
  return name;
}

/** The votes of chardet and jschardet on a sample, heaviest first. */
function votesOf(sample: Uint8Array): readonly Vote[] {
  const votesByName = new Map<string, { jschardet: number; chardet: number }>();
  const { detectAll } = require('jschardet') as Jschardet;
  const { analyse } = require('chardet') as Chardet;
  for (const { encoding, confidence } of detectAll(Buffer.from(sample))) add('jschardet', encoding, confidence);
  const others = analyse(sample);
  for (const { name, confidence } of others) add('chardet', name, confidence / 100);
  const second = nameOf(others[0]?.name ?? '');
  const sums = [...votesByName].map(([name, { jschardet, chardet }]) => {
    return {
      name,
      by: jschardet >= chardet ? 'jschardet' : 'chardet',
      weight: (jschardet + chardet) * (RARE.test(name) ? RARE_WEIGHT : 1),
      agreed: name === second,
    };
  });
  return sums.sort((a, b) => b.weight - a.weight);

  function add(by: keyof typeof WEIGHT, label: string | null, confidence: number): void {
    const name = label === null ? null : nameOf(label);
    if (name === null || confidence <= 0) return;
    const votes = votesByName.get(name) ?? { jschardet: 0, chardet: 0 };
    // An encoding with two labels (ISO-8859-1 and windows-1252) gets one vote.
    votes[by] = Math.max(votes[by], WEIGHT[by] * confidence);
    votesByName.set(name, votes);
  }
}

/**
 * Share of correct verdicts below each weight, measured on 1,677 texts of 15 to 300 characters in other languages, by whether
 * chardet agrees.
 */
const CONFIDENCE = {
  agreed: [
    [0.02, 0.5],
    [0.1, 0.93],
    [2, 0.99],
  ],
  disputed: [
    [0.02, 0.5],
    [0.1, 0.77],
    [0.3, 0.87],
    [0.5, 0.93],
    [2, 0.98],
  ],
} as const;

/** Confidence in UTF-8 for bytes too few to tell damage from another encoding. */
const INVALID_UTF8_CONFIDENCE = 0.5;

function confidenceOf({ name, weight, agreed }: Vote, bytes: Uint8Array): number {
  if (name === 'utf-8' && !isUtf8(asBuffer(bytes))) return INVALID_UTF8_CONFIDENCE;
  const steps = agreed ? CONFIDENCE.agreed : CONFIDENCE.disputed;
  return steps.find(([limit]) => weight < limit)?.[1] ?? 0.9;
}
