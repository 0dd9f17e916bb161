export { replay, undo } from './edits.ts';
export { UserError } from './errors.ts';
export { normalize } from './pipeline.ts';
export type { CorpusRecord } from './record.ts';
export type { Credit, Edit, Encoding, Format, Language, Options, Removed, Source, Step, Warning } from './types.ts';
