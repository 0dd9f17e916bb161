import fc from 'fast-check';
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  addPage,
  addSample,
  newSample,
  normalize,
  observe,
  readTemplates,
  templatesOf,
  writeTemplates,
} from '../../src/index.ts';
import type { Observation, Sample, Source } from '../../src/index.ts';
import { packLines } from '../../src/strip/templates/page-summary.ts';
import { lineKey } from '../../src/strip/line-key.ts';
import { matchFormOf } from '../../src/text/match-form.ts';
import { command, temporaryFolder } from '../run/command.ts';
import { mustBeValid } from '../run/records.ts';

const HEAD = ['东湖热线', '首页', '新闻中心', '图片频道', '数字报刊', '设为首页', '东湖小贴士 第12期'];
const TAIL = ['东湖热线 与城市同行', '关于我们', '联系方式', '网站地图', '京ICP备01234567号', '版权所有 东湖热线'];
const WORDS = [
  '图书馆',
  '运动会',
  '科技馆',
  '老城区',
  '博物馆',
  '体育场',
  '植物园',
  '火车站',
  '大剧院',
  '自然课',
  '新校区',
  '菜市场',
];
const DEEDS = [
  '昨天正式开放',
  '下个月搬到新址',
  '今年接待了许多读者',
  '将在周末举行活动',
  '从清晨起就排起了长队',
  '得到了居民的好评',
];

/** A distinct story for each number: a headline, then paragraphs. */
function story(number: number): readonly string[] {
  const word = (at: number): string => WORDS[(number * 7 + at * 5) % WORDS.length] ?? '';
  const deed = (at: number): string => DEEDS[(number * 3 + at) % DEEDS.length] ?? '';
  const paragraph = (at: number): string =>
    `记者了解到，第${number}片区的${word(at)}${deed(at)}，附近的${word(at + 1)}也${deed(at + 2)}，第${number * 10 + at}位市民说，这样的变化让大家觉得方便了不少。`;
  return [`第${number}片区${word(0)}${deed(0)}`, ...[1, 2, 3, 4, 5].map(paragraph)];
}

function source(lines: readonly string[], url: string | null, path = 'a.txt'): Source {
  return {
    path,
    pathBytes: null,
    member: null,
    format: null,
    charset: null,
    url,
    bytes: Buffer.from(lines.join('\n')),
  };
}

function page(number: number, url: string | null = 'http://www.donghu.example/1.html'): Source {
  return source([...HEAD, ...story(number), ...TAIL], url);
}

function sampleOf(sources: readonly Source[]): Sample {
  const sample = newSample();
  for (const one of sources) {
    const seen = observe(one);
    if (seen !== null) addPage(sample, seen);
  }
  return sample;
}

const numbers = [1, 2, 3, 4, 5, 6, 7, 8];

