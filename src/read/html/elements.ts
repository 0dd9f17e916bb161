const list = (names: string): readonly string[] => names.split(' ');
const words = (names: string): ReadonlySet<string> => new Set(list(names));

/** Void elements, which have no content and no closing tag. */
export const VOID: ReadonlySet<string> = words(
  'area base basefont bgsound br col command embed frame hr img input keygen link meta param source track wbr',
);

/** Elements that start and end a line. */
export const BLOCK: ReadonlySet<string> = words(
  'address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 ' +
    'header hgroup hr html legend li listing main marquee menu nav ol p plaintext pre search section summary table tbody td textarea tfoot th thead title tr ul xmp',
);

/** Blocks that contain other blocks; lines inside one of them are neighbours. */
export const CONTAINER: ReadonlySet<string> = words(
  'article aside blockquote body center details dialog dl fieldset figure footer form header html main menu nav ol search section table td th ul div',
);

/** Elements that mark words in a sentence: a source line break beside their tags counts as one inside the sentence. */
export const EMPHASIS: ReadonlySet<string> = words(
  'b strong i em u s strike del ins sub sup mark q cite dfn big small tt wbr',
);

/** Elements whose content is not text of the page. */
export const SKIPPED: ReadonlySet<string> = words(
  'script style noscript noembed noframes iframe template textarea svg select datalist audio video canvas title rp annotation annotation-xml mjx-assistive-mml',
);

/** Elements that preserve white space. */
export const PREFORMATTED: ReadonlySet<string> = words('pre listing xmp plaintext');

/** Ruby annotations; inside a `ruby` they are not text. */
export const READINGS: ReadonlySet<string> = words('rt rtc rp');

const SCOPES = words('applet caption html marquee object table td th template');
/** Elements that a paragraph around them does not reach into: scopes, and buttons. */
export const ISOLATED: ReadonlySet<string> = words('applet caption html marquee object table td th template button');
const none: ReadonlySet<string> = new Set();

/** Elements that an opening tag closes if they are open, with no element of `within` in between. */
export interface Closing {
  readonly ends: readonly string[];
  readonly within: readonly string[];
}

const ITEM: Closing = { ends: list('li'), within: list('ol ul menu dir') };
const TERM: Closing = { ends: list('dd dt'), within: list('dl') };
const CELL: Closing = { ends: list('td th'), within: list('tr table') };
const ROW: Closing = { ends: list('tr'), within: list('table') };
const GROUP: Closing = { ends: list('tbody thead tfoot'), within: list('table') };
const READING: Closing = { ends: list('rt rp rb rtc'), within: list('ruby') };
const OPTION: Closing = { ends: list('option'), within: list('select') };

/** Opening tags that imply closing tags (HTML standard, section 13.1.2.4). */
export const IMPLIED: ReadonlyMap<string, Closing> = new Map([
  ['li', ITEM],
  ['dd', TERM],
  ['dt', TERM],
  ['td', CELL],
  ['th', CELL],
  ['tr', ROW],
  ['tbody', GROUP],
  ['thead', GROUP],
  ['tfoot', GROUP],
  ['rt', READING],
  ['rp', READING],
  ['rb', READING],
  ['rtc', READING],
  ['option', OPTION],
  ['optgroup', OPTION],
]);

/** What its name says of an element. */
export interface ElementKind {
  readonly block: boolean;
  readonly container: boolean;
  readonly emphasis: boolean;
  readonly isVoid: boolean;
  readonly skipped: boolean;
  readonly preformatted: boolean;
  readonly reading: boolean;
  /** 1 to 6 for a heading, else 0. */
  readonly heading: number;
  /** What its opening tag closes, or null. */
  readonly closing: Closing | null;
  /** A scope: no closing tag inside it closes elements outside, except its own. */
  readonly scope: boolean;
  /** A scope, or a button. */
  readonly isolated: boolean;
}

const HEADING = /^h[1-6]$/;

function kindNamed(name: string): ElementKind {
  return {
    block: BLOCK.has(name),
    container: CONTAINER.has(name),
    emphasis: EMPHASIS.has(name),
    isVoid: VOID.has(name),
    skipped: SKIPPED.has(name),
    preformatted: PREFORMATTED.has(name),
    reading: READINGS.has(name),
    heading: HEADING.test(name) ? Number(name.slice(1)) : 0,
    closing: IMPLIED.get(name) ?? null,
    scope: SCOPES.has(name),
    isolated: ISOLATED.has(name),
  };
}

/** The kinds of all elements that a list here names: one lookup for each tag instead of one in each list. */
const KINDS: ReadonlyMap<string, ElementKind> = new Map(
  [VOID, BLOCK, EMPHASIS, SKIPPED, READINGS, ISOLATED, IMPLIED]
    .flatMap((names) => [...names.keys()])
    .map((name) => [name, kindNamed(name)]),
);
const UNLISTED: ElementKind = kindNamed('');

/** The kind of the element of that name; the same for all names in no list. */
export function kindOf(name: string): ElementKind {
  return KINDS.get(name) ?? UNLISTED;
}

/** Scopes that the closing tag of `name` crosses. */
export function crosses(name: string): ReadonlySet<string> {
  return name === 'table' || name === 'html' || name === 'body' ? SCOPES : (CROSSED.get(name) ?? none);
}

const CROSSED: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['tr', words('td th')],
  ['tbody', words('td th')],
  ['thead', words('td th')],
  ['tfoot', words('td th')],
]);
