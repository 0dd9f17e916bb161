/** The public API: normalize documents in memory or files, inspect and revert edits, and learn the templates of sites. */
export { normalizeFiles } from './files.ts';
export type { FileOptions, FileProblem } from './files.ts';
export {
  addPage,
  addSample,
  newSample,
  readTemplates,
  replay,
  rules,
  templatesOf,
  toJsonLine,
  undo,
  writeTemplates,
} from '../index.ts';
export type { CorpusRecord, Credit, Edit, Encoding, Format, Language, Observation, Options } from '../index.ts';
export type { OwnRule, Removed, RuleCard, Sample, Step, Templates, Warning } from '../index.ts';
export { normalize, observe } from './document.ts';
export type { Input, InputSource } from './document.ts';