describe('repeated lines of a site', () => {
  test.each([
    ['by its host', 'http://www.donghu.example/1.html'],
    ['by the lines its pages share', null],
  ])('are learned %s and removed; stories stay whole', (_, url) => {
    const templates = templatesOf(sampleOf(numbers.map((number) => page(number, url))));
    const stray = '东湖热线 与城市同行';
    // Without body selection, so that only the repetition on the site can identify the line.
    const skip = ['outside-body'];
    const plain = normalize(page(1, url), { skip });
    const record = normalize(page(1, url), { skip, templates });
    mustBeValid(record);
    expect(plain.text).toContain(stray);
    expect(record.removed.filter(({ rule }) => rule === 'site-template').map(({ text }) => text)).toContain(stray);
    expect(record.text.split('\n')).toEqual(story(1));
    expect(normalize(page(1, url), { templates, skip: [...skip, 'site-template'] })).toEqual(plain);
    expect(normalize(page(1, url), { templates, skip, keep: ['site-template'] }).text).toBe(plain.text);
    const elsewhere = page(1, 'http://elsewhere.example/');
    expect(normalize(elsewhere, { skip, templates: { 'donghu.example': [stray] } }).text).toBe(plain.text);
  });

  test('goes only where it stands around the text: a manual repeats lines of its own inside', () => {
    const own = ['语法:', '注意', '数据:'];
    const around = ['东湖热线 与城市同行', '页面信息:'];
    const keys = [...own, ...around, 'end sub'].map((line) => lineKey(matchFormOf(line)));
    const html = `<p>东湖热线 与城市同行</p><h1>读取水位</h1><p>${story(1)[1] ?? ''}</p><h3>语法:</h3><pre>Sub Water\nEnd Sub</pre>
      <p>注意</p><p>${story(1)[2] ?? ''}</p><p>数据:</p><p>12</p><p>${story(1)[3] ?? ''}</p><p>页面信息:</p><p>12</p>`;
    const made = normalize(source([html], 'http://donghu.example/1.html', 'a.html'), {
      skip: ['outside-body'],
      templates: { 'donghu.example': keys },
    });
    expect(made.removed.filter(({ rule }) => rule === 'site-template').map(({ text }) => text)).toEqual(around);
    for (const line of [...own, 'End Sub']) expect(made.text.split('\n')).toContain(line);
  });

  test('need three stories', () => {
    const two = [1, 2].map((number) => page(number));
    expect(templatesOf(sampleOf(two))).toEqual({});
    expect(templatesOf(sampleOf([...two, page(3)]))).not.toEqual({});
  });

  test('copies of a story count as one page, so that its sentences do not become furniture', () => {
    const copies = ['转载一', '转载二', '转载三', '转载四'].map((mark) =>
      source([...HEAD, ...story(1), `${mark}的编者还加了一句自己的话。`, ...TAIL], 'http://donghu.example/'),
    );
    expect(templatesOf(sampleOf(copies))).toEqual({});
    const learned = templatesOf(sampleOf([...copies, page(2), page(3), page(4)]))['donghu.example'] ?? [];
    expect(learned).toContain(lineKey('关于我们'));
    for (const line of story(1)) expect(learned).not.toContain(lineKey(line));
  });

  test('documents of one form without a site repeat lines of their own', () => {
    const forms = numbers.map((number) =>
      source(['东湖区法院判决书', ...story(number).slice(1), '审判长', '书记员'], 'http://court.example/'),
    );
    expect(templatesOf(sampleOf(forms))).toEqual({});
  });

  test('numbers do not distinguish lines, but dates and numbered headings stay separate', () => {
    expect(lineKey('已有128人参与讨论')).toBe(lineKey('已有7人参与讨论'));
    expect(lineKey('2012年1月5日')).not.toBe(lineKey('2012年1月6日'));
    expect(lineKey('第1章')).not.toBe(lineKey('第2章'));
    expect(lineKey('— 12 —')).toBe('');
  });
});

const observations = fc.array(
  fc.record({
    sites: fc.uniqueArray(fc.constantFrom('a.example', 'b.example', '#关于我们', '__proto__', 'constructor'), {
      minLength: 1,
      maxLength: 2,
    }),
    id: fc.nat({ max: 40 }).map((number) => (Math.imul(number + 1, 0x9e3779b1) >>> 0).toString(16).padStart(16, '0')),
    story: fc.array(fc.constantFrom('s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8'), { maxLength: 3 }),
    lines: fc
      .uniqueArray(
        fc.tuple(fc.constantFrom('首页', '登录', '__proto__', '标题', '结尾'), fc.constantFrom('o', 'e', 'b')),
        {
          selector: ([key]) => key,
        },
      )
      .map(packLines),
  }),
  { maxLength: 60 },
);

function learned(pages: readonly Observation[], most: number): Sample {
  const sample = newSample();
  for (const one of pages) addPage(sample, one, most);
  return sample;
}

