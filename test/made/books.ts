/** The container file of a book, which states the path of its package document. */
export const CONTAINER =
  '<?xml version="1.0"?><container><rootfiles><rootfile full-path="content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>';

export function chapter(title: string, ...paragraphs: readonly string[]): string {
  return `<html><head><title>${title}</title></head><body><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</body></html>`;
}

/** The files of an EPUB 3 book. */
export function epub3(): Record<string, string> {
  const page = 'media-type="application/xhtml+xml"';
  return {
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': CONTAINER.replace('content.opf', 'OEBPS/content.opf'),
    'OEBPS/text/one.xhtml': chapter('第一章 晨', '清晨的山城还没有醒来。'),
    'OEBPS/text/第二章.xhtml': chapter('第二章 夜', '夜里下了一场雨。'),
    'OEBPS/text/notes.xhtml': chapter('注释', '注一：山城在江边。'),
    'OEBPS/cover.xhtml': '<html><body><img src="cover.jpg" alt="封面"/>山城旧事</body></html>',
    'OEBPS/fig.svg': '<svg/>',
    'OEBPS/nav.xhtml': `<html><body><nav epub:type="toc"><ol><li><a href="text/one.xhtml">第一章 <b>晨</b></a></li>
      <li><a href="text/%E7%AC%AC%E4%BA%8C%E7%AB%A0.xhtml#top">第二章\n夜</a></li></ol></nav>
      <nav epub:type="landmarks"><a epub:type="cover" href="cover.xhtml">封面</a></nav></body></html>`,
    'OEBPS/content.opf': `<?xml version="1.0" encoding="utf-8"?><package version="3.0"><metadata>
      <dc:title id="t2">副题</dc:title><dc:title id="t1">山城旧事</dc:title><meta refines="#t1" property="title-type">main</meta>
      <dc:creator id="c1">沈一</dc:creator><dc:creator>林二</dc:creator><dc:creator id="c3">王三</dc:creator>
      <meta refines="#c1" property="role">aut</meta><meta refines="#c3" property="role">trl</meta>
      <dc:date>2011-05-01</dc:date><dc:publisher>江南出版社</dc:publisher><dc:language>zh-CN</dc:language>
      <dc:description>一部小说。</dc:description><dc:identifier>urn:isbn:9787000000000</dc:identifier><dc:identifier>x-1</dc:identifier>
      <dc:subject>小说</dc:subject><dc:subject>历史</dc:subject></metadata>
      <manifest><item id="nav" href="nav.xhtml" ${page} properties="nav"/><item id="cover" href="cover.xhtml" ${page}/>
      <item id="one" href="text/one.xhtml" ${page}/><item id="two" href="text/%E7%AC%AC%E4%BA%8C%E7%AB%A0.xhtml" ${page}/>
      <item id="notes" href="text/notes.xhtml" ${page}/><item id="fig" href="fig.svg" media-type="image/svg+xml"/></manifest>
      <spine><itemref idref="cover"/><itemref idref="nav"/><itemref idref="two"/><itemref idref="one"/><itemref idref="notes" linear="no"/><itemref idref="fig"/><itemref idref="one"/></spine></package>`,
  };
}

/** The files of an EPUB 2 book as made by hand. */
export function epub2(): Record<string, string> {
  return {
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': CONTAINER,
    '2.html': chapter('', '第二节的正文。'),
    '1.html': chapter('卷一', '卷一的正文。'),
    'toc.ncx':
      '<ncx><navMap><navPoint><navLabel><text>卷一</text></navLabel><content src="1.html"/></navPoint></navMap></ncx>',
    'content.opf': `<?xml version="1.0" encoding="utf-8"?><package version="2.0"><metadata><dc:title>旧书</dc:title>
      <dc:creator opf:role="aut">沈一</dc:creator><dc:creator opf:role="edt">编者</dc:creator>
      <dc:date opf:event="modification">2020-01-01</dc:date><dc:date opf:event="publication">2003</dc:date></metadata>
      <manifest><item id="a" href="1.html" media-type="application/xhtml+xml"/><item id="b" href="2.HTML" media-type="application/xhtml+xml"/>
      <item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>
      <spine toc="ncx"><itemref idref="a"/><itemref idref="b"/><itemref idref="gone"/></spine></package>`,
  };
}
