import { expect, test } from 'vitest';
import { readFolder } from '../run/in-process.ts';

test('bookmarks of a browser are a page, though nothing in them says HTML', async () => {
  const page = `<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>书签</H1>
<DL><p>
<DT><H3>读书</H3>
<DL><p>
<DT><A HREF="http://a.example/">东湖图书馆</A>
<DT><A HREF="http://b.example/">古籍在线</A>
</DL><p>
</DL><p>`;
  const { records } = await readFolder({ 'bookmarks.html': page });
  expect(records).toMatchObject([{ text: '', title: 'Bookmarks', source: { format: 'html' }, warnings: ['no-body'] }]);
  expect(records[0]?.removed.map(({ text }) => text)).toEqual(['书签', '读书', '东湖图书馆', '古籍在线']);
});
