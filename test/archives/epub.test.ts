import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { chaptersOf, isEpub } from '../../src/archives/epub.ts';
import type { Files } from '../../src/archives/epub.ts';
import { byteReader } from '../../src/archives/index.ts';
import { CONTAINER, chapter, epub2, epub3 } from '../made/books.ts';
import { seen } from '../run/members.ts';

/** The files of a book in the form that its reader takes. */
function filesOf(files: Readonly<Record<string, string | Uint8Array>>): Files {
  const open = (name: string): ReturnType<typeof byteReader> =>
    byteReader([Buffer.from(files[name] as string)].values());
  return { names: Object.keys(files), open };
}

async function readBook(files: Readonly<Record<string, string | Uint8Array>>): ReturnType<typeof seen> {
  return seen(chaptersOf(filesOf(files)));
}

describe('books', () => {
  test('EPUB 3: chapters in reading order, their titles, and the metadata of the book', async () => {
    const { rows, fault } = await readBook(epub3());
    expect(fault).toBeNull();
    expect(rows.map(({ name, text, fields }) => [name, text?.slice(0, 12), fields['title']])).toEqual([
      ['OEBPS/cover.xhtml', 'is the cover', undefined],
      ['OEBPS/nav.xhtml', 'is the table', undefined],
      ['OEBPS/text/第二章.xhtml', '<html><head>', '第二章 夜'],
      ['OEBPS/text/one.xhtml', '<html><head>', '第一章 晨'],
      ['OEBPS/text/notes.xhtml', '<html><head>', undefined],
      ['OEBPS/fig.svg', 'is image/svg', undefined],
    ]);
    const { title, ...book } = rows[2]?.fields ?? {};
    expect(title).toBe('第二章 夜');
    expect(book).toEqual({
      book: '山城旧事',
      author: ['沈一', '林二'],
      translator: ['王三'],
      date: '2011-05-01',
      publisher: '江南出版社',
      language: 'zh-CN',
      description: '一部小说。',
      identifier: ['urn:isbn:9787000000000', 'x-1'],
      keywords: ['小说', '历史'],
    });
  });

  test('EPUB 2: titles from NCX, roles in attributes, dates of events', async () => {
    const { rows, fault } = await readBook(epub2());
    expect(fault).toBeNull();
    expect(rows.map(({ name, fields }) => [name, fields['title'], fields['author'], fields['date']])).toEqual([
      ['1.html', '卷一', ['沈一'], '2003'],
      ['2.html', undefined, ['沈一'], '2003'],
    ]);
  });

  test('a file that many titles link into has no title', async () => {
    const ncx =
      '<ncx><navMap><navPoint><navLabel><text>一</text></navLabel><content src="1.html#a"/></navPoint><navPoint><navLabel><text>二</text></navLabel><content src="1.html#b"/></navPoint></navMap></ncx>';
    const { rows } = await readBook({ ...epub2(), 'toc.ncx': ncx });
    expect(rows[0]?.fields['title']).toBeUndefined();
  });

  test('a package document in GBK', async () => {
    const { 'content.opf': opf = '', ...rest } = epub2();
    const { rows } = await readBook({ ...rest, 'content.opf': iconv.encode(opf.replace('utf-8', 'gb2312'), 'gbk') });
    expect(rows[0]?.fields['book']).toBe('旧书');
  });

  test('a page marked as cover that holds prose is a chapter', async () => {
    const files = { ...epub3(), 'OEBPS/cover.xhtml': chapter('引子', '很久以前的事情，说来话长。'.repeat(20)) };
    const { rows } = await readBook(files);
    expect(rows[0]?.text).toMatch(/很久以前/);
  });

  test.each([
    ['no package document', { 'content.opf': undefined }],
    ['one that is cut short', { 'content.opf': '<package><metadata><dc:title>旧书</dc:title>' }],
    ['one that is no XML', { 'content.opf': '\u0000\u0001{{{' }],
  ])('%s: the pages in archive order, and a note', async (_, change) => {
    const files = Object.fromEntries(
      Object.entries({ ...epub2(), ...change }).filter(([, content]) => content !== undefined),
    ) as Record<string, string>;
    const { rows, fault } = await readBook(files);
    expect(fault).toBeNull();
    expect(rows[0]?.text).toBe('lists no chapters; pages are read in archive order');
    expect(rows.slice(1).map(({ name }) => name)).toEqual(['2.html', '1.html']);
  });

  test('a chapter that is missing is a failure of its own', async () => {
    const files = Object.fromEntries(Object.entries(epub2()).filter(([name]) => name !== '1.html'));
    await expect(readBook(files)).resolves.toEqual({
      rows: [],
      fault: 'is listed in the reading order but missing from the archive',
    });
  });

  const encryption = (algorithm: string, uri: string): string =>
    `<encryption><enc:EncryptedData><enc:EncryptionMethod Algorithm="${algorithm}"/><enc:CipherData><enc:CipherReference URI="${uri}"/></enc:CipherData></enc:EncryptedData></encryption>`;

  test('chapters under DRM are reported, the others are read', async () => {
    const files = {
      ...epub2(),
      'META-INF/encryption.xml': encryption('http://www.w3.org/2001/04/xmlenc#aes128-cbc', '2.html'),
    };
    const { rows, fault } = await readBook(files);
    expect(rows.map(({ name }) => name)).toEqual(['1.html']);
    expect(fault).toBe('1 of its 2 chapters are encrypted (DRM)');
  });

  test('obfuscated fonts hide no text', async () => {
    const files = {
      ...epub2(),
      'META-INF/encryption.xml': encryption('http://www.idpf.org/2008/embedding', 'font.ttf'),
    };
    expect((await readBook(files)).fault).toBeNull();
  });

  test('references never leave the archive', async () => {
    const opf =
      '<package><manifest><item id="a" href="../../../etc/passwd"/><item id="b" href="file:///etc/passwd"/></manifest><spine><itemref idref="a"/></spine></package>';
    const { fault } = await readBook({ ...epub2(), 'content.opf': opf });
    expect(fault).toBe('is listed in the reading order but missing from the archive');
  });

  test('deeply nested documents and 100,000 titles are fast', async () => {
    const deep = '<navPoint><navLabel><text>章</text></navLabel><content src="1.html"/>'.repeat(50_000);
    const { rows, fault } = await readBook({ ...epub2(), 'toc.ncx': `<ncx><navMap>${deep}` });
    expect(fault).toBeNull();
    expect(rows).toHaveLength(2);
    const people = '<dc:creator id="x">人</dc:creator>'.repeat(200_000);
    expect(
      (
        await readBook({
          ...epub2(),
          'content.opf': epub2()['content.opf']?.replace('<metadata>', `<metadata>${people}`) ?? '',
        })
      ).rows,
    ).toHaveLength(2);
  }, 5000);

  test('what is a book', async () => {
    expect(await isEpub(filesOf({ mimetype: 'application/epub+zip' }))).toBe(true);
    expect(await isEpub(filesOf({ 'META-INF/container.xml': CONTAINER }))).toBe(true);
    expect(await isEpub(filesOf({ mimetype: 'application/vnd.oasis.opendocument.text' }))).toBe(false);
    expect(await isEpub(filesOf({ 'a.txt': '' }))).toBe(false);
  });
});
