import { binaryKind, checkNames, normalize, UserError } from '../../index.ts';
import type { OwnRule, Removed } from '../../index.ts';
import { documentHtml } from '../diff/page.ts';
import { normalizedView } from '../diff/views.ts';
import { crowded } from '../input/crowded.ts';
import { readSources } from '../input/documents-of.ts';
import { nameOf, nameOfSource } from '../input/file-name.ts';
import { findFiles } from '../input/find-files.ts';
import { sourcesIn } from '../input/line-sources.ts';
import { isJsonl, splitWhole } from '../input/file-kind.ts';
import { rulesIn } from '../options/load-rules.ts';
import type { ReadOptions } from '../options/types.ts';

/** What the page asks to be tried. */
export interface Trial {
  readonly skip: readonly string[];
  /** Own rules as YAML; blank: none. */
  readonly rules: string;
}

/** A document from the page. */
export interface Given {
  readonly name: string;
  readonly base64: string;
}

/** Documents shown of one file, and documents tried of a folder. */
const MAX_SHOWN = 20;
const MAX_TRIED = 500;
/** Lines listed of a document of the folder. */
const MAX_LINES = 20;

/** The documents of a file side by side, as HTML, and what else there is to say. */
export async function show(given: Given, trial: Trial, base: ReadOptions): Promise<{ html: string; notes: string[] }> {
  const options = await optionsOf(trial, base);
  const bytes = Buffer.from(given.base64, 'base64');
  const binary = binaryKind(bytes);
  if (binary !== null) throw new UserError(`not text (${binary.what}); \`normalize diff\` reads archives and tables`);
  const tooMuch = crowded(bytes, options.maxBytes);
  if (tooMuch !== null) throw new UserError(tooMuch);
  const html: string[] = [];
  const notes: string[] = [];
  for (const found of documentsOf({ name: given.name, bytes }, options)) {
    if (html.length === MAX_SHOWN) {
      notes.push(`only the first ${MAX_SHOWN} documents are shown`);
      break;
    }
    if ('kind' in found) notes.push(`${nameOf(found.name)}: ${found.why}`);
    else html.push(documentHtml(normalizedView(found, options)));
  }
  return { html: html.join(''), notes };
}

function documentsOf(
  { name, bytes }: { name: string; bytes: Buffer },
  options: ReadOptions,
): ReturnType<typeof splitWhole> {
  const place = { path: name, pathBytes: null, member: null, format: null, charset: null, url: null };
  if (isJsonl(bytes, options, name))
    return sourcesIn({ source: { ...place, format: 'jsonl' }, first: 1 }, bytes, options);
  return splitWhole({ ...place, bytes }, options);
}

/** What own rules do to a document of the folder. */
interface Effect {
  readonly name: string;
  /** Lines that they remove, and all lines that are gone or back with them. */
  readonly removed: readonly Removed[];
  readonly back: readonly Removed[];
}

/** The effect of own rules on the files of a folder: lines that are removed with them and not without, and the reverse. */
export async function tryOnFolder(
  folder: string,
  trial: Trial,
  base: ReadOptions,
): Promise<{ documents: number; more: boolean; effects: readonly Effect[] }> {
  const options = await optionsOf(trial, base);
  const { rules: own, ...plain } = options;
  if (own === undefined) throw new UserError('there are no rules to try');
  const effects: Effect[] = [];
  let documents = 0;
  for (const file of findFiles([folder])) {
    if (file.kind !== 'file') continue;
    for await (const source of readSources(file, options, Infinity)) {
      if ('kind' in source || crowded(source.bytes, options.maxBytes) !== null) continue;
      if (documents === MAX_TRIED) return { documents, more: true, effects };
      documents++;
      const before = normalize(source, plain).removed;
      const after = normalize(source, options).removed;
      const removed = without(after, before);
      const back = without(before, after);
      if (removed.length + back.length > 0)
        effects.push({
          name: nameOf(nameOfSource(source)),
          removed: removed.slice(0, MAX_LINES),
          back: back.slice(0, MAX_LINES),
        });
    }
  }
  return { documents, more: false, effects };
}

/** The lines of `all` that are not among `others`, whatever their rules. */
function without(all: readonly Removed[], others: readonly Removed[]): readonly Removed[] {
  const keys = new Set(others.map(({ line, text }) => `${line} ${text}`));
  return all.filter(({ line, text }) => !keys.has(`${line} ${text}`));
}

async function optionsOf({ skip, rules }: Trial, base: ReadOptions): Promise<ReadOptions> {
  const own = rules.trim() === '' ? {} : { rules: await validRules(rules) };
  const options = { ...base, skip: [...(base.skip ?? []), ...skip], ...own };
  checkNames(options);
  return options;
}

/** The rules in a text. Throws a UserError that lists every fault in them. */
export async function validRules(text: string): Promise<readonly OwnRule[]> {
  const { rules, faults } = await rulesIn(text, 'rules');
  if (faults.length > 0) throw new UserError(faults.join('\n'));
  return rules;
}
