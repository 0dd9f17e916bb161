import { describe, expect, test } from 'vitest';
import { bodyCredits } from '../../src/extract/credits/in-body.ts';
import { creditsIn } from '../../src/extract/credits/in-line.ts';
import { extract } from '../../src/extract/index.ts';
import { dateIn } from '../../src/text/date.ts';
import { normalize } from '../../src/index.ts';
import type { CorpusRecord, Options } from '../../src/index.ts';
import { areNames, splitNames } from '../../src/text/names.ts';
import { cutSite } from '../../src/text/page-title.ts';
import { factsOf } from '../../src/strip/rules/index.ts';
import { isPersonName } from '../../src/text/surnames.ts';
import type { Document, Meta, Removed } from '../../src/types.ts';

const PROSE = '清晨的雾还没有散，老周已经撑着船到了湖心，今年的水比往年清，他说这是修了排污管以后的头一个春天。';

function recordOf(content: string, options: Options = {}): CorpusRecord {
  const bytes = new TextEncoder().encode(content);
  return normalize(
    { path: 'a', pathBytes: null, member: null, format: null, bytes, charset: null, url: null },
    options,
  );
}

function documentOf(removed: readonly Removed[], meta: readonly Meta[] = [], text: string = PROSE): Document {
  const told = removed.map((line) => ({ ...line, tells: factsOf(line.rule) }));
  return {
    text,
    lines: [],
    origins: [],
    meta,
    format: 'html',
    language: 'zh-Hans',
    steps: [],
    removed: told,
    warnings: [],
  };
}

test('a name below a headline, identified by the body after it', () => {
  const page = `<html><body><div><p align="center"><b>湖上的一个早晨</b></p><p>王小明<br><br>${PROSE}<br>${PROSE}<br>${PROSE}</p></div></body></html>`;
  const { title, credits, text } = recordOf(page);
  expect({ title, credits }).toEqual({ title: '湖上的一个早晨', credits: [{ role: '作者', names: ['王小明'] }] });
  expect(text.startsWith(PROSE)).toBe(true);
});

describe('names', () => {
  test.each([
    ['王小明 李大同', ['王小明', '李大同']],
    ['王小明、李大同', ['王小明', '李大同']],
    ['蒋 凌', ['蒋凌']],
    ['王小明李大同', ['王小明', '李大同']],
    ['欧阳小明', ['欧阳小明']],
    ['杨小倩_NF4425', ['杨小倩']],
    ['黄小南 PN269', ['黄小南']],
    ['Demi Xia', ['Demi Xia']],
    ['研究员徐小忱', ['徐小忱']],
    ['韩小涵系湖畔智库研究员', ['韩小涵']],
    ['王小明 湖畔大学', ['王小明']],
    ['湖畔大学', ['湖畔大学']],
    ['马小峰/文受访者供图', ['马小峰']],
    ['赖小芳、傅小洪', ['赖小芳', '傅小洪']],
    ['size="20"', []],
    ['佚名', []],
    ['NF048', []],
  ])('%s', (text, names) => {
    expect(splitNames(text)).toEqual(names);
  });

  test('the shape of a name', () => {
    expect(['王明', '诸葛小亮', '皇甫鲜'].filter((name) => !isPersonName(name))).toEqual([]);
    expect(['国际', '王', '记者发现', '高考', 'Smith'].filter(isPersonName)).toEqual([]);
    expect(areNames('王小明 通讯员 李大同/文 受访者供图')).toBe(true);
    expect(areNames('赵小东、风小天')).toBe(true);
    expect(['走进乡村', '文化、教育', '王小明、走进乡村'].filter(areNames)).toEqual([]);
  });
});

