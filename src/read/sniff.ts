/** Whether decoded text is a page of markup: it opens with a doctype or a tag of a page's frame, comments and an XML declaration aside. */
export function looksLikeHtml(text: string): boolean {
  if (!text.slice(0, 2048).includes('<')) return false;
  const head = text.slice(0, 2048).trimStart().toLowerCase();
  const opening = head.replace(/^(?:<\?xml[^>]*>|<!--[^>]*-->|\s)*/, '');
  if (/^<(?:!doctype\s+html|html|head|body|meta|title|article|div|table)[\s>]/.test(opening)) return true;
  if (/^<[a-z][a-z-]*[\s>]/.test(opening)) return countTags(text.slice(0, 65_536).toLowerCase()) > 8;
  return countTags(head) > 8;
}

function countTags(head: string): number {
  return (head.match(/<(?:html|head|body|meta|title|div|p|a|br|table|script|span)[\s/>]/g) ?? []).length;
}

/** Whether a part of a page: its first characters, or tags that end something, say so. For fields known to hold an article; prose may well speak of a tag. */
export function looksLikeFragment(text: string): boolean {
  if (!text.includes('<')) return false;
  return (
    /^\s*<(?:p|div|span|section|figure|img|h[1-6]|ul|ol|table|blockquote|strong|em|a|br|font|center|article|!--)[\s/>-]/i.test(
      text,
    ) || CLOSING.test(text)
  );
}

const CLOSING = /<\/(?:p|div|span|strong|li|h[1-6]|a|td)\s?>|<br\s?\/?>|<img\s[^<>]{0,500}>/i;

const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const EMPTY = names('br hr img wbr source track');
/** Their closing tag may be left out. */
const OPTIONAL = names('p li td th tr tbody thead tfoot dt dd');
const KNOWN = names(
  'div h1 h2 h3 h4 h5 h6 ul ol dl table caption section article header footer main aside nav blockquote figure figcaption pre center a span strong em b i u s sub sup small font code mark ruby rt rp video audio iframe',
);

/**
 * Whether a text is nothing but a part of a page: it opens with a tag, all its tags are known and closed, and it ends with
 * one or has two paragraphs that end as sentences do. For fields that may as well hold prose about tags, or code.
 */
export function isFragment(text: string): boolean {
  const trimmed = text.trim();
  if (!/^<[a-z][a-z1-6]*[\s/>]/i.test(trimmed) || !/\p{Script=Han}/u.test(trimmed)) return false;
  const whole = trimmed.endsWith('>') || (trimmed.match(SENTENCE_END) ?? []).length > 1;
  return whole && isClosed(trimmed);
}

const SENTENCE_END = /[。！？…”」]<\/(?:p|div|li|h[1-6])>/gi;
const TAG = /<(\/?)([a-z][a-z\d-]*)(?:[\s/][^<>]*)?>/gi;

/** Whether every tag is known and every element closed. */
function isClosed(markup: string): boolean {
  const open: string[] = [];
  for (const [, slash, written = ''] of markup.matchAll(TAG)) {
    const name = written.toLowerCase();
    if (EMPTY.has(name)) continue;
    if (!KNOWN.has(name) && !OPTIONAL.has(name)) return false;
    if (slash === '') open.push(name);
    else if (!closes(open, name)) return false;
  }
  return open.length === 0;
}

/** Takes off what a closing tag ends; false where it ends nothing, or something that has a closing tag of its own. */
function closes(open: string[], name: string): boolean {
  for (let last = open.pop(); last !== undefined; last = open.pop()) {
    if (last === name) return true;
    if (!OPTIONAL.has(last)) return false;
  }
  return false;
}
