import MarkdownIt from 'markdown-it';

const parser = new MarkdownIt({ html: true });

/** Markdown as HTML: CommonMark with the tables and strikethrough of GFM. */
export function htmlOf(markdown: string): string {
  return parser.render(markdown);
}

/** The text that a person reads in rendered Markdown, without white space. */
export function shownBy(markdown: string): string {
  const html = htmlOf(markdown).replace(/<[^<>]*>/g, '');
  return html
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name] ?? '')
    .replace(/\s+/g, '');
}
