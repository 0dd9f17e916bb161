export { knownEncoding, looksBinary, nearEncodings } from './detect/index.ts';
export { replay, undo } from './edits.ts';
export { UserError } from './errors.ts';
export { normalize } from './pipeline.ts';
export { looksLikeJsonl } from './read/sniff-jsonl.ts';
export type { CorpusRecord } from './record.ts';
export { rules } from './rules.ts';
export type { RuleCard } from './rules.ts';
export type { Credit, Edit, Encoding, Format, Language, Options, Removed, Source, Step, Warning } from './types.ts';