describe('credits in a line', () => {
  test.each([
    ['责任编辑:赵洋 校对:杨文博', 'editor', ['责任编辑:赵洋', '校对:杨文博']],
    ['本文来源：东湖网 责任编辑：王小明_NF0000', 'source', ['责任编辑:王小明']],
    ['(整理:記者王小冕通訊員李大治孟娟)', 'tail-credit', ['整理:王小冕', '整理:李大治,孟娟']],
    ['□本報記者 董小新', 'reporter', ['记者:董小新']],
    ['文/李小平', 'byline', ['作者:李小平']],
    ['文/图 刘小东 易小楠', 'byline', ['作者:刘小东,易小楠', '图片:刘小东,易小楠']],
    ['湖边的路。段小宁 摄', 'photo-credit', ['摄影:段小宁']],
    ['(本版图片由东湖县委宣传部提供)', 'page-photos', ['图片:东湖县委宣传部']],
    ['【湖報╱記者張小芳／即時報導】', 'agency-byline', ['记者:張小芳']],
    ['石小佳/湖畔青年报', 'outlet', ['作者:石小佳']],
    ['2020-06-05 20:35 王小明 李大同', 'date', ['作者:王小明,李大同']],
    ['由王小明张贴 @ 2005-06-14 03:25', 'time-source', ['作者:王小明']],
    ['老周头 发表于 2005-9-15 11:46:00', 'time-label', ['作者:老周头']],
    ['posted @ 2017-03-04 12:33 laozhou 阅读(1234) 评论(5)', 'time-source', ['作者:laozhou']],
    ['Posted by K A at 12:11 PM', 'posted-by', ['作者:K A']],
    ['posted by 湖边老周 at 23:15', 'posted-by', ['作者:湖边老周']],
    ['原创 湖边老周 于 2021-03-05 10:20:30 发布', 'time-label', ['作者:湖边老周']],
    ['本帖最后由 湖边老周 于 2012-3-4 21:33 编辑', 'time-label', []],
    ['[点击此处收藏本文] 发表于2005年09月07日', 'time-label', []],
    ['东湖日报 发表于 2005-9-15', 'time-label', []],
    ['楼主：湖边老周 时间：2012-03-04 21:33:00 点击：123', 'time-source', ['作者:湖边老周']],
    ['发表于 2012-3-4 21:33 | 只看楼主 倒序浏览', 'time-label', []],
    ['来自: 湖边老周(东湖) 2012-03-04 21:33:12', 'date', ['作者:湖边老周']],
    ['发信人: laozhou (湖边老周), 信区: Lake', 'byline', ['作者:laozhou']],
    ['作者：湖边老周 发表于 2012-3-4 21:33', 'time-source', ['作者:湖边老周']],
    ['本报记者 王小文 方 敏', 'reporter', ['记者:王小文,方敏']],
    ['（圖／記者陳大同攝）', 'photo-credit', ['摄影:陳大同']],
    ['作者：赵小婕 出自[东湖出版社]', 'byline', ['作者:赵小婕']],
    ['【作者单位：湖畔大学、东湖学院】', 'tail-credit', []],
    ['来源：东湖网', 'source', []],
    ['发表于 2012-3-4 21:33:08 | 只看该作者 | 倒序浏览', 'time-label', []],
    ['2015-04-05 | 来源：东湖周刊 | 作者：本刊记者 何小丽', 'time-source', ['记者:何小丽']],
    ['作者：本刊编辑部', 'byline', []],
    ['词：王小明 曲：李小雷', 'byline', ['词:王小明', '曲:李小雷']],
    ['By 王小明', 'byline', ['作者:王小明']],
  ])('%s', (text, rule, credits) => {
    expect(
      creditsIn(text, rule)
        .filter(({ names }) => names.length > 0)
        .map(({ role, names }) => `${role}:${names.join(',')}`),
    ).toEqual(credits);
  });
});

