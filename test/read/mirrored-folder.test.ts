import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { zip } from '../made/archives.ts';
import { command } from '../run/command.ts';
import { readFolder } from '../run/in-process.ts';
import { documentsIn, FORMAT_NAMES } from '../../src/index.ts';
import { childrenOf } from '../../src/read/xml/children.ts';
import { rootOf } from '../../src/read/xml/parser.ts';
import { sourceOf } from '../run/records.ts';

const ONE = '今天上午，市图书馆新馆正式开放。';
const TWO = '新馆共有三层，一层是儿童阅览室。';

function rss(items: string, channel = ''): string {
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>江城晚报</title><link>https://a.cn/</link>${channel}${items}</channel></rss>`;
}

describe('feeds', () => {
  test('a heading in the text that is not the title stays', async () => {
    const body = `<h2>新馆正式开放</h2><p>${ONE}</p><p>${TWO}</p>`;
    const item = (title: string): string =>
      `<item><title>${title}</title><description><![CDATA[${body}]]></description></item>`;
    const { records } = await readFolder({ 'feed.xml': rss(item('今日要闻三则') + item('新馆正式开放')) });
    expect(records.map(({ title, text }) => [title, text])).toEqual([
      ['今日要闻三则', `新馆正式开放\n${ONE}\n${TWO}`],
      ['新馆正式开放', `${ONE}\n${TWO}`],
    ]);
  });

  test('RSS 2.0: one record per item, with its metadata', async () => {
    const feed = rss(`<item><title><![CDATA[新馆开放]]></title><link>https://a.cn/1.html</link>
      <pubDate>Mon, 04 Mar 2019 08:30:15 +0800</pubDate><dc:creator>张三</dc:creator><category>本地</category>
      <description>短短的摘要</description><content:encoded><![CDATA[<p>${ONE}</p><p>${TWO}</p>]]></content:encoded></item>
      <item><title>旧馆&amp;#8220;关闭&amp;#8221;</title><guid>https://a.cn/2.html</guid>
      <description>&lt;p&gt;${TWO}&lt;/p&gt;</description></item>`);
    const { code, records } = await readFolder({ 'feed.xml': feed });
    expect(code).toBe(0);
    expect(records[0]).toMatchObject({
      text: `${ONE}\n${TWO}`,
      title: '新馆开放',
      published: '2019-03-04T08:30:15+08:00',
      credits: [{ role: '作者', names: ['张三'] }],
      outlet: '江城晚报',
      url: 'https://a.cn/1.html',
      description: '短短的摘要',
      keywords: ['本地'],
      source: {
        member: 'item:1',
        format: 'feed',
        fields: { feed_title: '江城晚报', pubDate: 'Mon, 04 Mar 2019 08:30:15 +0800' },
      },
    });
    expect(records[1]).toMatchObject({
      text: TWO,
      title: '旧馆“关闭”',
      url: 'https://a.cn/2.html',
      source: { member: 'item:2' },
    });
  });

  test('Atom: alternate links, names of authors, XHTML and plain text inside', async () => {
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><title>江城晚报</title><entry><title>新馆开放</title>
      <link rel="edit" href="https://a.cn/edit"/><link href="https://a.cn/1.html"/><updated>2019-03-04T00:30:15Z</updated>
      <author><name>张三</name><uri>https://a.cn/u</uri></author>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>${ONE}</p><p>${TWO}</p></div></content></entry>
      <entry><published>2019-03-04</published><updated>2020-01-01</updated><summary>${ONE}\n${TWO}</summary></entry></feed>`;
    const { records } = await readFolder({ 'feed.atom': feed });
    expect(records).toMatchObject([
      {
        text: `${ONE}\n${TWO}`,
        url: 'https://a.cn/1.html',
        published: '2019-03-04T00:30:15+00:00',
        credits: [{ names: ['张三'] }],
      },
      { text: `${ONE}\n${TWO}`, published: '2019-03-04', modified: '2020-01-01' },
    ]);
  });

  test('RSS 1.0 in GBK: items beside the channel', async () => {
    const feed = `<?xml version="1.0" encoding="gb2312"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
      <channel rdf:about="https://a.cn/"><title>江城晚报</title><items><rdf:Seq/></items></channel>
      <item rdf:about="https://a.cn/1"><title>新馆开放</title><link>https://a.cn/1</link><description>${ONE}</description><dc:date>2019-03-04</dc:date></item></rdf:RDF>`;
    const { records } = await readFolder({ 'index.rdf': iconv.encode(feed, 'gbk') });
    expect(records).toMatchObject([
      { text: ONE, title: '新馆开放', published: '2019-03-04', encoding: { declared: 'gb2312' } },
    ]);
    expect(records[0]?.encoding.name).toMatch(/^gb/);
  });

  test('RSS 0.9 without a declaration; unclosed items end where the next begins', async () => {
    const feed = `<rss version="0.91"><channel><item><title>一</title><description>${ONE}</description><item><title>二</title><description>${TWO}</description></item></channel></rss>`;
    expect((await readFolder({ 'a.rss': feed })).records.map(({ text }) => text)).toEqual([ONE, TWO]);
  });

  test('a truncated one is damaged; complete items are kept', async () => {
    const whole = rss(`<item><description>${ONE}</description></item><item><description>${TWO}</description></item>`);
    const ended = await readFolder({ 'feed.xml': whole.slice(0, whole.indexOf('阅览室')) });
    expect([ended.code, ended.records.map(({ text }) => text)]).toEqual([1, [ONE]]);
    expect(ended.stderr).toMatch(/is a feed that breaks off after 1 item/);
  });

  test('text that looks like items inside comments and CDATA', async () => {
    const feed = rss(
      `<!-- <item> --><item><description><![CDATA[<pre>&lt;item&gt; 写作 </item></pre><p>${ONE}</p>]]></description></item>`,
    );
    expect((await readFolder({ 'feed.xml': feed })).records).toHaveLength(1);
  });

  test('an item without a text is marked, a feed without items skipped', async () => {
    const { records, stderr } = await readFolder({ 'a.xml': rss('<item><title>图</title></item>'), 'b.xml': rss('') });
    expect(records.map(({ warnings, title }) => [warnings, title])).toEqual([[['no-text-field'], '图']]);
    expect(stderr).toMatch(/b\.xml: skipped: is a feed without items/);
  });
});

