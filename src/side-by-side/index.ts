export { isTracedRecord } from './record.ts';
export { sideBySide } from './rows.ts';
export { guessesOf, removedAs, rulesOf, sidesOf } from './sides.ts';
export type { Run, Sides } from './sides.ts';
export type { Change, Piece, Row, SideBySide, TracedRecord } from './types.ts';
