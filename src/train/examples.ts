import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from '../pipeline.ts';
import { evidenceOf } from '../strip/body/evidence.ts';
import type { Evidence } from '../strip/body/evidence.ts';
import { featuresOf } from '../strip/body/line-features.ts';
import type { Column, NamedColumn } from '../strip/body/column.ts';
import type { Page } from '../strip/page.ts';
import { findBoilerplate } from '../strip/index.ts';
import { matchFormOf } from '../text/match-form.ts';
import type { Document } from '../types.ts';
import { labelsOf } from './labels.ts';

/** A labelled page with the features that the body models are trained on. */
export interface Example {
  readonly document: Document;
  readonly evidence: Evidence;
  /** For each line, the rule that already removes it, or null. */
  readonly marks: readonly (string | null)[];
  readonly features: readonly NamedColumn[];
  /** For each line, the share of it that is body, 0 to 1. */
  readonly labels: Column;
  /** Sites it is made from; pages of one site always go to the same fold. */
  readonly sites: readonly string[];
  readonly weight: number;
}

/** A line of `gold.jsonl`. */
interface Gold {
  readonly id: string;
  readonly url?: string;
  readonly body?: string;
  readonly body_unusable?: unknown;
}

/** A line of `lines.jsonl`. */
export interface GoldLines {
  readonly id: string;
  readonly lines: readonly string[];
  readonly lab: readonly number[];
}

/** Weight of forum pages, of which there are few. */
const FORUM_WEIGHT = 3;

/** Reads `pages/<id>.html`, with bodies from `gold.jsonl`. */
export function markupExamples(folder: string): readonly Example[] {
  return goldOf(folder).flatMap((gold) => {
    const { id, body } = gold;
    if (body === undefined || body === '' || gold.body_unusable !== undefined) return [];
    const document = documentOf(readFileSync(join(folder, 'pages', `${id}.html`)), 'html');
    const lines = document.text.split('\n').map(matchFormOf);
    // The body goes through the same stages as the page, so that both match.
    const wanted = matchFormOf(documentOf(Buffer.from(body), 'text').text);
    return [exampleOf(document, labelsOf(lines, wanted), [siteOf(gold)])];
  });
}

/** Reads `lines.jsonl`: pages without markup as lines, each labelled as body or not. */
export function textExamples(folder: string): readonly Example[] {
  const sites = new Map(goldOf(folder).map((gold) => [gold.id, siteOf(gold)]));
  return (jsonl(join(folder, 'lines.jsonl')) as readonly GoldLines[]).flatMap(({ id, lines, lab }) => {
    if (!lab.includes(1)) return [];
    const document = documentOf(Buffer.from(lines.join('\n')), 'text');
    return [exampleOf(document, Float32Array.from(lab), [sites.get(id) ?? id])];
  });
}

/** Runs strip on a document up to the body models and returns their input with the given labels. */
export function exampleOf(document: Document, labels: Column, sites: readonly string[], share = 1): Example {
  const empty = { page: { blocks: [], lines: [], meta: [], markup: false }, marks: [], headline: null };
  let shown: { page: Page; marks: readonly (string | null)[]; headline: number | null } = empty;
  findBoilerplate(document, new Set(), {}, (page, marks, headline) => {
    shown = { page, marks: [...marks], headline };
    return new Set();
  });
  const { marks } = shown;
  const evidence = evidenceOf(shown.page, marks, shown.headline);
  const weight = share * (evidence.forum.isForum ? FORUM_WEIGHT : 1);
  return { document, evidence, marks, features: featuresOf(evidence), labels, sites, weight };
}

function goldOf(folder: string): readonly Gold[] {
  return jsonl(join(folder, 'gold.jsonl')) as readonly Gold[];
}

function documentOf(bytes: Uint8Array, format: 'html' | 'text'): Document {
  return prepare({ bytes, charset: null, path: '', pathBytes: null, member: null, format, url: null }).document;
}

/** The site of a page: the last two labels of its host, or three below com.cn and the like. */
function siteOf({ id, url }: Gold): string {
  if (url === undefined) return id;
  const labels = new URL(url).hostname.split('.');
  const kind = /^(?:com|net|org|gov|edu)$/.test(labels.at(-2) ?? '');
  return labels.slice(kind ? -3 : -2).join('.');
}

function jsonl(file: string): readonly unknown[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}
