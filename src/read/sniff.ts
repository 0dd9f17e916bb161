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
 * one or has two paragraphs that end as sentences do; or tags for paragraphs and line breaks part it. For what may as well
 * hold prose about tags, or code.
 */
export function isFragment(text: string): boolean {
  if (!text.includes('<')) return false;
  const trimmed = text.trim();
  if (isParted(trimmed)) return true;
  if (!/^<[a-z][a-z1-6]*[\s/>]/i.test(trimmed) || !/\p{Script=Han}/u.test(trimmed)) return false;
  const whole = trimmed.endsWith('>') || (trimmed.match(SENTENCE_END) ?? []).length > 1;
  return whole && isClosed(trimmed);
}

/** Words of prose about tags. */
const ABOUT_TAGS = /标[签記记籤]|元素|换行|換行|网页|網頁|代码|代碼|html|css/i;
/** A tag between paragraphs or lines, which prose does not stand beside with spaces. */
const PARTING = /<(?:p|br)(?:\s[^<>]*)?\/?>/gi;
/** Whether tags for paragraphs (the first before the text) or line breaks part a text in Chinese, and its lines no more than they do. */
function isParted(text: string): boolean {
  const tags = text.match(PARTING) ?? [];
  const breaks = tags.filter((tag) => /^<b/i.test(tag)).length;
  const opens = /^<p[\s>]/i.test(text) && tags.length - breaks > 1;
  if ((breaks === 0 && !opens) || ABOUT_TAGS.test(text) || hasOtherLines(text)) return false;
  const pieces = text.split(PARTING).filter((piece) => piece.trim() !== '');
  return pieces.length > 1 && pieces.every((piece) => HAN.test(piece)) && !BESIDE.test(text) && isClosed(text);
}

/** Whether a line ends without a tag and the next begins without one. */
function hasOtherLines(text: string): boolean {
  const lines = text
    .split(/[\n\r]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.some((line, index) => index > 0 && !line.startsWith('<') && lines[index - 1]?.endsWith('>') !== true);
}

const HAN = /\p{Script=Han}/u;
/** A tag with a space on both sides, in a line. */
const BESIDE = /\S <(?:p|br)(?:\s[^<>]*)?\/?> \S/i;

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
  return open.every((name) => OPTIONAL.has(name));
}

/** Takes off what a closing tag ends; false where it ends nothing, or something that has a closing tag of its own. */
function closes(open: string[], name: string): boolean {
  for (let last = open.pop(); last !== undefined; last = open.pop()) {
    if (last === name) return true;
    if (!OPTIONAL.has(last)) return false;
  }
  return false;
}
