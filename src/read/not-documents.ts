/** A type of text file that sites have beside their pages and that is no document. */
interface NotDocument {
  /** Completes the message "is …". */
  readonly what: string;
  /** Matches names of files that may be of this type. */
  readonly name: RegExp;
  /** Whether the content agrees with the name: a page, or a text about such files, may have any name. */
  readonly holds: (text: string) => boolean;
}

/** Whether a text is the dump of a database, which holds documents that are not read. */
export function isSqlDump(text: string, name: string): boolean {
  return (
    /\.(?:sql|dump)$/i.test(name) &&
    /^[ \t]*(?:insert[ \t]+into|copy[ \t]+\S+[ \t]*\(|create[ \t]+table)\b/im.test(text.slice(0, MAX_PREFIX_UNITS))
  );
}

const NOT_DOCUMENTS: readonly NotDocument[] = [
  { what: 'a style sheet', name: /\.(?:css|scss|sass|less)$/i, holds: isStyle },
  { what: 'a script', name: /\.(?:js|mjs|cjs|jsx|ts|tsx|vbs|coffee)$/i, holds: isScript },
  { what: 'a source map', name: /\.map$/i, holds: (text) => text.startsWith('{') && text.includes('"mappings"') },
  {
    what: 'a list of rules for crawlers',
    name: /(?:^|[/!])robots\.txt$/i,
    holds: (text) => /^[ \t]*(?:user-agent|sitemap|disallow)[ \t]*:/im.test(text),
  },
  {
    what: 'a list of sellers of advertisements',
    name: /(?:^|[/!])(?:app-)?ads\.txt$/i,
    holds: (text) => /,\s*(?:direct|reseller)\b/i.test(text),
  },
  {
    what: 'a list of files to be kept',
    name: /\.appcache$|\.manifest$/i,
    holds: (text) => text.startsWith('CACHE MANIFEST'),
  },
  {
    what: 'a shortcut',
    name: /\.(?:url|website|desktop)$/i,
    holds: (text) => /^\[(?:InternetShortcut|DEFAULT|Desktop Entry)\]/.test(text),
  },
  {
    what: 'settings of a folder',
    name: /(?:^|[/!])desktop\.ini$/i,
    holds: (text) => /^\[(?:\.ShellClassInfo|LocalizedFileNames|ViewState)\]/.test(text),
  },
  {
    what: 'an index of a web archive',
    name: /\.cdxj?(?:\.gz)?$/i,
    holds: (text) => /^(?:CDX(?: \S)+|\S+ \d{14} \S.*)\r?$/m.test(text.slice(0, 4096).split('\n', 1)[0] ?? ''),
  },
  {
    what: 'a list of cookies',
    name: /(?:^|[/!])cookies\.txt$/i,
    holds: (text) => /^# (?:Netscape )?HTTP Cookie File/i.test(text),
  },
  {
    what: 'a log of HTTrack',
    name: /(?:^|[/!])hts-(?:log\.txt|cache\/[^/]+\.(?:txt|log|lst|dat|ndx))$/i,
    holds: (text) => !text.startsWith('<'),
  },
  {
    what: 'a log of wget',
    name: /(?:^|[/!])wget-log(?:\.\d+)?$/i,
    holds: (text) => /^--\d{4}-\d\d-\d\d /.test(text),
  },
  {
    what: 'a script',
    name: /\.pyw?$/i,
    holds: (text) =>
      /^(?:#!.*python|import [\w., ]+$|from [\w.]+ import |def \w+\(|class \w+[:(])/m.test(prefixOf(text)),
  },
  { what: 'a script', name: /\.(?:sh|bash|zsh)$/i, holds: (text) => text.startsWith('#!') },
  { what: 'a script', name: /\.(?:bat|cmd)$/i, holds: (text) => /^[ \t]*(?:@echo|rem|set|cd|start)\b/im.test(text) },
  {
    what: 'a lock file',
    name: /(?:^|[/!])(?:(?:yarn|cargo|poetry|uv|pdm|gemfile|podfile)\.lock|pnpm-lock\.yaml|go\.sum)$/i,
    holds: (text) =>
      /^(?:# yarn lockfile|__metadata:|lockfileVersion:|\[\[package\]\]|GEM\r?$|PODS:|\S+ v\S+ h1:)/m.test(
        prefixOf(text),
      ),
  },
  {
    what: 'a list of packages',
    name: /(?:^|[/!])requirements[\w-]*\.txt$/i,
    holds: (text) =>
      prefixOf(text)
        .split('\n')
        .every((line) => /^(?:\s*|[#-].*|[\w.[\],-]+\s*(?:[=<>~!].*|@.*|;.*)?)$/.test(line)),
  },
  {
    what: 'a list of checksums',
    name: /(?:\.(?:md5|sha1|sha256|sha512)|(?:^|[/!])(?:md5|sha\d{1,3})sums?(?:\.txt)?)$/i,
    holds: (text) => /^\\?(?:[\da-f]{32,128}(?:\s|$)|(?:MD5|SHA\d{1,3}) ?\()/i.test(text),
  },
  {
    what: 'the vocabulary of a model',
    name: /(?:^|[/!])(?:vocab|merges|dict)\.txt$/i,
    holds: (text) => /^(?:\[(?:PAD|UNK|CLS)\]|<(?:pad|unk|s)>|#version: \d)/m.test(text.slice(0, 4096)),
  },
  {
    what: 'a font',
    name: /\.(?:bdf|pfa|afm|sfd)$/i,
    holds: (text) => /^(?:STARTFONT|%!(?:PS-AdobeFont|FontType1)|StartFontMetrics|SplineFontDB)/.test(text),
  },
];

/** What a text is, if its name and content agree that it is no document; null otherwise. */
export function notDocument(text: string, name: string): string | null {
  const start = text.trimStart();
  return NOT_DOCUMENTS.find((kind) => kind.name.test(name) && kind.holds(start))?.what ?? null;
}

/** Whether a name may be that of a non-document. */
export function mayBeNotDocument(name: string): boolean {
  return /\.(?:sql|dump)$/i.test(name) || NOT_DOCUMENTS.some((kind) => kind.name.test(name));
}

/** Length of the prefix that is examined, in UTF-16 units. */
const MAX_PREFIX_UNITS = 2 ** 16;

function prefixOf(text: string): string {
  return text.slice(0, MAX_PREFIX_UNITS);
}

/** Removes comments, whose prose would distort the tests. */
function bare(text: string): string {
  return text
    .slice(0, MAX_PREFIX_UNITS)
    .replace(/\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$)/g, ' ')
    .replace(/^[ \t]*(?:\/\/|<!--|-->).*$/gm, ' ');
}

/** Whether a text is CSS: rules in braces or at-rules. A file with only comments counts as code too. */
function isStyle(text: string): boolean {
  const code = bare(text).trim();
  if (code === '') return true;
  if (code.startsWith('<')) return false;
  const outside = code.replace(/\{[^{}]*\}/g, '{}').replace(/"[^"\n]*"|'[^'\n]*'/g, '""');
  return hanShare(outside) < 0.2 && /^@|\{[^{}]*[\w-]\s*:[^{}]*\}|\{\s*\}/.test(code);
}

/** Whether a text is a script: statements, and more brackets and semicolons than in prose. */
function isScript(text: string): boolean {
  const code = bare(text).trim();
  if (code === '') return true;
  if (/^<(?:!doctype|html|head|body|div|p|table|\?xml)\b/i.test(code)) return false;
  const marks = code.match(/[{}()[\];=]/g)?.length ?? 0;
  return marks >= code.length / 40 && STATEMENT.test(code);
}

const STATEMENT =
  /(?:^|[\s;{}(,!])(?:function|var|let|const|return|window|document|import|export|define|require|this|class|if|for|new|self|module|Sub|Dim)\b|=>|\$\(|^[\w$.]+\s*[=(]|^["']use strict/m;

function hanShare(text: string): number {
  return (text.match(/\p{Script=Han}/gu)?.length ?? 0) / Math.max(1, text.replace(/\s/g, '').length);
}
