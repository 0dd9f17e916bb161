import { apply } from './edits.ts';
import { codeLines } from '../text/code-lines.ts';
import { inlineCode } from './inline-code.ts';
import { lineSpans } from '../text/lines.ts';
import { placesAfter } from '../text/positions.ts';
import type {
  Document,
  Edit,
  Meta,
  Proposal,
  Removal,
  RemovedLine,
  Stage,
  Step,
  TextContext,
  TextRule,
} from '../types.ts';

/**
 * Runs text rules on a document in order and records a step for each rule that changed the text. Metadata values are changed too,
 * without a record. Code is left alone by conversion and by repairs that guess.
 */
export function runRules(document: Document, stage: Stage, rules: readonly TextRule[], context: TextContext): Document {
  const meta = document.meta.map((item) => rules.reduce((made, rule) => applyToMeta(made, rule, context), item));
  // Found once a rule proposes something: nothing is changed before.
  let code: Code | null | undefined = stage === 'tidy' ? null : undefined;
  const codeNow = (): Code | null => (code === undefined ? (code = codeIn(document)) : code);
  return rules.reduce(
    (doc, rule) => {
      const change = proposed(doc.text, rule, context, codeNow);
      if (change === null) return doc;
      const step = sign(stage, rule.name, change);
      if (code && code.places.length > 0) code = { ...code, places: placesAfter(code.places, [step]) };
      return { ...doc, text: change.text, steps: [...doc.steps, step] };
    },
    { ...document, meta },
  );
}

/** Where a text is code. */
interface Code {
  /** A value for each line; null if none is code as a whole. */
  readonly lines: readonly boolean[] | null;
  /** Starts and ends of code inside lines, by turns. */
  readonly places: readonly number[];
}

/** Null if nothing is code. */
function codeIn(document: Document): Code | null {
  const lines = codeLines(document);
  const places = inlineCode(document);
  return lines === null && places.length === 0 ? null : { lines, places };
}

const NO_CODE = (): null => null;

function proposed(
  text: string,
  rule: TextRule,
  context: TextContext,
  codeOf: () => Code | null = NO_CODE,
): ReturnType<typeof apply> | null {
  if (!rule.gate(text)) return null;
  const proposal = rule.propose(text, context);
  if (Array.isArray(proposal) && proposal.length === 0) return null;
  const code = codeOf();
  const change = apply(text, code === null ? proposal : outsideCode(text, proposal, rule, code), rule.name);
  return change.count === 0 ? null : change;
}

/** The edits of a rule without those that code must not have: guesses, and all of a rule that spares code. */
function outsideCode(text: string, proposal: Proposal, rule: TextRule, { lines, places }: Code): readonly Edit[] {
  const edits = 'text' in proposal ? proposal.edits() : proposal;
  if (edits.length === 0) return edits;
  const spans = lines === null ? [] : lineSpans(text);
  let line = 0;
  let next = 0;
  return edits.filter(({ at, old, guessed = 0 }) => {
    while (at >= (spans[line]?.next ?? Infinity)) line++;
    while ((places[next + 1] ?? Infinity) <= at) next += 2;
    const isCode = lines?.[line] === true || at + old.length > (places[next] ?? Infinity);
    return !isCode || (rule.sparesCode !== true && guessed === 0);
  });
}

function applyToMeta(item: Meta, rule: TextRule, context: TextContext): Meta {
  const change = proposed(item.value, rule, context);
  return change === null ? item : { name: item.name, value: change.text };
}

/** Applies edits to a document, with a step if there are any. */
export function edited(document: Document, stage: Step['stage'], rule: string, edits: readonly Edit[]): Document {
  if (edits.length === 0) return document;
  const change = apply(document.text, edits, rule);
  return { ...document, text: change.text, steps: [...document.steps, sign(stage, rule, change)] };
}

/** Makes a step from a change, under the name of its rule. */
export function sign(stage: Step['stage'], rule: string, change: Omit<Step, 'stage' | 'rule'>): Step {
  return { stage, rule, count: change.count, guessed: change.guessed, edits: change.edits };
}

/** Removes lines and parts of lines from a document. Adds one step per rule, in order of first appearance in the text. */
export function removeLines(document: Document, removals: readonly Removal[]): Document {
  if (removals.length === 0) return document;
  const cuts = cutsOf(document, removals);
  const whole = new Set(cuts.filter((cut) => cut.whole).map((cut) => cut.line));
  const rules = [...new Set(cuts.map((cut) => cut.rule))];
  const steps: Step[] = [];
  let text = document.text;
  for (const rule of rules) {
    const done = new Set(rules.slice(0, steps.length));
    const change = apply(text, editsOf(rule, done, cuts), rule);
    steps.push(sign('strip', rule, change));
    text = change.text;
  }
  return {
    ...document,
    text,
    lines: document.lines.filter((_, index) => !whole.has(index)),
    origins: document.origins.filter((_, index) => !whole.has(index)),
    steps: [...document.steps, ...steps],
    removed: [...document.removed, ...cuts.map((cut) => removedOf(document, cut))],
  };
}

interface Cut {
  readonly rule: string;
  readonly tells: Removal['tells'];
  readonly line: number;
  readonly whole: boolean;
  readonly start: number;
  readonly end: number;
  readonly old: string;
}

function cutsOf(document: Document, removals: readonly Removal[]): readonly Cut[] {
  const spans = lineSpans(document.text);
  return removals
    .map((removal) => {
      const { rule, tells, line, part } = removal;
      const span = spans[line];
      if (span === undefined) throw new Error(`Rule ${rule} removes line ${line}, which does not exist`);
      const start = span.start + (part?.[0] ?? 0);
      const end = part === null ? span.next : span.start + part[1];
      return { rule, tells, line, whole: part === null, start, end, old: document.text.slice(start, end) };
    })
    .sort((a, b) => a.start - b.start);
}

/** The edits of one rule, with offsets in the text from which the cuts of the rules in `done` have been removed. */
function editsOf(rule: string, done: ReadonlySet<string>, cuts: readonly Cut[]): readonly Edit[] {
  const edits: Edit[] = [];
  let removedUnits = 0;
  for (const cut of cuts) {
    if (cut.rule === rule) edits.push({ at: cut.start - removedUnits, old: cut.old, new: '' });
    else if (done.has(cut.rule)) removedUnits += cut.old.length;
  }
  return edits;
}

function removedOf(document: Document, cut: Cut): RemovedLine {
  return { rule: cut.rule, tells: cut.tells, line: document.origins[cut.line] ?? 0, text: cut.old.trim() };
}
