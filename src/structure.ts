/** The types of what markup says about the structure of a text. Imports nothing. */

/** A quotation, a list item or, in Markdown, a footnote: a block that holds others. */
export interface Holder {
  readonly kind: 'quote' | 'item' | 'note';
  readonly parent: Holder | null;
  /** Equal for the items of one list; 0 for a quotation. */
  readonly list: number;
  /** Number of an item of an ordered list; null for others. */
  readonly number: number | null;
  /** Number of holders around it, itself included. */
  readonly depth: number;
  /** Of a footnote. */
  readonly label?: string;
}

/** A block of text: lines next to each other that share it belong together. */
export interface Block {
  readonly kind: 'heading' | 'paragraph' | 'code' | 'caption';
  /** Level of a heading, 1 to 6; else 0. */
  readonly level: number;
  /** Of code; empty if unknown. */
  readonly language: string;
  readonly within: Holder | null;
}

/** A table of data, as opposed to one that only lays out a page. */
export interface Table {
  readonly isData: boolean;
  readonly hasSpans: boolean;
}

export interface Row {
  readonly table: Table;
  readonly cells: readonly Cell[];
}

export interface Cell {
  readonly row: Row;
  /** Position in its row, from 0. */
  readonly column: number;
  readonly header: boolean;
  readonly colspan: number;
  readonly rowspan: number;
}

/** A DOM ancestor of lines: an element that contains block elements. */
export interface Container {
  /** Position in document order, from 1. */
  readonly number: number;
  readonly parent: Container | null;
}

/** Where an image or a formula is. */
export interface FigurePlace {
  readonly within: Holder | null;
  readonly cell: Cell | null;
  /** Number of lines above it in its cell. */
  readonly line: number;
}

/** An image or a formula. An image has an address and its alternative text; a formula has TeX. */
export type Figure = FigurePlace &
  (
    | { readonly kind: 'image'; readonly alt: string; readonly address: string; readonly container: Container | null }
    | { readonly kind: 'formula'; readonly tex: string; readonly display: boolean }
  );

/** Something inside a line: `[at, end)` of the text as read, in UTF-16 code units. Empty for what has no text, such as an image. */
export interface Mark {
  readonly at: number;
  readonly end: number;
  readonly is:
    | Figure
    | { readonly kind: 'code' }
    | { readonly kind: 'sup' }
    | { readonly kind: 'sub' }
    | { readonly kind: 'link'; readonly address: string }
    | { readonly kind: 'anchor'; readonly name: string }
    | { readonly kind: 'cell'; readonly cell: Cell };
}

/** The place of a line in the structure of its document. */
export interface Structure {
  readonly block: Block;
  /** The row of a table that the line is or is in; null outside tables. */
  readonly row: Row | null;
  /** Whether only a line break divides it from the line above, which is of the same paragraph. */
  readonly continues: boolean;
  readonly marks: readonly Mark[];
  /** Figures on lines of their own, above and below. The same objects are at both of their neighbours. */
  readonly above: readonly Figure[];
  readonly below: readonly Figure[];
  /** In bare text: number of UTF-16 code units of the trimmed line that are marks, such as `## `. */
  readonly skip?: number;
  /** In Markdown: what is written at the end of a line that another follows for the spaces that tidying takes from it. */
  readonly tail?: string;
  /** In Markdown: whether the line is text only because it is indented. */
  readonly indented?: boolean;
  /** In bare text: whether the line is Markdown already (`text`), or delimits code, underlines a heading or is empty but for marks (`delimiter`). */
  readonly markdown?: 'text' | 'delimiter';
}