describe('credits in the body', () => {
  test.each([
    [`本报讯（记者 王小明 通讯员 李大同）${PROSE}`, ['记者:王小明', '通讯员:李大同']],
    [`本报讯 记者王小明报道 ${PROSE}`, ['记者:王小明']],
    [`（中央社記者王小明台北3日電）${PROSE}`, ['记者:王小明']],
    [`〔記者王小明／台北報導〕${PROSE}`, ['记者:王小明']],
    [`【东湖时报记者 王小明】${PROSE}`, ['记者:王小明']],
    [`${PROSE}（王小明 李大同 ）`, ['作者:王小明,李大同']],
    [`${PROSE}\n（文/王小明）`, ['作者:王小明']],
    [`${PROSE}（王小明 李大同 发自东湖报道）`, ['作者:王小明,李大同']],
    [`${PROSE}（综合 东湖报道）`, []],
    [`（记者问到这里，他沉默了。）${PROSE}`, []],
    [`据中央社记者会上的说法，${PROSE}（完）`, []],
    [`${PROSE}（见上图）`, []],
  ])('%s', (body, credits) => {
    const { head, tail } = bodyCredits(body);
    expect([...head, ...tail].map(({ role, names }) => `${role}:${names.join(',')}`)).toEqual(credits);
  });

  test('only the first post of a thread states the author', () => {
    const removed = ['湖边老周', '小城故事', '路人甲'].map((name, line) => ({
      rule: 'byline',
      line,
      text: `作者：${name}`,
    }));
    expect(extract(documentOf(removed)).credits).toEqual([{ role: '作者', names: ['湖边老周'] }]);
    const names = extract(documentOf(removed.slice(0, 2))).credits;
    expect(names).toEqual([{ role: '作者', names: ['湖边老周', '小城故事'] }]);
  });

  test.each([
    ['东湖的水清了 - 湖边老周 - 博客园', ['湖边老周']],
    ['东湖的水清了_湖边老周的博客_新浪博客', ['湖边老周']],
    ['东湖的水清了_要闻_湖畔网', []],
    ['东湖的水清了 - 博客园', []],
  ])('a blog is named after its author: %s', (title, names) => {
    const credits = extract(documentOf([], [{ name: 'title', value: title }])).credits;
    expect(credits.flatMap((credit) => credit.names)).toEqual(names);
  });
});

describe('dates', () => {
  test.each([
    ['发布时间:2020-01-31 6:43:28', '2020-01-31T06:43:28+08:00'],
    ['2012年01月12日 14:25东湖网', '2012-01-12T14:25:00+08:00'],
    ['2019.9.7', '2019-09-07'],
    ['2020年03月04日05:30', '2020-03-04T05:30:00+08:00'],
    ['2012年3月4日 星期日 08:30', '2012-03-04T08:30:00+08:00'],
    ['2022 03/04 08:30:15', '2022-03-04T08:30:15+08:00'],
    ['发信站: 东湖社区 (Sun Mar  4 21:33:02 2012), 站内', '2012-03-04T21:33:02+08:00'],
    ['2012年3月45日', null],
    ['2020-01-03T18:13:00Z', '2020-01-03T18:13:00+00:00'],
    ['2020-01-03T18:13:00.000+0900', '2020-01-03T18:13:00+09:00'],
    ['２０１９年９月７日', '2019-09-07'],
    ['发布日期： 9/17/2004 5:54:13 PM', '2004-09-17T17:54:13+08:00'],
    ['13/02/2022', '2022-02-13'],
    ['03/02/2022', null],
    ['Saturday, September 7th, 2019   10:56 pm', '2019-09-07T22:56:00+08:00'],
    ['Sep. 7, 2019 at 12:05 AM', '2019-09-07T00:05:00+08:00'],
    ['7 sept 2019', '2019-09-07'],
    ['Sat, 07 Sep 2019 02:56:00 GMT', '2019-09-07T02:56:00+00:00'],
    ['Sat Sep 07 2019 10:56:00 GMT+0900', '2019-09-07T10:56:00+09:00'],
    ['Sat, 07 Sep 2019 10:56:00 +0800', '2019-09-07T10:56:00+08:00'],
    ['Sat Sep 07 2019 10:56:00 Zhou', '2019-09-07T10:56:00+08:00'],
    ['March 2019', null],
    ['February 30, 2019', null],
    ['2019-13-40', null],
    ['2019-02-30', null],
    ['电话 0000-1999-01-01', '1999-01-01'],
  ])('%s', (text, date) => {
    expect(dateIn(text)).toBe(date);
  });

  test('the date nearest the headline wins over others and over metadata', () => {
    const removed = [
      { rule: 'date', line: 1, text: '2022-02-02' },
      { rule: 'menu', line: 2, text: '首页 | 新闻' },
      { rule: 'menu', line: 3, text: '国内 | 国际' },
      { rule: 'title', line: 4, text: '东湖的水清了' },
      { rule: 'time-label', line: 5, text: '发布时间：2020-01-31 06:43' },
      { rule: 'time-source', line: 9, text: '2021-01-01 来源：别处' },
    ];
    const meta = [{ name: 'meta:pubdate', value: '2019-01-01' }];
    expect(extract(documentOf(removed, meta)).published).toBe('2020-01-31T06:43:00+08:00');
    expect(extract(documentOf([], meta)).published).toBe('2019-01-01');
    expect(extract(documentOf([], [{ name: 'meta:lastmodified', value: '2019-01-01' }])).published).toBeNull();
    expect(
      extract(documentOf([], [{ name: 'link:canonical', value: 'https://a.cn/2019/0907/c1.html' }])).published,
    ).toBe('2019-09-07');
    expect(extract(documentOf([]), 'https://a.cn/20190907/c1.html').published).toBe('2019-09-07');
  });
});

