import { scanXml } from './parser.ts';

/** A child element of the root. */
export interface Child {
  /** With its prefix, in lower case. */
  readonly name: string;
  /** As written. */
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** All text inside, with entities resolved. */
  readonly text: string;
  /** Inner XML as written. */
  readonly inner: string;
  /** Texts of the child elements by lower-case name, the first of each; empty if there is text beside them. */
  readonly parts: ReadonlyMap<string, string>;
}

/** Maximum number of elements in one item; more are an attack. */
const MAX_ELEMENTS = 10_000;

/** The child elements of the root; truncated XML is read as far as it goes. */
export function childrenOf(xml: string): readonly Child[] {
  const children: Child[] = [];
  let depth = 0;
  let current: Building | null = null;
  scanXml(xml, {
    open: (name, attributes, end) => {
      depth++;
      if (depth === 2)
        current = {
          name: name.toLowerCase(),
          tag: name,
          attributes,
          texts: [],
          start: end,
          parts: new Map(),
          part: null,
          own: false,
        };
      else if (depth === 3 && current !== null) current.part = [];
    },
    text: (text) => {
      current?.texts.push(text);
      current?.part?.push(text);
      if (depth === 2 && current !== null && text.trim() !== '') current.own = true;
    },
    close: (name, end) => {
      depth--;
      if (depth === 2) endPart(current, name);
      if (depth !== 1 || current === null) return;
      if (children.length < MAX_ELEMENTS) children.push(built(current, xml, end));
      current = null;
    },
  });
  return children;
}

interface Building {
  readonly name: string;
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly texts: string[];
  readonly start: number;
  readonly parts: Map<string, string>;
  part: string[] | null;
  own: boolean;
}

function endPart(current: Building | null, name: string): void {
  if (current?.part == null) return;
  const key = name.toLowerCase();
  if (!current.parts.has(key) && current.parts.size < MAX_ELEMENTS)
    current.parts.set(key, current.part.join('').trim());
  current.part = null;
}

function built({ name, tag, attributes, texts, start, parts, own }: Building, xml: string, end: number): Child {
  const inner = xml.slice(start, Math.max(start, xml.lastIndexOf('<', end - 1)));
  return { name, tag, attributes, text: texts.join(''), inner, parts: own ? new Map() : parts };
}
