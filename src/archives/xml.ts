import { isUtf8 } from 'node:buffer';
import { Parser } from 'htmlparser2';
import { Damage } from './damage.ts';

/** An element of an XML document, which may be damaged. */
export interface Element {
  /** Local name in lower case. */
  readonly name: string;
  /** By qualified name in lower case. */
  readonly attributes: Readonly<Record<string, string>>;
  /** All text inside, up to `MAX_TEXT_UNITS` code units, with white space collapsed. */
  readonly text: string;
  /** End of its descendants in the list: they run from the next element up to this index. */
  readonly end: number;
}

/** More elements than this in a document are an attack. */
const MAX_ELEMENTS = 2 ** 18;
const MAX_DEPTH = 256;

/** All elements in document order, as a flat list, so that nothing recurses. Throws Damage for too many or too deep ones. */
export function elementsOf(xml: string): readonly Element[] {
  const found: { name: string; attributes: Record<string, string>; start: number; stop: number; end: number }[] = [];
  const open: number[] = [];
  const texts: string[] = [];
  let length = 0;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (found.length >= MAX_ELEMENTS || open.length >= MAX_DEPTH)
          throw new Damage('holds too many elements, or nests them too deep');
        open.push(found.length);
        found.push({ name: local(name), attributes, start: length, stop: length, end: 0 });
      },
      ontext: (text) => {
        texts.push(text);
        length += text.length;
      },
      onclosetag: () => {
        const element = found[open.pop() ?? -1];
        if (element !== undefined) [element.stop, element.end] = [length, found.length];
      },
    },
    { xmlMode: true, decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.end(xml);
  const all = texts.join('');
  return found.map(({ name, attributes, start, stop, end }) => {
    return {
      name,
      attributes,
      end,
      text: all
        .slice(start, Math.min(stop, start + MAX_TEXT_UNITS))
        .replace(/\s+/g, ' ')
        .trim(),
    };
  });
}

/** Longest text kept of an element, in code units: titles and names are short. */
const MAX_TEXT_UNITS = 2 ** 10;

/** The elements of a list that are inside one of them. */
export function inside(list: readonly Element[], element: Element): readonly Element[] {
  return list.slice(list.indexOf(element) + 1, element.end);
}

function local(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}

/** Decodes XML by its byte order mark, as UTF-8 if valid, by its declaration, or as GB18030, which hand-made books use. */
export function xmlText(bytes: Buffer): string {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  if (isUtf8(bytes)) return new TextDecoder('utf-8').decode(bytes);
  const declared = /^[^>]{0,200}encoding\s*=\s*["']([\w-]{2,20})/.exec(bytes.toString('latin1', 0, 256))?.[1];
  try {
    return new TextDecoder(declared === undefined || /^utf-?8$/i.test(declared) ? 'gb18030' : declared).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
