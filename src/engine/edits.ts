import type { Edit, Proposal, Rewrite } from '../types.ts';

/** Applies a proposal to `text`. Throws if edits overlap or do not match the text, which is a bug in `rule`. */
export function apply(text: string, proposal: Proposal, rule: string): Rewrite {
  if ('text' in proposal) return proposal;
  return {
    text: splice(text, proposal, rule),
    count: proposal.length,
    guessed: proposal.reduce((sum, edit) => sum + (edit.guessed ?? 0), 0),
    edits: () => proposal,
  };
}

/** The edits of one rule: a step of a document, or an item of a record's `trace`. */
export interface Account {
  readonly rule: string;
  readonly edits: readonly Edit[] | (() => readonly Edit[]);
}

function editsOf(account: Account): readonly Edit[] {
  return typeof account.edits === 'function' ? account.edits() : account.edits;
}

/** Applies `steps` in order to the decoded text. Throws if they do not match it. */
export function replay(decoded: string, steps: readonly Account[]): string {
  return steps.reduce((text, step) => splice(text, editsOf(step), step.rule), decoded);
}

/** Reverts `steps`: returns the decoded text, given the result. Throws if they do not match it. */
export function undo(text: string, steps: readonly Account[]): string {
  return steps.reduceRight((later, step) => splice(later, inverse(editsOf(step)), step.rule), text);
}

/** Edits that revert `edits`, with offsets in the edited text. */
export function inverse(edits: readonly Edit[]): readonly Edit[] {
  let shift = 0;
  return edits.map((edit) => {
    const at = edit.at + shift;
    shift += edit.new.length - edit.old.length;
    return { at, old: edit.new, new: edit.old };
  });
}

function splice(text: string, edits: readonly Edit[], rule: string): string {
  if (edits.length === 0) return text;
  const parts: string[] = [];
  let end = 0;
  for (const edit of edits) {
    if (edit.at < end || !text.startsWith(edit.old, edit.at)) {
      throw new Error(`Edit of rule ${rule} at ${edit.at} does not match the text`);
    }
    parts.push(text.slice(end, edit.at), edit.new);
    end = edit.at + edit.old.length;
  }
  parts.push(text.slice(end));
  return parts.join('');
}
