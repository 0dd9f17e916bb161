import type { IncomingMessage } from 'node:http';
import { Unreadable } from '../../archives/index.ts';
import { Passing } from './retry.ts';
import { allOf } from './whole.ts';
import { Parser } from 'htmlparser2';

/** An answer of a store. */
export interface Answer {
  /** Name of the root element. */
  readonly root: string;
  /** Texts of the elements in the root, by name. */
  readonly texts: ReadonlyMap<string, string>;
  /** Elements in the root that hold others, and the texts of those. */
  readonly rows: readonly Row[];
}

export interface Row {
  readonly name: string;
  readonly texts: ReadonlyMap<string, string>;
}

/** A page of a thousand keys of 1,024 bytes, each percent-encoded, and as much again. */
const MAX_BYTES = 2 ** 23;

/** Reads an answer to its end. Throws Passing if it is cut short, Unreadable if it is too long or has none of these roots. */
export async function xmlOf(answer: IncomingMessage, roots: readonly string[]): Promise<Answer> {
  const text = (await allOf(answer, MAX_BYTES)).toString();
  const read = parsed(text);
  if (!roots.includes(read.root)) throw new Unreadable('the server does not answer as S3 does');
  if (!text.includes(`</${read.root}>`)) throw new Passing('the answer of the server is cut short');
  return read;
}

function parsed(xml: string): Answer {
  const open: string[] = [];
  const texts = new Map<string, string>();
  const rows: Row[] = [];
  let row = new Map<string, string>();
  let root = '';
  let text = '';
  const parser = new Parser(
    {
      onopentag: (name) => {
        open.push(name);
        if (open.length === 1) root = name;
        if (open.length === 2) row = new Map();
        text = '';
      },
      ontext: (more) => {
        text += more;
      },
      onclosetag: (name) => {
        if (open.length === 3) row.set(name, text);
        else if (open.length === 2 && row.size > 0) rows.push({ name, texts: row });
        else if (open.length === 2) texts.set(name, text);
        open.pop();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return { root, texts, rows };
}
