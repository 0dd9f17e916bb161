import { languageIn } from './code-language.ts';
import { PREFORMATTED } from './elements.ts';
import type { LineBuilder } from './line-builder.ts';
import type { Listing, OpenElement, Stated } from './open-elements.ts';
import type { Mutable, Tag } from './tokenizer.ts';

/** Classes of wrappers that highlighters put around code, and of the `pre` itself. */
const WRAPPER =
  /(?:^|\s)(?:highlight|highlighter-rouge|codehilite|sourceCode|syntaxhighlighter|prettyprint|hljs|code|code-?block|rouge-code|brush:)(?=[\s:]|$)/i;

/** What an element is to preformatted text: that which it is in, what is said of such text, whether it holds line numbers. */
export function listingIn(
  builder: LineBuilder,
  tag: Tag,
  around: OpenElement,
): Pick<OpenElement, 'listing' | 'stated' | 'gutter'> {
  const stated = statedIn(tag, around.stated);
  const gutter = around.gutter || isGutter(tag, around.listing);
  if (PREFORMATTED.has(tag.name)) return { listing: { stated, lines: builder.lines.length }, stated, gutter };
  if (tag.name === 'code' && around.listing !== null) noteCode(builder, around.listing, tag);
  return { listing: around.listing, stated, gutter };
}

/** What an element says of the preformatted text in it; `around` is what those around it say. */
function statedIn(tag: Tag, around: Stated): Stated {
  const { name } = tag;
  if (around === 'language' || (name !== 'div' && name !== 'figure' && name !== 'pre')) return around;
  const naming = tag.attribute('class');
  if (naming === null && name !== 'pre') return around;
  if (languageIn(tag) !== '') return 'language';
  return WRAPPER.test(naming ?? '') ? 'code' : around;
}

/** Notes a `code` that begins preformatted text, which it is all of. */
function noteCode({ lines, current }: LineBuilder, listing: Listing, tag: Tag): void {
  if (lines.length > listing.lines || (current !== null && current.text.trim() !== '')) return;
  const stated = languageIn(tag) === '' ? 'code' : 'language';
  if (listing.stated !== 'language') (listing as Mutable<Listing>).stated = stated;
}

/** Classes of the line numbers beside a listing. Of a layout, `gutter` is a column with text. */
const GUTTER = /(?:^|\s)(?:gutter|rouge-gutter|line-?nos?|linenodiv|line-?numbers?|lnt|hljs-ln-numbers)(?:\s|$)/i;

/** Whether an element may hold the numbers of the lines of a listing. */
function isGutter(tag: Tag, around: Listing | null): boolean {
  const { name } = tag;
  if (name !== 'td' && name !== 'div' && name !== 'span' && (name !== 'pre' || around !== null)) return false;
  const naming = tag.attribute('class');
  if (naming === null || !GUTTER.test(naming)) return false;
  return name !== 'pre' || !/line-numbers/i.test(naming); // Prism marks with it code whose lines it will number.
}