describe('malicious XML', () => {
  test.each([
    [
      'entities that multiply',
      `<!DOCTYPE rss [<!ENTITY a "${'哈'.repeat(1000)}">${Array.from({ length: 30 }, (_, i) => `<!ENTITY a${i + 1} "&a${i || ''};&a${i || ''};&a${i || ''};">`).join('')}]>${rss(`<item><description>&a30;${ONE}</description></item>`).replace(/^<\?xml[^>]*>/, '')}`,
    ],
    [
      'entities from outside',
      `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss(`<item><description>&x;${ONE}</description></item>`).replace(/^<\?xml[^>]*>/, '')}`,
    ],
    ['depth', rss(`<item><description>${'<a>'.repeat(200_000)}${ONE}${'</b>'.repeat(200_000)}</description></item>`)],
    ['attributes', rss(`<item ${'a="1" '.repeat(100_000)}><description>${ONE}</description></item>`)],
    [
      'names of Object',
      rss(`<item><__proto__>x</__proto__><constructor>y</constructor><description>${ONE}</description></item>`),
    ],
  ])('%s', async (_, feed) => {
    const started = Date.now();
    const { records, stderr } = await readFolder({ 'feed.xml': feed });
    expect(records).toHaveLength(1);
    expect(records[0]?.text).toContain('图书馆新馆正式开放');
    expect(records[0]?.text.length).toBeLessThan(5000);
    expect(JSON.stringify(records[0]) + stderr).not.toMatch(/root:|Cannot|TypeError/);
    expect(Date.now() - started).toBeLessThan(20_000);
  });

  test('a hundred thousand items, and one of three megabytes', async () => {
    const many = [...documentsIn(sourceOf(rss('<item><title>一</title></item>'.repeat(100_000))), {})];
    expect(many).toHaveLength(100_000);
    const { records } = await readFolder(
      { 'feed.xml': rss(`<item><description>${`${ONE}\n`.repeat(60_000)}</description></item>`) },
      { skip: ['strip'] },
    );
    expect(records[0]?.text.length).toBeGreaterThan(900_000);
  });

  test('nothing throws, however the input is truncated or mixed', () => {
    const piece = fc.constantFrom(
      '<item>',
      '</item>',
      '<entry',
      '>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?xml ',
      '?>',
      '<!DOCTYPE x [',
      ']>',
      '&amp;',
      '&x;',
      '<a b="',
      '"',
      '/>',
      '<rss>',
      '<feed>',
      '\0',
      '字',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = `<rss>${pieces.join('')}`;
        childrenOf(text);
        rootOf(pieces.join(''));
        for (const format of ['feed', 'xml', null])
          for (const found of documentsIn(sourceOf(text, { format }), {})) expect(found).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });
});

describe('entities of a document type', () => {
  const xml = (subset: string, body: string): string =>
    `<?xml version="1.0"?><!DOCTYPE a [${subset}]><a><p>${body}</p></a>`;
  const laughs = Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
  const nothing = Array.from({ length: 8 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(800)}">`).join('');
  test.each([
    [
      'are resolved, in one another too',
      xml('<!ENTITY c "中华"><!ENTITY cc \'&c;&#x4EBA;\'>', '在&cc;，&c;书局。'),
      '在中华人，中华书局。',
    ],
    ['of other files stay', xml('<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % p "x">', '见&x;。'), '见&x;。'],
    ['that hold themselves stay', xml('<!ENTITY a "&b;"><!ENTITY b "&a;">', '见&a;。'), '见&a;。'],
    ['with markup stay', xml('<!ENTITY a "<p>甲</p>">', '见&a;。'), '见&a;。'],
    [
      'that would grow beyond bounds stay',
      xml(`<!ENTITY l0 "哈">${laughs}`, '&l1;！&l12;'),
      `${'哈'.repeat(10)}！&l12;`,
    ],
    ['of nothing, a billion times, take no time', xml(`<!ENTITY l0 "">${nothing}`, '甲&l0;乙'), '甲乙'],
  ])('%s', async (_, source, text) => {
    const { records } = await readFolder({ 'a.xml': source }, { skip: ['strip', 'convert'] });
    expect(records[0]?.text).toBe(text);
  });

  test('stop being expanded once they have produced four times the document', async () => {
    const source = xml(`<!ENTITY a "${'哈'.repeat(4000)}">`, '&a;'.repeat(1000));
    const { records } = await readFolder({ 'a.xml': source }, { skip: ['strip'] });
    expect(records[0]?.text.length).toBeLessThan(2 ** 16 + 5 * source.length);
    expect(records[0]?.text).toMatch(/^哈{4000}.*&a;$/);
  });
});

describe('other XML', () => {
  test('lines of the source are no lines of the text', async () => {
    const tei = `<?xml version="1.0"?><TEI><text><p>今天上午，市图\n      书馆<name>新\n馆</name>开放，\n“共三层”。</p><p>on the\nroad</p></text></TEI>`;
    const { records } = await readFolder({ 'a.xml': tei }, { skip: ['strip'] });
    expect(records[0]?.text).toBe('今天上午，市图书馆新馆开放，“共三层”。\non the road');
  });

  test('TEI: the text without tags, inline elements in place, metadata from the header', async () => {
    const tei = `<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><titleStmt><title>新馆记</title><author>张三</author></titleStmt></teiHeader>
      <text><body><div><head>第一章</head><p>今天上午，<placeName>市图书馆</placeName>新馆正式开放。</p><p>${TWO}</p></div></body></text></TEI>`;
    expect((await readFolder({ 'a.xml': tei }, { skip: ['strip'] })).records).toMatchObject([
      {
        text: `第一章\n${ONE}\n${TWO}`,
        title: '新馆记',
        credits: [{ names: ['张三'] }],
        warnings: ['unknown-markup'],
        source: { format: 'xml', member: null },
      },
    ]);
  });

  test('tags in Chinese', async () => {
    const { records } = await readFolder({
      'a.xml': `<?xml version="1.0"?><文章><段>${ONE}</段><段>${TWO}</段></文章>`,
    });
    expect(records[0]?.text).toBe(`${ONE}\n${TWO}`);
  });

  test('a page is read as HTML, whatever precedes it and whatever its name', async () => {
    const page = `<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" ""><html xmlns="http://www.w3.org/1999/xhtml"><body><p>${ONE}</p></body></html>`;
    const names = ['a.xml', 'b.php', 'c.asp', 'd.shtml', 'e.jsp', 'f', 'g.js', 'h.css', 'robots.txt'];
    const { records } = await readFolder(Object.fromEntries(names.map((name) => [name, page])));
    expect(records.map(({ source, text }) => [source.path, source.format, text])).toEqual(
      names.map((name) => [name, 'html', ONE]),
    );
  });

  test('a MediaWiki dump is reported, at any size', async () => {
    const dump = `<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/"><page><title>一</title><revision><text>'''一'''</text></revision></page></mediawiki>`;
    const ended = await readFolder({ 'dump.xml': dump }, { maxBytes: 50 });
    expect([ended.code, ended.records.length]).toEqual([1, 0]);
    expect(ended.stderr).toMatch(/is a dump of MediaWiki, whose markup is not read/);
    expect((await readFolder({ 'dump.xml': dump }, { skipUnknown: true })).code).toBe(0);
  });
});

describe('front matter', () => {
  test('YAML and TOML: fields; the rest is the text', async () => {
    const yaml = `---\ntitle: 新馆开放\ndate: 2019-03-04 08:30:15\nauthor: 张三\ntags: [图书馆, 开放]\ncategories:\n  - 本地\n---\n\n# 新馆开放\n\n${ONE}\n`;
    const toml = `+++\r\ntitle = "新馆开放"\r\ndate = 2019-03-04T08:30:15+08:00\r\n+++\r\n${ONE}\r\n`;
    const { records } = await readFolder({ 'a.md': yaml, 'b.md': toml });
    expect(records).toMatchObject([
      {
        text: ONE,
        title: '新馆开放',
        published: '2019-03-04T08:30:15+08:00',
        keywords: ['图书馆', '开放'],
        section: ['本地'],
        source: { format: 'markdown' },
      },
      { text: ONE, title: '新馆开放', published: '2019-03-04T08:30:15+08:00' },
    ]);
    expect(records[0]?.source.fields).toMatchObject({ author: '张三' });
  });

  test.each([
    ['a rule above a text', `---\n${ONE}\n---\n${TWO}\n`],
    ['a rule and nothing else', `---\n\n${ONE}\n`],
    ['faulty YAML', `---\na: [b\n---\n${ONE}\n`],
    [
      'aliases that multiply',
      `---\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghijk'.replace(/./g, (c) => `${c}: &${c} [${`*${String.fromCharCode(c.charCodeAt(0) - 1)},`.repeat(9)}]\n`)}---\n${ONE}\n`,
    ],
    ['depth', `---\na: ${'['.repeat(20_000)}\n---\n${ONE}\n`],
  ])('%s is text', async (_, text) => {
    const { code, records } = await readFolder({ 'a.md': text }, { skip: ['strip'] });
    expect([code, records[0]?.source.format]).toEqual([0, 'text']);
    expect(records[0]?.text).toContain(ONE);
  });
});

const CODE = {
  'style.css': '@charset "utf-8";\n/* 页面的样式 */\nbody { margin: 0; color: #333 }\n.a:hover{color:red}',
  'main.js':
    '/* 版权所有 */\n(function ($) { var a = "你好，世界"; $(document).ready(function () { alert(a); }); })(jQuery);',
  'min.js': '!function(e,t){"use strict";e.x=t}(window,function(){return 1});',
  'main.js.map': '{"version":3,"sources":["a.ts"],"mappings":"AAAA"}',
  'robots.txt': '# 说明\nUser-agent: *\nDisallow: /admin/\n',
  'sitemap.xml':
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.cn/</loc></url></urlset>',
  'sitemap_index.xml': '<sitemapindex><sitemap><loc>https://a.cn/s.xml</loc></sitemap></sitemapindex>',
  'logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"><text>图书馆</text></svg>',
  'site.webmanifest': '{"name":"图书馆","icons":[]}',
  'cache.appcache': 'CACHE MANIFEST\n/a.css\n',
  'font.bdf': 'STARTFONT 2.1\nFONT x\n',
};

test('code, styles, crawler lists and drawings are skipped, reported and counted', async () => {
  const ended = await readFolder(CODE);
  expect([ended.code, ended.records.length]).toEqual([0, 0]);
  for (const name of Object.keys(CODE)) expect(ended.stderr).toContain(`${name}: skipped: `);
  expect(ended.stderr).toMatch(
    /main\.js: skipped: is a script\n[\s\S]*sitemap\.xml: skipped: is a sitemap\n[\s\S]*style\.css: skipped: is a style sheet\n/,
  );
});

test('a text about them is text, and so is one with such a name', async () => {
  const about = `层叠样式表用来描述页面的样子。例如 body { margin: 0 } 把外边距设为零，.a:hover{color:red} 让文字变红。`;
  const files = {
    'css.txt': CODE['style.css'],
    'about.css': about,
    'about.js': `${ONE}\n${TWO}\n`,
    'robots.txt': ONE,
    'code.md': CODE['main.js'],
  };
  const { records } = await readFolder(files, { skip: ['strip'] });
  expect(records.map(({ source }) => source.path)).toEqual(Object.keys(files).sort());
});

const latin1 = (text: string): Buffer => Buffer.from(text.padEnd(600, '\0'), 'latin1');

describe('unsupported formats', () => {
  const UNREAD: Readonly<Record<string, Buffer>> = {
    'a.7z': latin1("7z\xbc\xaf'\x1c\0\x04"),
    'a.rar': latin1('Rar!\x1a\x07\x01\0'),
    'a.pdf': latin1('%PDF-1.7\n'),
    'a.doc': latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
    'a.rtf': Buffer.from('{\\rtf1\\ansi 1}'),
    'a.djvu': latin1('AT&TFORM\0\0\0\x10DJVU'),
    'a.mobi': latin1(`${'a'.repeat(60)}BOOKMOBI`),
    'a.chm': latin1('ITSF\x03\0\0\0'),
    'a.sqlite': latin1('SQLite format 3\0'),
    'a.Z': latin1('\x1f\x9d\x90'),
    'a.docx': zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': `<w:t>${ONE}</w:t>` }),
    'a.odt': zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': `<a>${ONE}</a>` }),
  };

  test.each(Object.entries(UNREAD))('%s is reported as a failure; --skip-unknown skips it', async (name, bytes) => {
    // Detected by content: the name does not tell.
    const ended = await readFolder({ one: bytes, 'two.txt': ONE });
    expect([ended.code, ended.records.length]).toEqual([1, 1]);
    expect(ended.stderr).toMatch(/one: .*not read/);
    const skipped = await readFolder({ [name]: bytes, 'two.txt': ONE }, { skipUnknown: true });
    expect([skipped.code, skipped.records.length]).toEqual([0, 1]);
    expect(skipped.stderr).toContain('skipped: ');
  });

  test('an archive with an altered header is damaged, and no format that is not read', async () => {
    const { code, stderr } = await readFolder({ 'a.zip': latin1('PK\x03\x04\x01\x01\x01\x01') }, { skipUnknown: true });
    expect([code, stderr]).toEqual([1, expect.stringContaining('a.zip: is a damaged ZIP archive')]);
  });

  test('images, audio, video and fonts are skipped', async () => {
    const media = {
      'a.png': '\x89PNG\r\n\x1a\n',
      'a.mp3': 'ID3\x03\0',
      'a.mp4': '\0\0\0\x18ftypmp42',
      'a.woff': 'wOFF',
      'a.ttf': '\0\x01\0\0\0',
    };
    const ended = await readFolder({
      ...Object.fromEntries(Object.entries(media).map(([name, magic]) => [name, latin1(magic)])),
      'b.txt': ONE,
    });
    expect([ended.code, ended.records.length]).toEqual([0, 1]);
  });

  test.each(['CWS公司今天上午开放。', 'Rar 文件今天上午开放。', 'BZ 今天上午开放。', '%PDF 是一种文件。'])(
    'a text that begins like one: %s',
    async (text) => {
      expect((await readFolder({ 'a.txt': text })).records).toHaveLength(1);
    },
  );
});

test('--format accepts every format', () => {
  const help = command(['--help']).stdout.replace(/\s+/g, ' ');
  for (const name of FORMAT_NAMES) expect(help).toContain(`"${name}"`);
});
