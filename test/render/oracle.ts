import MarkdownIt from 'markdown-it';
import footnotes from 'markdown-it-footnote';

const parser = new MarkdownIt({ html: true });

const withNotes = new MarkdownIt({ html: true }).use(
  // Its types are those of the CommonJS build of the parser.
  footnotes as unknown as Parameters<MarkdownIt['use']>[0],
);

/** The text that a person reads in rendered Markdown with footnotes, without the links back and white space. */
export function shownWithNotes(markdown: string): string {
  return shownIn(withNotes.render(markdown)).replace(/↩\ufe0e/g, '');
}

/** Markdown as HTML: CommonMark with the tables and strikethrough of GFM. */
export function htmlOf(markdown: string): string {
  return parser.render(markdown);
}

/** The text that a person reads in rendered Markdown, without white space. */
export function shownBy(markdown: string): string {
  return shownIn(htmlOf(markdown));
}

function shownIn(html: string): string {
  return html
    .replace(/<[^<>]*>/g, '')
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name] ?? '')
    .replace(/\s+/g, '');
}
