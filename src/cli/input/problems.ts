import { sizeText } from '../options/size.ts';
import type { Problem } from './find-files.ts';

export function failed(name: Buffer, reason: Problem['reason'], why: string): Problem {
  return { kind: 'failed', name, reason, why };
}

export function tooLarge(name: Buffer, limit: number): Problem {
  return failed(name, 'too-large', `larger than ${sizeText(limit)}; --max-bytes raises the limit`);
}
