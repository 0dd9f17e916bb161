import { createRequire } from 'node:module';
import { entitiesOf } from './entities.ts';

/** Callbacks for XML events, in source order. Offsets are in UTF-16 units. */
export interface XmlSink {
  /** `name` with its prefix, as written; `end` is the offset after the tag. */
  readonly open: (name: string, attributes: Readonly<Record<string, string>>, end: number) => void;
  readonly text: (text: string) => void;
  /** `end` is the offset after the tag. */
  readonly close: (name: string, end: number) => void;
}

const require = createRequire(import.meta.url);

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The part of saxes that is used; its own types fail under `exactOptionalPropertyTypes`. */
interface Parser {
  readonly position: number;
  /** Replacement texts of entities, initially those predefined in XML. */
  readonly ENTITIES: Record<string, string>;
  readonly on: ((event: 'opentag' | 'closetag', handler: (tag: Tag) => void) => void) &
    ((event: 'text' | 'cdata' | 'doctype', handler: (text: string) => void) => void) &
    ((event: 'error', handler: () => void) => void);
  readonly write: (xml: string) => Parser;
  readonly close: () => void;
}
interface Saxes {
  readonly SaxesParser: new (options: {
    readonly xmlns: boolean;
    readonly position: boolean;
    readonly fragment: boolean;
  }) => Parser;
}
let saxes: Saxes | null = null;

/** Parses XML leniently: errors are ignored, entities declared in the doctype are resolved within limits. Depth costs nothing. */
export function scanXml(xml: string, sink: XmlSink): void {
  saxes ??= require('saxes') as Saxes;
  const parser = new saxes.SaxesParser({ xmlns: false, position: false, fragment: true });
  parser.on('error', () => undefined);
  parser.on('doctype', (declared) => {
    entitiesOf(declared, parser.ENTITIES, xml.length);
  });
  parser.on('opentag', ({ name, attributes }) => {
    sink.open(name, attributes, parser.position);
  });
  parser.on('text', sink.text);
  parser.on('cdata', sink.text);
  parser.on('closetag', ({ name }) => {
    sink.close(name, parser.position);
  });
  parser.write(xml).close();
}

/** Matches what may precede the root: white space, declaration, processing instructions, comments, a doctype with its declarations. */
const PROLOG = /\s+|<\?[^>]*>|<!--|<!doctype[^[>]*(?:\[|>)/iy;

/** Name of the root element with its prefix, in lower case; empty if there is none. */
export function rootOf(xml: string): string {
  let at = xml.startsWith('\uFEFF') ? 1 : 0;
  for (;;) {
    PROLOG.lastIndex = at;
    const found = PROLOG.exec(xml)?.[0];
    if (found === undefined)
      return (
        /^<([\p{L}_\x80-\uffff][\p{L}\p{N}_.:\x80-\uffff-]{0,60})(?=[\s/>]|$)/u
          .exec(xml.slice(at, at + 80))?.[1]
          ?.toLowerCase() ?? ''
      );
    const end = found === '<!--' ? xml.indexOf('-->', at) : found.endsWith('[') ? xml.indexOf(']>', at) : at;
    if (end < 0) return declaredRoot(found);
    at = end === at ? at + found.length : end + (found === '<!--' ? 3 : 2);
  }
}

/** Name of the root element from a doctype, in lower case, since the root itself may be beyond the given prefix. */
function declaredRoot(doctype: string): string {
  return /^<!doctype\s+([^\s[]{1,60})/i.exec(doctype)?.[1]?.toLowerCase() ?? '';
}

/** Local name without the prefix, in lower case. */
export function local(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1).toLowerCase();
}
