import type { Holder, Mark } from '../structure.ts';
import type { PlacedMark } from './inline.ts';
import type { Entry, Segment } from './segments.ts';

/** Footnotes: labels of the lines that are notes, and what becomes of the links between text and notes. */
export interface Notes {
  /** By the item that is the note, or by its first line. */
  readonly labels: ReadonlyMap<Holder | Entry, string>;
  readonly replaced: ReadonlyMap<Mark, PlacedMark['is']>;
}

const NO_NOTES: Notes = { labels: new Map(), replaced: new Map() };
/** Text of a link to a note. */
const REFERENCE = /^[[(（【〔［^]?(?:注|註|note)?\s?(?:[\d\u2460-\u2473*†‡]{1,4}|[a-z])[\])）】〕］]?$/i;
/** Text of a link from a note to the text. */
const BACK = /^(?:[↩⏎↑^]\ufe0e?|back|返回)$/i;

/** Finds links from a number to a paragraph or item further down, which has the name that the link leads to. */
export function notesOf(text: string, segments: readonly Segment[]): Notes {
  const targets = targetsOf(segments);
  if (targets.size === 0) return NO_NOTES;
  const labels = new Map<Holder | Entry, string>();
  const replaced = new Map<Mark, PlacedMark['is']>();
  const used = new Set<string>();
  for (const segment of segments)
    for (const entry of segment.entries)
      for (const mark of entry.marks) {
        const target = targetOf(mark, targets);
        const shown = text.slice(mark.at, mark.end).trim();
        if (segment.kind === 'table') continue;
        if (target !== null && target.entry.start > entry.start && REFERENCE.test(shown)) {
          const label = labels.get(target.key) ?? freeLabel(/\d+/.exec(shown)?.[0] ?? '', used);
          labels.set(target.key, label);
          replaced.set(mark, { kind: 'note', label });
        } else if (
          isFragment(mark) &&
          labels.has(keyOf(entry)) &&
          (BACK.test(shown) || (mark.at === entry.start && REFERENCE.test(shown)))
        )
          replaced.set(mark, { kind: 'nothing' });
      }
  return { labels, replaced };
}

interface Target {
  readonly entry: Entry;
  readonly key: Holder | Entry;
}

function keyOf(entry: Entry): Holder | Entry {
  const { within } = entry.structure.block;
  return within?.kind === 'item' ? within : entry;
}

/** Names at the beginning of paragraphs and items. */
function targetsOf(segments: readonly Segment[]): ReadonlyMap<string, Target> {
  const targets = new Map<string, Target>();
  for (const { kind, entries } of segments) {
    const [entry] = entries;
    if (entry === undefined || kind !== 'paragraph') continue;
    for (const { at, is } of entry.marks)
      if (is.kind === 'anchor' && at <= entry.start) targets.set(is.name, { entry, key: keyOf(entry) });
  }
  return targets;
}

function targetOf({ is }: Mark, targets: ReadonlyMap<string, Target>): Target | null {
  return is.kind === 'link' && is.address.startsWith('#') ? (targets.get(is.address.slice(1)) ?? null) : null;
}

function isFragment({ is }: Mark): boolean {
  return is.kind === 'link' && is.address.startsWith('#');
}

function freeLabel(wanted: string, used: Set<string>): string {
  let number = used.size + 1;
  let label = wanted === '' || used.has(wanted) ? `${number}` : wanted;
  while (used.has(label)) label = `${++number}`;
  used.add(label);
  return label;
}
