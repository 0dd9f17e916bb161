import { byteReader, rest } from './byte-reader.ts';
import type { ByteReader } from './byte-reader.ts';
import { Damage } from './damage.ts';
import { readContents, readPackage, unescaped } from './epub-package.ts';
import type { Contents, Item, Package } from './epub-package.ts';
import type { Member } from './member.ts';
import { elementsOf, xmlText } from './xml.ts';

/** The files of a ZIP archive, with random access. */
export interface Files {
  readonly names: readonly string[];
  readonly open: (name: string) => ByteReader;
}

const CONTAINER = 'META-INF/container.xml';
const ENCRYPTION = 'META-INF/encryption.xml';
/** Font obfuscation, which hides no text. */
const FONT_OBFUSCATION = /^http:\/\/(?:www\.idpf\.org\/2008\/embedding|ns\.adobe\.com\/pdf\/enc#RC)$/;
/** Package documents and tables of contents larger than this, in bytes, are an attack. */
const MAX_XML_BYTES = 2 ** 24;
const PAGE = /\.x?html?$/i;
const MEDIA = /^(?:application\/xhtml\+xml|text\/html|application\/x-dtbook\+xml|text\/x-oeb1-document)?$/;

/** Whether a ZIP archive is a book. */
export async function isEpub({ names, open }: Files): Promise<boolean> {
  if (names.includes(CONTAINER)) return true;
  if (!names.includes('mimetype')) return false;
  return (await open('mimetype').peek(64)).toString('latin1').trim() === 'application/epub+zip';
}

/** The documents of a book in reading order, or in archive order if the package document cannot be read. */
export async function* chaptersOf(files: Files): AsyncGenerator<Member, void> {
  const nameIn = finder(files.names);
  const locked = await encryptedIn(files);
  const path = await packagePath(files, nameIn);
  const book = path === null ? null : await packageAt(files, path);
  if (path !== null && locked.has(path)) throw new Damage('is encrypted (DRM)');
  if (book === null || book.spine.length === 0) {
    yield skipped(path ?? CONTAINER, 'lists no chapters; pages are read in archive order');
    for (const name of files.names.filter((name) => PAGE.test(name))) yield chapter(files, name, book?.metadata ?? {});
    return;
  }
  const contents = await contentsOf(files, book, nameIn);
  let encrypted = 0;
  for (const item of book.spine) {
    const name = nameIn(item.path);
    if (name !== null && locked.has(name)) encrypted++;
    else yield await memberOf(files, name, item, book, contents);
  }
  if (encrypted > 0) throw new Damage(`${encrypted} of its ${book.spine.length} chapters are encrypted (DRM)`);
}

/** Finds names in the archive by the paths in the book's documents, which may differ in case or Unicode normalization. */
function finder(names: readonly string[]): (path: string) => string | null {
  const exact = new Set(names);
  const like = (name: string): string => name.normalize('NFC').toLowerCase();
  const near = new Map(names.map((name) => [like(name), name]));
  return (path) => (exact.has(path) ? path : (near.get(like(path)) ?? null));
}

async function textOf(files: Files, name: string): Promise<string> {
  const bytes = await rest(files.open(name), MAX_XML_BYTES);
  if (bytes === null) throw new Damage(`${name} is larger than ${MAX_XML_BYTES} bytes`);
  return xmlText(bytes);
}

/** Names of encrypted files, without fonts that are only obfuscated. */
async function encryptedIn(files: Files): Promise<ReadonlySet<string>> {
  const locked = new Set<string>();
  if (!files.names.includes(ENCRYPTION)) return locked;
  let hides = false;
  for (const { name, attributes } of elementsOf(await textOf(files, ENCRYPTION))) {
    if (name === 'encrypteddata') hides = true;
    if (name === 'encryptionmethod' && FONT_OBFUSCATION.test(attributes['algorithm'] ?? '')) hides = false;
    if (name === 'cipherreference' && hides) locked.add(unescaped(attributes['uri'] ?? ''));
  }
  return locked;
}

async function packagePath(files: Files, nameIn: (path: string) => string | null): Promise<string | null> {
  const listed = files.names.includes(CONTAINER) ? elementsOf(await textOf(files, CONTAINER)) : [];
  const stated = listed.find(({ name }) => name === 'rootfile')?.attributes['full-path'];
  return (stated === undefined ? null : nameIn(stated)) ?? files.names.find((name) => /\.opf$/i.test(name)) ?? null;
}

async function packageAt(files: Files, path: string): Promise<Package | null> {
  try {
    return readPackage(await textOf(files, path), path);
  } catch (error) {
    if (error instanceof Damage) return null;
    throw error;
  }
}

/** The table of contents of EPUB 3, else that of EPUB 2; damaged ones are ignored. */
async function contentsOf(files: Files, book: Package, nameIn: (path: string) => string | null): Promise<Contents> {
  for (const path of [book.nav, book.ncx]) {
    const name = path === null ? null : nameIn(path);
    if (path === null || name === null) continue;
    try {
      const contents = readContents(await textOf(files, name), path);
      if (contents.titles.size > 0) return contents;
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
    }
  }
  return { titles: new Map(), landmarks: new Map() };
}

async function memberOf(
  files: Files,
  name: string | null,
  { path, media }: Item,
  book: Package,
  { titles, landmarks }: Contents,
): Promise<Member> {
  if (name === null) return failing(path, 'is listed in the reading order but missing from the archive');
  if (!MEDIA.test(media) && !PAGE.test(path)) return skipped(name, `is ${media}`);
  if (path === book.nav) return skipped(name, 'is the table of contents');
  const title = titles.get(path);
  const member = chapter(files, name, title === undefined ? book.metadata : { title, ...book.metadata });
  const kind = landmarks.get(path) ?? book.guide.get(path) ?? '';
  const why = await reasonToSkip(member.bytes, kind);
  return why === null ? member : skipped(name, why);
}

/** Why a page that the book marks as its cover or table of contents is no chapter; null if it holds prose or is not so marked. */
async function reasonToSkip(bytes: ByteReader, kind: string): Promise<string | null> {
  if (!/\b(?:cover|toc)\b/.test(kind)) return null;
  const markup = (await bytes.peek(PAGE_HEAD_BYTES)).toString('latin1').replace(/^[\s\S]*<body/i, '<body');
  const all = lettersIn(markup);
  if (/\bcover\b/.test(kind)) return all < MAX_COVER_BYTES ? 'is the cover' : null;
  const linked = [...markup.matchAll(/<a\s[^<>]*>([^<]*)/gi)].reduce((sum, [, text]) => sum + lettersIn(text ?? ''), 0);
  return linked * 2 > all ? 'is the table of contents' : null;
}

const PAGE_HEAD_BYTES = 2 ** 16;
/** Bytes of letters from which a page holds more than a cover does. */
const MAX_COVER_BYTES = 600;

function lettersIn(markup: string): number {
  return markup.replace(/<[^<>]*>/g, '').replace(/[^a-z\x80-\xff]/gi, '').length;
}

function chapter(files: Files, name: string, fields: Readonly<Record<string, unknown>>): Member {
  const bytes = lazily(() => files.open(name));
  return {
    name,
    bytes,
    size: null,
    charset: null,
    url: null,
    skip: null,
    document: { format: 'html', fields, hasText: true },
  };
}

/** A reader that opens its file only when bytes are requested. */
function lazily(open: () => ByteReader): ByteReader {
  return byteReader(
    (async function* () {
      const reader = open();
      for (let bytes = await reader.some(); bytes !== null; bytes = await reader.some()) yield bytes;
    })(),
  );
}

function skipped(name: string, skip: string): Member {
  return { name, bytes: byteReader([].values()), size: 0, charset: null, url: null, skip };
}

function failing(name: string, why: string): Member {
  const bytes = lazily(() => {
    throw new Damage(why);
  });
  return { name, bytes, size: null, charset: null, url: null, skip: null };
}
