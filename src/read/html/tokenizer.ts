/** A tag in the source; offsets are in UTF-16 units. Valid only until the sink returns, since the object is reused. */
export interface Tag {
  /** Lower case. */
  readonly name: string;
  readonly start: number;
  /** Offset after the closing `>`. */
  readonly end: number;
  /** Written as `<name …/>`. */
  readonly selfClosing: boolean;
  /** Raw value of an attribute, with character references undecoded; empty if it has none, null if it is absent. */
  readonly attribute: (name: string) => string | null;
}

/** Callbacks for markup events, in source order. */
export interface MarkupSink {
  readonly text: (start: number, end: number) => void;
  readonly open: (tag: Tag) => void;
  readonly close: (name: string, start: number) => void;
  /** Content of an element without markup inside (`script`, `style`, `title`, `textarea` …), between its `open` and `close`. */
  readonly raw: (name: string, start: number, end: number) => void;
}

/** Elements whose content is not markup. */
const RAW = new Set('script style title textarea xmp iframe noembed noframes noscript plaintext'.split(' '));

/**
 * Tokenizes markup as the HTML standard does (section 13.2.5), with two exceptions: a `<!--` inside a script does not hide the script's end, and
 * an unclosed `title` ends at the next tag. One pass without recursion, at least an order of magnitude faster than a tokenizer that examines each
 * character, such as that of parse5; tests compare the two.
 */
export function scanMarkup(html: string, sink: MarkupSink): void {
  const attributes: Attributes = { bounds: [], count: 0 };
  const tag = {
    name: '',
    start: 0,
    end: 0,
    selfClosing: false,
    attribute: (wanted: string) => attribute(html, attributes, wanted),
  };
  const state: TokenizerState = { sink, tag, attributes, unclosed: new Set() };
  let text = 0;
  let at = html.indexOf('<');
  while (at >= 0) {
    const kind = kindAt(html, at + 1);
    if (kind === 'text') {
      at = html.indexOf('<', at + 1);
      continue;
    }
    if (at > text) sink.text(text, at);
    text = kind === 'open' ? openTag(html, at, state) : kind === 'close' ? closeTag(html, at, sink) : skip(html, at);
    at = html.indexOf('<', text);
  }
  if (text < html.length) sink.text(text, html.length);
}