test('tails of site and channel are cut from a page title', () => {
  expect(cutSite('东湖的水清了_新闻频道_湖畔网')).toBe('东湖的水清了');
  expect(cutSite('东湖的水清了 - 湖畔日报')).toBe('东湖的水清了');
  expect(cutSite('湖畔网 | 东湖的水清了')).toBe('东湖的水清了');
  expect(cutSite('2012-2022年的东湖')).toBe('2012-2022年的东湖');
});

describe('the headline of a page with a misleading page title', () => {
  const menu = '<ul><li><a href="/1">存档</a></li><li><a href="/2">我的相册</a></li></ul>';
  const body = `<p>${PROSE}</p><p>${PROSE}</p>`;
  test.each([
    ['a blog', `<title>湖边 blog--老周</title><a href="/">湖边 blog</a>${menu}<div>东湖的水清了</div>${body}`],
    ['a site', `<title>湖畔网&gt;新闻</title>${menu}<div>东湖的水清了</div>${body}`],
    ['no name', `<h1><a href="/">老周的博客</a></h1>${menu}<h2><a href="/3">东湖的水清了</a></h2>${body}`],
    [
      'several headings',
      `<h1>导航</h1>${menu}<h1>访问统计</h1>${menu}<div><a href="/3">东湖的水真的清了吗</a></div>${body}`,
    ],
  ])('%s', (_, html) => {
    expect(recordOf(`<!doctype html><body>${html}`).title).toMatch(/^东湖的水(?:真的)?清了吗?$/);
  });

  test('a heading over two lines, and a heading above a document number', () => {
    const two = `<title>东湖的水清了 渔民说今年春天来得早_湖畔网</title><h1>东湖的水清了<br>渔民说今年春天来得早</h1>${body}`;
    expect(recordOf(two).title).toBe('东湖的水清了渔民说今年春天来得早');
    const office = `<title>东湖市政府</title><h2>关于印发东湖治理方案的通知</h2><div>东政发〔2020〕3号</div>${body}`;
    expect(recordOf(office).title).toBe('关于印发东湖治理方案的通知');
  });

  test('an article keeps its title, and a menu gives none', () => {
    expect(recordOf(`<title>东湖的水清了_湖畔网</title>${menu}<div>老周的船</div>${body}`).title).toBe('东湖的水清了');
    expect(recordOf(`<title>湖畔网</title><ul><li><a href="/1">存档目录</a></li></ul>${body}`).title).toBeNull();
  });

  test('a longer line that quotes the page title is not the headline', () => {
    const cited = `<div>引用本文：王小明. 东湖水质变化的监测与分析[J]. 湖泊研究, 2018, 8(2): 7-16.</div>`;
    const html = `<title>东湖水质变化的监测与分析</title><div>东湖水质变化的监测与分析</div><div>摘要</div>${cited}${body}`;
    expect(recordOf(html).title).toBe('东湖水质变化的监测与分析');
  });
});

