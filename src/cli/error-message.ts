const PLAIN_WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  ELOOP: 'links that lead in a circle',
  EISDIR: 'is a folder',
  ENOTDIR: 'not a folder',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'no space left on the device',
  EMFILE: 'too many open files',
  EIO: 'the device failed (I/O error)',
};

/** A system error in plain words; any other error's own message. */
export function messageOf(error: unknown): string {
  const code = codeOf(error);
  if (code !== null && code in PLAIN_WORDS) return PLAIN_WORDS[code] ?? code;
  return error instanceof Error ? error.message : String(error);
}

/** The code of a system error (`EPIPE`), or null. */
export function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