describe('the sample', () => {
  test('is the same for any page order and any merging, and never exceeds its limit', () => {
    fc.assert(
      fc.property(observations, fc.nat(), fc.integer({ min: 6, max: 50 }), (pages, cut, most) => {
        const whole = learned(pages, most);
        expect(whole.entries).toBeLessThanOrEqual(most);
        expect(writeTemplates(learned([...pages].reverse(), most))).toBe(writeTemplates(whole));
        const at = pages.length === 0 ? 0 : cut % pages.length;
        const merged = learned(pages.slice(at), most);
        addSample(merged, learned(pages.slice(0, at), most), most);
        expect(writeTemplates(merged)).toBe(writeTemplates(whole));
      }),
      { numRuns: 200 },
    );
  });

  test('round-trips through its file', () => {
    fc.assert(
      fc.property(observations, (pages) => {
        const file = writeTemplates(learned(pages, 30));
        const read = readTemplates(file);
        expect(writeTemplates(read?.sample ?? newSample())).toBe(file);
      }),
      { numRuns: 50 },
    );
    expect(readTemplates('{"schema":1}')).toBeNull();
    expect(readTemplates('[')).toBeNull();
  });

  test('manual edits of the file are respected', () => {
    const file = '{"templates":1,"sites":{"donghu.example":{"东湖小贴士 第0期":9}}}';
    expect(readTemplates(file)?.templates).toEqual({ 'donghu.example': ['东湖小贴士 第0期'] });
  });
});

/** A folder of two halves of a site. */
function site(): string {
  const folder = temporaryFolder();
  for (const half of ['a', 'b']) mkdirSync(join(folder, half));
  for (const number of numbers) {
    const html = [...HEAD, ...story(number), ...TAIL].map((line) => `<p>${line}</p>`).join('\n');
    const name = join(folder, number % 2 === 0 ? 'a' : 'b', `${number}.html`);
    writeFileSync(name, `<link rel="canonical" href="https://www.donghu.example/${number}">\n${html}`);
  }
  return folder;
}

describe('the command', () => {
  test('learn, use, merge: the same bytes in one pass or two, at any -j', () => {
    const folder = site();
    const at = { cwd: folder };
    const whole = command(['learn', '-j', '2', 'a', 'b'], at);
    expect(whole.stderr).toMatch(/^8 pages read; 1 site repeats \d+ lines/);
    expect(command(['learn', '-q', 'a', '-o', 'a.json'], at).code).toBe(0);
    expect(command(['learn', '-q', 'a.json', 'b', '-o', 'all.json'], at).stdout).toBe('');
    expect(readFileSync(join(folder, 'all.json'), 'utf8')).toBe(whole.stdout);
    const used = command(['-q', '-j', '2', '--templates', 'all.json', 'a', 'b'], at);
    expect(used.stdout).toContain('"rule":"site-template"');
    expect(command(['-q', '--learn', 'a', 'b'], at).stdout).toBe(used.stdout);
  });

  test('different templates mean a different plan; --learn is refused if inputs cannot be read exactly twice', () => {
    const folder = site();
    const at = { cwd: folder };
    command(['learn', '-q', 'a', '-o', 'a.json'], at);
    const parts = (...args: readonly string[]): ReturnType<typeof command> =>
      command(['-q', '--out-dir', 'parts', ...args, 'a'], at);
    expect(parts('--templates', 'a.json').code).toBe(0);
    expect(readFileSync(join(folder, 'parts/part-00000.jsonl'), 'utf8')).toContain('"rule":"site-template"');
    expect(parts()).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/option templates was "sha256:/) as string,
    });
    expect(parts('--learn').stderr).toMatch(/normalize learn <input/);
    expect(command(['--learn', '-'])).toMatchObject({ code: 2, stderr: expect.stringMatching(/read once/) as string });
    expect(command(['--templates', 'a/2.html', 'a'], at).stderr).toMatch(/holds no templates; `normalize learn/);
  });
});