describe('a page', () => {
  const page = `<!doctype html><html><head><title>东湖的水清了_要闻_湖畔网</title>
<meta name="author" content="湖畔网"><link rel="canonical" href="https://hu.example.cn/a/1.html"></head><body>
<div class="nav"><a href="/">首页</a> | <a href="/n">新闻</a> | <a href="/s">体育</a> | <a href="/f">财经</a></div>
<div>当前位置：<a href="/">首页</a> &gt; <a href="/n">新闻</a> &gt; 正文</div>
<h1>东湖的水清了</h1><p>——治理十年回望</p>
<div>2019-09-07 13:43 来源：<a href="/x">湖畔晚报</a> 作者：王小明</div>
<div class="article"><p>${PROSE}</p><p>${PROSE}（摄影 李大同）</p></div>
<p>责任编辑：赵小兰_NF0001</p><p>相关新闻：</p><ul><li><a href="/1">码头重新开放</a></li></ul>
<p>版权声明：未经湖畔网书面授权，不得转载。</p></body></html>`;

  test('every field comes from the visible page', () => {
    const record = recordOf(page);
    expect(record).toMatchObject({
      title: '东湖的水清了',
      subtitle: '治理十年回望',
      published: '2019-09-07T13:43:00+08:00',
      outlet: '湖畔晚报',
      section: ['首页', '新闻'],
      url: 'https://hu.example.cn/a/1.html',
    });
    expect(record.credits).toContainEqual({ role: '作者', names: ['王小明'] });
    expect(record.credits).toContainEqual({ role: '责任编辑', names: ['赵小兰'] });
    expect(record.credits.flatMap(({ names }) => names)).not.toContain('湖畔网');
  });

  test('no evidence, no field', () => {
    const record = recordOf(`${PROSE}\n${PROSE}`);
    const empty = {
      title: null,
      kicker: null,
      subtitle: null,
      published: null,
      outlet: null,
      section: [],
      credits: [],
    };
    expect(record).toMatchObject(empty);
    expect(record.text).toBe(`${PROSE}\n${PROSE}`);
  });
});

describe('sections', () => {
  test.each([
    ['breadcrumb-path', '网易首页-->财经频道-->正文', ['网易首页', '财经频道']],
    ['breadcrumb', '您在这里: 首页 > 诗 > 正文', ['首页', '诗']],
    ['breadcrumb-path', '湖畔首页 > 湖畔号 > 正文 申请入驻', ['湖畔首页', '湖畔号']],
    ['breadcrumb-path', '更多精彩图片>>更多热辣幻灯>>', []],
    ['breadcrumb-path', '汽车新闻排行TOP10 >>进入汽车论坛', []],
  ])('%s %s', (rule, text, section) => {
    expect(extract(documentOf([{ rule, line: 1, text }])).section).toEqual(section);
  });
});

test('a chronicle has no date of publication', () => {
  const lines = ['1949年10月1日', '东湖县成立，县城设在湖边。', '1950年3月8日', '第一座码头建成，渔船都停在这里。'];
  const paged = lines.map((line) => `<p>${line}</p>`).join('');
  for (const content of [lines.join('\n'), paged]) {
    const record = recordOf(content);
    expect(record.published).toBeNull();
    for (const line of lines) expect(record.text).toContain(line);
  }
});

test('dates of comments and of the page itself do not count', () => {
  const comments = '<h3>网友评论</h3><div>路人甲 2013-04-05 10:20:30</div><div>说得好。</div>';
  const clock = '<div>今天是2020年5月5日 星期二</div>';
  const page = (above: string): string =>
    `<!doctype html><title>东湖的水清了_湖畔网</title>${clock}<h1>东湖的水清了</h1>${above}<p>${PROSE}</p><p>${PROSE}</p>${comments}`;
  expect(recordOf(page('')).published).toBeNull();
  expect(recordOf(page('<div>2012-03-04</div>')).published).toBe('2012-03-04');
});

