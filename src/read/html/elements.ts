const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

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
const none: ReadonlySet<string> = new Set();

/** Elements that an opening tag closes if they are open, with no element of `within` in between. */
export interface Closing {
  readonly ends: ReadonlySet<string>;
  readonly within: ReadonlySet<string>;
}

const ITEM: Closing = { ends: words('li'), within: words('ol ul menu dir') };
const TERM: Closing = { ends: words('dd dt'), within: words('dl') };
const CELL: Closing = { ends: words('td th'), within: words('tr table') };
const ROW: Closing = { ends: words('tr'), within: words('table') };
const GROUP: Closing = { ends: words('tbody thead tfoot'), within: words('table') };
const READING: Closing = { ends: words('rt rp rb rtc'), within: words('ruby') };
const OPTION: Closing = { ends: words('option'), within: words('select') };

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

/** Whether an element is a scope: no closing tag inside it closes elements outside, except its own. */
export function isScope(name: string): boolean {
  return SCOPES.has(name);
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
