/** Whether decoded text is an HTML page: it starts with a doctype or structural tag (after comments and an XML declaration), or has many tags. */
export function looksLikeHtml(text: string): boolean {
  if (!text.slice(0, 2048).includes('<')) return false;
  const head = text.slice(0, 2048).trimStart().toLowerCase();
  const opening = head.replace(/^(?:<\?xml[^>]*>|<!--[^>]*-->|\s)*/, '');
  if (
    /^<(?:!doctype\s+(?:html|netscape-bookmark-file-1)|html|head|body|meta|title|article|div|table)[\s>]/.test(opening)
  )
    return true;
  if (/^<[a-z][a-z-]*[\s>]/.test(opening)) return countTags(text.slice(0, 65_536).toLowerCase()) > 8;
  return countTags(head) > 8;
}

function countTags(head: string): number {
  return (head.match(/<(?:html|head|body|meta|title|div|p|a|br|table|script|span)[\s/>]/g) ?? []).length;
}

/** Whether a text is an HTML fragment, judging by its start or by closing tags. For fields known to hold an article; prose elsewhere may mention tags. */
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
/** Elements whose closing tag is optional. */
const OPTIONAL = names('p li td th tr tbody thead tfoot dt dd');
const KNOWN = names(
  'div h1 h2 h3 h4 h5 h6 ul ol dl table caption section article header footer main aside nav blockquote figure figcaption pre center a span strong em b i u s sub sup small font code mark ruby rt rp video audio iframe',
);

/**
 * Whether a text is an HTML fragment and nothing else: it starts with a tag, all tags are known and closed, and it ends with a
 * tag or has two paragraphs that end like sentences; or it is divided by paragraph and line break tags. For text that may also
 * be prose about tags, or code.
 */
export function isFragment(text: string): boolean {
  if (!text.includes('<')) return false;
  const trimmed = text.trim();
  if (isParted(trimmed)) return true;
  if (!/^<[a-z][a-z1-6]*[\s/>]/i.test(trimmed) || !/\p{Script=Han}/u.test(trimmed)) return false;
  const whole = trimmed.endsWith('>') || (trimmed.match(SENTENCE_END) ?? []).length > 1;
  return whole && isClosed(trimmed);
}

/** Words that indicate prose about tags. */
const ABOUT_TAGS = /标[签記记籤]|元素|换行|換行|网页|網頁|代码|代碼|html|css/i;
/** A tag that separates paragraphs or lines. */
const PARTING = /<(?:p|br)(?:\s[^<>]*)?\/?>/gi;
/** Whether a Chinese text is divided by paragraph tags (the first at its start) or line break tags, and by nothing else. */
function isParted(text: string): boolean {
  const tags = text.match(PARTING) ?? [];
  const breaks = tags.filter((tag) => /^<b/i.test(tag)).length;
  const opens = /^<p[\s>]/i.test(text) && tags.length - breaks > 1;
  if ((breaks === 0 && !opens) || ABOUT_TAGS.test(text) || hasOtherLines(text)) return false;
  const pieces = text.split(PARTING).filter((piece) => piece.trim() !== '');
  return pieces.length > 1 && pieces.every((piece) => HAN.test(piece)) && !BESIDE.test(text) && isClosed(text);
}

/** Whether a line that ends without a tag is followed by one that begins without a tag. */
function hasOtherLines(text: string): boolean {
  const lines = text
    .split(/[\n\r]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.some((line, index) => index > 0 && !line.startsWith('<') && lines[index - 1]?.endsWith('>') !== true);
}

const HAN = /\p{Script=Han}/u;
/** A tag with a space on both sides, inside a line. */
const BESIDE = /\S <(?:p|br)(?:\s[^<>]*)?\/?> \S/i;

const SENTENCE_END = /[。！？…”」]<\/(?:p|div|li|h[1-6])>/gi;
const TAG = /<(\/?)([a-z][a-z\d-]*)(?:[\s/][^<>]*)?>/gi;

/** Whether every tag is known and every element closed, unless its closing tag is optional. */
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

/** Pops the elements that a closing tag ends; false if it ends none, or one that needs its own closing tag. */
function closes(open: string[], name: string): boolean {
  for (let last = open.pop(); last !== undefined; last = open.pop()) {
    if (last === name) return true;
    if (!OPTIONAL.has(last)) return false;
  }
  return false;
}