describe('names marked only by the markup', () => {
  const page = (above: string, below = ''): CorpusRecord =>
    recordOf(
      `<!doctype html><title>东湖的水清了</title><h1>东湖的水清了</h1>${above}<p>${PROSE}</p><p>${PROSE}</p>\n${below}`,
    );
  const authors = (record: CorpusRecord): readonly string[] => record.credits.flatMap(({ names }) => names);

  test('an element of a class called after authors or sources, above the body', () => {
    const record = page(
      '<div class="info"><a class="author-name">湖边老周</a><span class="source">湖畔视点</span> 2020-03-04</div>',
    );
    expect(authors(record)).toEqual(['湖边老周']);
    expect(record.outlet).toBe('湖畔视点');
    expect(authors(page('', '<div class="author">湖边老周</div>'))).toEqual([]);
    expect(authors(page('<div class="author">责任编辑：赵小兰</div>'))).toEqual(['赵小兰']);
    expect(page('<span class="source">2020-03-04</span>').outlet).toBeNull();
  });

  test('the script of a WeChat article', () => {
    const script = 'var nickname = "湖畔视点"; var ct = "1581517074"; var msg_title = "东湖的水清了";';
    const record = page('<em>昨天</em>', `<script>${script}</script>`);
    expect(record).toMatchObject({ published: '2020-02-12T22:17:54+08:00', outlet: '湖畔视点' });
    expect(page('', `<script>var ct = "1581517074";</script>`).published).toBeNull();
  });
});

test.each([
  ['新华社北京1月11日电（记者 王小明）', '新华社'],
  ['（法新社羅馬19日電）', '法新社'],
  ['【湖畔网2012年1月11日讯】', '湖畔网'],
  ['本报北京1月11日电', null],
  ['湖畔社会1月11日电影节开幕，', null],
])('the agency at the beginning of a report: %s', (head, outlet) => {
  expect(extract(documentOf([], [], `${head}${PROSE}`)).outlet).toBe(outlet);
});

test.each([
  ['【湖報╱記者張小芳／即時報導】', 'agency-byline', '湖報'],
  ['聯合湖報／ 記者王小明／台北即時報導', 'reporter', '聯合湖報'],
  ['本报记者 王小明', 'reporter', null],
  ['来源：湖畔视点 浙江 举报', 'source', '湖畔视点'],
  ['来源：转载', 'source', null],
  ['来源：[ 湖畔网 ]', 'source', '湖畔网'],
  ['来源：东湖网-《东湖日报》', 'source', '东湖网-《东湖日报》'],
  ['于 2021-03-05 10:20:30 发布', 'time-label', null],
  ['来源：湖畔晚报 第1页/共2页 << 上一页', 'source', '湖畔晚报'],
  ['来源：转载文章 第1页/共1页 << 上一页', 'source', null],
])('outlet: %s', (text, rule, outlet) => {
  expect(extract(documentOf([{ rule, line: 1, text }])).outlet).toBe(outlet);
});

test('a title has no Markdown marks or control characters', () => {
  expect(recordOf(`# 项目说明\n\n${PROSE}`).title).toBe('项目说明');
  const removed = [{ rule: 'title', line: 1, text: '东湖\u0007的水\u0085清了\u009b' }];
  expect(extract(documentOf(removed)).title).toBe('东湖的水清了');
});

test('the author of a thread is not the one whom an answer quotes', () => {
  const lines = [
    '发表于 2012-10-12 21:33:08 | 只看该作者 | 倒序浏览',
    '发表于 2012-10-12 22:01:45 | 只看该作者',
    '湖边老周 发表于 2012-10-12 22:01',
  ];
  const removed = lines.map((text, line) => ({ rule: 'time-label', text, line }));
  expect(extract(documentOf(removed)).credits).toEqual([]);
  const marked = [{ name: 'markup:author', value: '山里的云' }];
  const posted = [{ rule: 'outside-body', text: '山里的云', line: 0 }, ...removed];
  expect(extract(documentOf(posted, marked)).credits).toEqual([{ role: '作者', names: ['山里的云'] }]);
});
