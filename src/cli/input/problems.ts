import { sizeText } from '../options/size.ts';
import type { Problem } from './find-files.ts';

export function failed(name: Buffer, reason: Problem['reason'], why: string): Problem {
  return { kind: 'failed', name, reason, why };
}

export function tooLarge(name: Buffer, limit: number): Problem {
  return failed(name, 'too-large', `larger than ${sizeText(limit)}; --max-bytes raises the limit`);
}

const REJECTED = 'rejected: ';

/** What a record that does not meet a condition counts as. */
export function rejection(name: Uint8Array, condition: string): Problem {
  return { kind: 'skipped', name, reason: `${REJECTED}${condition}`, why: `does not meet '${condition}'` };
}

export function isRejection(reason: string): boolean {
  return reason.startsWith(REJECTED);
}

/** The condition of a rejection. */
export function conditionIn(reason: string): string {
  return reason.slice(REJECTED.length);
}
