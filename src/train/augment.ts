import type { Container, Document, LineFeatures, Meta } from '../types.ts';
import { exampleOf } from './examples.ts';
import type { Example } from './examples.ts';

/** Weight of a spliced page relative to a real one. */
const SPLICE_WEIGHT = 0.5;
/** Probability that only a piece of the body is used. */
const PIECE_PROBABILITY = 0.4;

/**
 * Makes up to `count` synthetic pages, each the body of one page in the frame of another of its kind, so that models do not learn
 * to recognize a body by its frame.
 */
export function splices(examples: readonly Example[], count: number, random: () => number): readonly Example[] {
  const usable = examples.filter(({ labels }) => labels.length < 1500 && labels.some((label) => label > 0.5));
  const made: Example[] = [];
  for (let tries = 0; made.length < count && tries < 4 * count; tries++) {
    const [body, frame] = [pickRandom(usable, random), pickRandom(usable, random)];
    if (body === undefined || frame === undefined || body.sites.some((site) => frame.sites.includes(site))) continue;
    if (body.evidence.forum.isForum === frame.evidence.forum.isForum) made.push(splice(body, frame, random));
  }
  return made;
}

function pickRandom(examples: readonly Example[], random: () => number): Example | undefined {
  return examples[Math.floor(random() * examples.length)];
}

function splice(body: Example, frame: Example, random: () => number): Example {
  const [from, to] = pieceOf(body, random);
  const [first, last] = bounds(frame);
  const containers = new Containers(containersAt(body, from, to), containersAt(frame, first, last));
  const shift = typicalPrior(frame, first, last) - typicalPrior(body, from, to);
  const title = textAt(body, body.evidence.title);
  const lines: { text: string; features: LineFeatures; label: number }[] = [];
  const add = (example: Example, start: number, end: number): void => {
    for (let i = start; i < end; i++) {
      const features = example.document.lines[i];
      if (features === undefined) continue;
      const container = containers.of(features.container ?? null, example === body);
      const classHint = example === body ? Math.max(-8, Math.min(8, features.classHint + shift)) : features.classHint;
      const text = example === frame && i === frame.evidence.title ? title : null;
      const changed = { ...features, prior: classHint, container, block: container?.number ?? 0 };
      lines.push({ text: text ?? textAt(example, i) ?? '', features: changed, label: example.labels[i] ?? 0 });
    }
  };
  add(frame, 0, first);
  add(body, from, to + 1);
  add(frame, last + 1, frame.labels.length);
  const document: Document = {
    ...frame.document,
    text: lines.map(({ text }) => text).join('\n'),
    lines: lines.map(({ features }) => features),
    origins: lines.map((_, index) => index + 1),
    meta: title === null ? frame.document.meta : frame.document.meta.map((meta) => withTitle(meta, frame, title)),
  };
  return exampleOf(
    document,
    Float32Array.from(lines, ({ label }) => label),
    [...body.sites, ...frame.sites],
    SPLICE_WEIGHT,
  );
}

function textAt({ evidence }: Example, line: number | null): string | null {
  return line === null ? null : (evidence.page.lines[line]?.text ?? null);
}

/** First and last line (inclusive) of the body. */
function bounds({ labels }: Example): readonly [first: number, last: number] {
  return [labels.findIndex((label) => label > 0.5), labels.findLastIndex((label) => label > 0.5)];
}

/** The whole body, or a piece at its beginning or end. */
function pieceOf(example: Example, random: () => number): readonly [from: number, to: number] {
  const [first, last] = bounds(example);
  if (last - first <= 6 || random() >= PIECE_PROBABILITY) return [first, last];
  const length = 3 + Math.floor(random() * (last - first - 3));
  return random() < 0.5 ? [first, first + length] : [last - length, last];
}

function typicalPrior({ document }: Example, from: number, to: number): number {
  const classHints = document.lines.slice(from, to + 1).map(({ classHint }) => classHint);
  return classHints.sort((a, b) => a - b)[classHints.length >> 1] ?? 0;
}

function withTitle(meta: Meta, frame: Example, title: string): Meta {
  if (!/title$|headline$/.test(meta.name)) return meta;
  const old = textAt(frame, frame.evidence.title);
  return { ...meta, value: old !== null && meta.value.includes(old) ? meta.value.replace(old, () => title) : title };
}

/** The innermost container around all body lines in `[from, to]`. */
function containersAt({ document, labels }: Example, from: number, to: number): Container | null {
  let common: readonly Container[] | null = null;
  for (let i = from; i <= to; i++) {
    if ((labels[i] ?? 0) <= 0.5) continue;
    const chain = withAncestors(document.lines[i]?.container ?? null);
    const before: readonly Container[] = common ?? chain;
    common = before.filter((container, depth) => chain[depth] === container);
  }
  return common?.at(-1) ?? null;
}

/** A container and its ancestors, outermost first. */
function withAncestors(container: Container | null): readonly Container[] {
  const chain: Container[] = [];
  for (let at = container; at !== null; at = at.parent) chain.push(at);
  return chain.reverse();
}

/** Copies the containers of two pages, numbered in document order; the body's outer containers are replaced by the frame's. */
class Containers {
  readonly #made = new Map<Container, Container>();
  readonly #inner: Container | null;
  readonly #outer: Container | null;

  constructor(inner: Container | null, outer: Container | null) {
    this.#inner = inner;
    this.#outer = outer;
  }

  of(container: Container | null, ofBody: boolean): Container | null {
    if (
      ofBody &&
      (container === null || container === this.#inner || !withAncestors(container).some((at) => at === this.#inner))
    )
      return this.of(this.#outer, false);
    if (container === null) return null;
    const known = this.#made.get(container);
    if (known !== undefined) return known;
    const parent = this.of(container.parent, ofBody);
    const made = { number: this.#made.size + 1, parent };
    this.#made.set(container, made);
    return made;
  }
}
