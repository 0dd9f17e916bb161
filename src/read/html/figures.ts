import type { Block, Cell, Container, Figure, FigurePlace } from '../../structure.ts';
import { decodeHTML, decodeHTMLAttribute } from './entities.ts';
import type { Tag } from './tokenizer.ts';

/** A formula under construction: its TeX is found inside it or behind it. */
export interface Formula extends FigurePlace {
  readonly kind: 'formula';
  tex: string;
  /** Whether an attribute states the TeX, which an annotation inside repeats. */
  readonly stated: boolean;
  readonly display: boolean;
}

/** What is around a figure. */
export interface Surroundings {
  readonly block: Block;
  readonly cell: (Cell & { readonly lines: number }) | null;
  readonly formula: Formula | null;
}

function figurePlace({ block: { within }, cell }: Surroundings): FigurePlace {
  return { within, cell, line: cell?.lines ?? 0 };
}

/** Attributes that hold the address of an image until it is scrolled to, then the usual one. */
const SOURCES = ['data-src', 'data-original', 'data-lazy-src', 'data-actualsrc', 'file', 'src'] as const;
/** Pictures of the people who write, in classes and addresses. */
const AVATAR = /(?:^|[^a-z])(?:user-?|no)?(?:avatars?|gravatar|userface|headimg)(?![a-z])/i;
/** Images up to this size, in pixels, are icons or count visits. */
const MAX_ICON_PIXELS = 24;
/** Classes and addresses of images of formulas, whose alternative text is TeX. */
const FORMULA_IMAGE = /\b(?:tex|latex|mathjax|mwe-math-fallback-image-\w+|formula|equation)\b/i;
const FORMULA_ADDRESS = /[/.](?:latex|codecogs|equation|mathtex|mimetex)[/.?]/i;
const TEX = /[\\^_{}=+]|^[\w\s]$/;

/** The image or formula that an `img` shows; null for one without an address, an icon and a placeholder. */
export function imageOf(tag: Tag, container: Container | null, around: Surroundings): Figure | null {
  const alt = decodeHTMLAttribute(tag.attribute('alt') ?? '').trim();
  const naming = tag.attribute('class') ?? '';
  const own = tag.attribute('src') ?? '';
  if (alt !== '' && TEX.test(alt) && (FORMULA_IMAGE.test(naming) || FORMULA_ADDRESS.test(own)))
    return { kind: 'formula', tex: texOf(alt), display: false, ...figurePlace(around) };
  const address =
    SOURCES.map((name) => addressOf(tag.attribute(name))).find((found) => found != null) ??
    firstOf(tag.attribute('srcset'));
  if (address === null || isIcon(tag) || AVATAR.test(naming) || AVATAR.test(address)) return null;
  return { kind: 'image', alt: alt.replace(/\s+/g, ' '), address, container, ...figurePlace(around) };
}

/** The first address of a list of images of several sizes. */
function firstOf(srcset: string | null): string | null {
  return addressOf(/[^\s,]\S*/.exec(srcset ?? '')?.[0].replace(/,$/, '') ?? null);
}

function isIcon(tag: Tag): boolean {
  const [width, height] = ['width', 'height'].map((name) => Number.parseInt(tag.attribute(name) ?? '', 10));
  return (width ?? NaN) <= MAX_ICON_PIXELS && !((height ?? NaN) > MAX_ICON_PIXELS);
}

/** Schemes of addresses that lead to no page. */
const NO_PAGE = /^(?:javascript|vbscript|data|file|blob|about):/i;

/** An address as it stands in an attribute, or null if it leads nowhere. */
export function addressOf(value: string | null): string | null {
  if (value === null) return null;
  const address = decodeHTMLAttribute(value)
    .replace(/[\t\n\r]/g, '')
    .trim();
  return address === '' || address === '#' || NO_PAGE.test(address) ? null : address;
}

/** Classes of elements that hold one formula in one or several forms. */
const FORMULA =
  /^(?:katex|katex-display|MathJax(?:_(?:CHTML|SVG|Display|SVG_Display))?|MJXc-display|mwe-math-element|ztext-math)\b/;
/** Their first letters: most classes have another. */
const FIRST_LETTERS = 'kMmz';

/** The formula that an element is or is part of; null if it is none. */
export function formulaOf(tag: Tag, around: Surroundings): Formula | null {
  const { name } = tag;
  const { formula } = around;
  if (formula !== null) return name === 'annotation' && !/tex/i.test(tag.attribute('encoding') ?? '') ? null : formula;
  if (name === 'math') return newFormula(tag, tag.attribute('alttext'), around);
  if (name === 'mjx-container') return newFormula(tag, null, around);
  if (name !== 'span' && name !== 'div') return null;
  const naming = tag.attribute('class');
  if (naming === null || !FIRST_LETTERS.includes(naming.charAt(0)) || !FORMULA.test(naming)) return null;
  return newFormula(tag, tag.attribute('data-tex') ?? tag.attribute('data-latex'), around);
}

function newFormula(tag: Tag, tex: string | null, around: Surroundings): Formula {
  const isDisplayed = ['block', 'true'].includes(tag.attribute('display') ?? '');
  const display = isDisplayed || /display/i.test(tag.attribute('class') ?? '');
  const source = texOf(decodeHTMLAttribute(tex ?? ''));
  return { kind: 'formula', tex: source, stated: source !== '', display, ...figurePlace(around) };
}

/** TeX on one line. MediaWiki puts a switch of style around it. */
export function texOf(source: string): string {
  const tex = source.replace(/\s+/g, ' ').trim();
  return /^\{\\(?:display|text)style (.*)\}$/.exec(tex)?.[1]?.trim() ?? tex;
}

/** The formula of a script of MathJax, or null for other scripts. `code` is its content. */
export function scriptFormula(type: string, code: string, around: Surroundings): Formula | null {
  if (!/^\s*math\/tex/i.test(type)) return null;
  const display = /mode\s?=\s?display/i.test(type);
  return { kind: 'formula', tex: texOf(code), stated: true, display, ...figurePlace(around) };
}

/** Adds the TeX in an annotation to its formula, unless an attribute states it. */
export function addTex(formula: Formula, source: string): void {
  if (formula.stated) return;
  formula.tex = texOf(`${formula.tex} ${decodeHTML(source)}`);
}
