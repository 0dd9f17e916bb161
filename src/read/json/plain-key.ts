/** Normalizes a key for comparison. */
export function plainKey(key: string): string {
  return key.toLowerCase().replace(/[_\-\s.:]/g, '');
}