function kindAt(html: string, at: number): 'open' | 'close' | 'skip' | 'text' {
  const code = html.charCodeAt(at);
  if (isLetter(code)) return 'open';
  if (code === 0x2f) return at + 1 >= html.length ? 'text' : isLetter(html.charCodeAt(at + 1)) ? 'close' : 'skip';
  return code === 0x21 || code === 0x3f ? 'skip' : 'text';
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** Offset after a comment, doctype, processing instruction, or `</` that is not followed by a letter. */
function skip(html: string, at: number): number {
  if (!html.startsWith('<!--', at)) {
    const end = html.indexOf('>', at);
    return end < 0 ? html.length : end + 1;
  }
  const ending = /--!?>/g;
  ending.lastIndex = at + 2;
  for (let match = ending.exec(html); match; match = ending.exec(html)) {
    if (match[0] === '-->' || match.index >= at + 4) return ending.lastIndex;
  }
  return html.length;
}

/** Tokenizer state: the sink, and the tag and its attribute bounds, which are reused for each tag. */
interface TokenizerState {
  readonly sink: MarkupSink;
  readonly tag: Mutable<Tag>;
  readonly attributes: Attributes;
  /** Raw elements without a further closing tag, so that the rest is searched only once. */
  readonly unclosed: Set<string>;
}

/** Attributes of a tag. Kept from tag to tag: to empty an array takes longer than to fill it. */
interface Attributes {
  /** Four offsets for each: the bounds of its name and of its value. */
  readonly bounds: number[];
  /** Number of offsets in use. */
  count: number;
}

/** A type whose properties may be assigned. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function openTag(html: string, at: number, { sink, tag, attributes, unclosed }: TokenizerState): number {
  attributes.count = 0;
  const nameEnd = endOfName(html, at + 1);
  const end = readAttributes(html, nameEnd, attributes);
  if (end < 0) return html.length;
  const name = nameBetween(html, at + 1, nameEnd);
  tag.name = name;
  tag.start = at;
  tag.end = end;
  tag.selfClosing = html.charCodeAt(end - 2) === 0x2f && !endsInValue(attributes, end - 1);
  sink.open(tag);
  if (!RAW.has(name)) return end;
  const rawEnd = endOfRaw(html, end, name, unclosed);
  sink.raw(name, end, rawEnd);
  return rawEnd;
}

function closeTag(html: string, at: number, sink: MarkupSink): number {
  const nameEnd = endOfName(html, at + 2);
  const end = html.charCodeAt(nameEnd) === 0x3e ? nameEnd + 1 : readAttributes(html, nameEnd, null);
  if (end < 0) return html.length;
  sink.close(nameBetween(html, at + 2, nameEnd), at);
  return end;
}

/** Cache of recent names by length and first and last letter: one string for all tags of a name, so that it is hashed once. */
const names = new Array<string>(0x400).fill('');

function nameBetween(html: string, from: number, to: number): string {
  const [first, last] = [html.charCodeAt(from) & 0x1f, html.charCodeAt(to - 1) & 0x1f];
  const place = (first | (last << 5)) ^ (((to - from) << 6) & 0x3ff);
  const known = names[place] ?? '';
  if (known.length === to - from && html.startsWith(known, from)) return known;
  const name = html.slice(from, to).toLowerCase();
  if (name.length <= MAX_CACHED_UNITS) names[place] = name;
  return name;
}

/** Maximum length of a cached name. HTML names are shorter, and V8 copies such short slices, so that they do not retain the page. */
const MAX_CACHED_UNITS = 12;

/** Offset of the closing tag of a raw element. */
function endOfRaw(html: string, from: number, name: string, unclosed: Set<string>): number {
  const end = unclosed.has(name) ? -1 : closingTag(html, from, name);
  if (end >= 0) return end;
  unclosed.add(name);
  const tag = name === 'title' ? html.indexOf('<', from) : -1;
  return tag < 0 ? html.length : tag;
}

function closingTag(html: string, from: number, name: string): number {
  if (name === 'plaintext') return -1;
  for (let at = html.indexOf('</', from); at >= 0; at = html.indexOf('</', at + 2)) {
    const behind = at + 2 + name.length;
    if (behind < html.length && endsWord(html.charCodeAt(behind)) && isNamed(html, at + 2, name)) return at;
  }
  return -1;
}

function endOfName(html: string, from: number): number {
  let at = from;
  while (at < html.length && !isSpace(html.charCodeAt(at)) && !isTagEnd(html.charCodeAt(at))) at++;
  return at;
}

/** Fills `attributes`, unless it is null; returns the offset after `>`, or -1 if the source ends before it. */
function readAttributes(html: string, from: number, attributes: Attributes | null): number {
  let at = from;
  while (at < html.length) {
    const code = html.charCodeAt(at);
    if (code === 0x3e) return at + 1;
    if (code === 0x2f || isSpace(code)) {
      at++;
      continue;
    }
    const nameStart = at++;
    while (at < html.length && html.charCodeAt(at) !== 0x3d && !endsWord(html.charCodeAt(at))) at++;
    const nameEnd = at;
    at = pastSpace(html, at);
    if (html.charCodeAt(at) !== 0x3d) {
      if (attributes !== null) addAttribute(attributes, nameStart, nameEnd, nameEnd, nameEnd);
      continue;
    }
    at = pastSpace(html, at + 1);
    const quoted = isQuote(html.charCodeAt(at));
    const valueEnd = quoted ? html.indexOf(html.charAt(at), at + 1) : endOfBareValue(html, at);
    if (valueEnd < 0) return -1;
    if (attributes !== null) addAttribute(attributes, nameStart, nameEnd, quoted ? at + 1 : at, valueEnd);
    at = quoted ? valueEnd + 1 : valueEnd;
  }
  return -1;
}

function addAttribute(to: Attributes, nameStart: number, nameEnd: number, start: number, end: number): void {
  const { bounds } = to;
  bounds[to.count++] = nameStart;
  bounds[to.count++] = nameEnd;
  bounds[to.count++] = start;
  bounds[to.count++] = end;
}

function isQuote(code: number): boolean {
  return code === 0x22 || code === 0x27;
}

function endOfBareValue(html: string, from: number): number {
  let at = from;
  while (at < html.length && html.charCodeAt(at) !== 0x3e && !isSpace(html.charCodeAt(at))) at++;
  return at;
}

function pastSpace(html: string, from: number): number {
  let at = from;
  while (isSpace(html.charCodeAt(at))) at++;
  return at;
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d && code !== 0x0b);
}

function isTagEnd(code: number): boolean {
  return code === 0x2f || code === 0x3e;
}

function endsWord(code: number): boolean {
  return isSpace(code) || isTagEnd(code);
}

/** Whether an unquoted value extends to `at`, so that a slash before it belongs to the value. */
function endsInValue({ bounds, count }: Attributes, at: number): boolean {
  return count > 0 && bounds[count - 1] === at && bounds[count - 2] !== at;
}

function attribute(html: string, { bounds, count }: Attributes, wanted: string): string | null {
  for (let i = 0; i < count; i += 4) {
    const [start, end] = [bounds[i] ?? 0, bounds[i + 1] ?? 0];
    if (end - start === wanted.length && isNamed(html, start, wanted)) return html.slice(bounds[i + 2], bounds[i + 3]);
  }
  return null;
}

/** Whether the lower-case name `wanted` is at an offset, ignoring case; most names are ruled out by their first letter. */
function isNamed(html: string, at: number, wanted: string): boolean {
  const code = html.charCodeAt(at);
  if (code < 0x80 && (code | 0x20) !== wanted.charCodeAt(0)) return false;
  return html.startsWith(wanted, at) || html.slice(at, at + wanted.length).toLowerCase() === wanted;
}
