import { existsSync } from 'node:fs';

/** A file or folder, and the documents in it that are asked for. */
export interface Place {
  readonly path: string;
  /** As in `source.member`, or the number of a line, row or item; null for all documents. */
  readonly member: string | null;
}

/** Splits `FILE!MEMBER` and `FILE:NUMBER`, as far as there is such a file; a file of that whole name takes precedence. */
export function placeOf(argument: string): Place {
  if (argument === '-' || existsSync(argument)) return { path: argument, member: null };
  for (let at = argument.lastIndexOf('!'); at > 0; at = argument.lastIndexOf('!', at - 1)) {
    const path = argument.slice(0, at);
    if (path === '-' || existsSync(path)) return { path, member: argument.slice(at + 1) };
  }
  const [, path, number] = /^(.+):(\d+)$/s.exec(argument) ?? [];
  if (path !== undefined && number !== undefined && (path === '-' || existsSync(path))) return { path, member: number };
  return { path: argument, member: null };
}

/** Whether a document is the member asked for (`exact`), or stands inside it. */
export function matching(asked: string, member: string | null): 'exact' | 'inside' | null {
  if (member === null) return null;
  if (member === asked || (/^\d+$/.test(asked) && new RegExp(`^[a-z]+:${asked}$`).test(member))) return 'exact';
  return member.startsWith(`${asked}!`) ? 'inside' : null;
}
