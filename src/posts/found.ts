/** A part of a line that is text of a post: `[start, end)` in UTF-16 code units of the untrimmed line. */
export interface Slice {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** What a post is to the others. */
export type Role = 'opening' | 'reply' | 'answer' | 'comment';

/** A post before its text is tidied: the parts of the document's lines that are its text. */
export interface FoundPost {
  readonly author: string | null;
  /** In ISO 8601, as `published` of a record. */
  readonly published: string | null;
  readonly role: Role;
  readonly text: readonly Slice[];
  /** Its text if only linked data has it. */
  readonly said?: string;
}

/** A post whose role is not known yet. */
export interface Talk extends Omit<FoundPost, 'role'> {
  /** Its first line, stamps included. */
  readonly first: number;
  /** Number of the post as printed, or null. */
  readonly floor: number | null;
  /** What its element and those around it are called; empty in bare text. */
  readonly called: string;
  /** Number of the element, and of the post it stands inside; 0 for none. */
  readonly number: number;
  readonly outer: number;
}
