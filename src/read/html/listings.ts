import { languageIn } from './code-language.ts';
import { PREFORMATTED } from './elements.ts';
import type { LineBuilder } from './line-builder.ts';
import type { Listing, OpenElement, Stated } from './open-elements.ts';
import type { Naming } from './naming.ts';
import type { Mutable, Tag } from './tokenizer.ts';

/** What an element of that class is to preformatted text: that which it is in, what is said of such text, whether it holds line numbers. */
export function listingIn(
  builder: LineBuilder,
  tag: Tag,
  naming: Naming | null,
  around: OpenElement,
): Pick<OpenElement, 'listing' | 'stated' | 'gutter'> {
  const stated = statedIn(tag, naming, around.stated);
  const gutter = around.gutter || isGutter(tag, naming, around.listing);
  if (PREFORMATTED.has(tag.name)) return { listing: { stated, lines: builder.lines.length }, stated, gutter };
  if (tag.name === 'code' && around.listing !== null) noteCode(builder, around.listing, tag);
  return { listing: around.listing, stated, gutter };
}

/** What an element says of the preformatted text in it; `around` is what those around it say. */
function statedIn(tag: Tag, naming: Naming | null, around: Stated): Stated {
  const { name } = tag;
  if (around === 'language' || (name !== 'div' && name !== 'figure' && name !== 'pre')) return around;
  if (naming === null && name !== 'pre') return around;
  if ((name !== 'div' || naming?.language === true) && languageIn(tag) !== '') return 'language';
  return naming?.wrapper === true ? 'code' : around;
}

/** Notes a `code` that begins preformatted text, which it is all of. */
function noteCode({ lines, current }: LineBuilder, listing: Listing, tag: Tag): void {
  if (lines.length > listing.lines || (current !== null && current.text.trim() !== '')) return;
  const stated = languageIn(tag) === '' ? 'code' : 'language';
  if (listing.stated !== 'language') (listing as Mutable<Listing>).stated = stated;
}

/** Whether an element may hold the numbers of the lines of a listing. */
function isGutter({ name }: Tag, naming: Naming | null, around: Listing | null): boolean {
  if (naming?.gutter !== true) return false;
  if (name !== 'td' && name !== 'div' && name !== 'span' && (name !== 'pre' || around !== null)) return false;
  return name !== 'pre' || !naming.lower.includes('line-numbers'); // Prism marks with it code whose lines it will number.
}
