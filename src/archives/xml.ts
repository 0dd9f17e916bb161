import { isUtf8 } from 'node:buffer';
import { Parser } from 'htmlparser2';
import { Damage } from './damage.ts';

/** An element of an XML document, however damaged that is. */
export interface Element {
  /** Without prefix, in lower case. */
  readonly name: string;
  /** Names as written, in lower case. */
  readonly attributes: Readonly<Record<string, string>>;
  /** All text inside, white space made single spaces. */
  readonly text: string;
  /** The elements inside, at any depth: those from the next one up to this position in the list. */
  readonly end: number;
}

/** More elements than this in a table of contents are an attack. */
const MOST = 2 ** 18;
const DEEPEST = 256;

/** The elements of a document in the order of their beginnings, flat, so that no depth is too deep. */
export function elementsOf(xml: string): readonly Element[] {
  const found: { name: string; attributes: Record<string, string>; start: number; stop: number; end: number }[] = [];
  const open: number[] = [];
  const texts: string[] = [];
  let length = 0;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (found.length >= MOST || open.length >= DEEPEST)
          throw new Damage('holds too many elements, or too deep ones');
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
        .slice(start, Math.min(stop, start + LONGEST))
        .replace(/\s+/g, ' ')
        .trim(),
    };
  });
}

/** Longest text that is taken of an element: titles and names are short. */
const LONGEST = 2 ** 10;

/** Those of a list inside one of its elements. */
export function inside(list: readonly Element[], element: Element): readonly Element[] {
  return list.slice(list.indexOf(element) + 1, element.end);
}

function local(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}

/** XML as text: as its mark or declaration says, UTF-8 if it can be, else GB18030, which self-made books are in. */
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
