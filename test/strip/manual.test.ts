import { describe, expect, test } from 'vitest';
import { normalize } from '../../src/library/index.ts';

const SENTENCE = '这条命令会把目录里的文件逐个读一遍，然后把结果写到标准输出。';
const p = (...texts: readonly string[]): string => texts.map((text) => `<p>${text}</p>`).join('');
const entries = (...texts: readonly string[]): string =>
  `<dl>${texts.map((text) => `<dt><a href="#x">${text}</a></dt>`).join('')}</dl>`;
const section = (number: number, name: string, body: string): string =>
  `<div class="section"><div class="titlepage"><h2 class="title">${String(number)}. ${name}</h2></div>${body}</div>`;

/** A chapter as the stylesheets of DocBook lay it out. */
function chapter(generator: string, sections: string): string {
  const names = ['安装', '字型', 'copyright', '时间', '结语'];
  return `<head><title>章 7. 排版工具</title>${generator}</head><body>
    <div class="navheader"><table><tr><th>章 7. 排版工具</th></tr><tr><td><a href="6">上一页</a></td><td><a href="8">下一页</a></td></tr></table></div>
    <div class="chapter"><div class="titlepage"><h1 class="title">章 7. 排版工具</h1></div>
    <div class="toc"><p><b>内容目录</b></p>${entries(...names)}</div>${p(SENTENCE)}${sections}</div>
    <div class="navfooter"><table><tr><td><a href="6">上一页</a></td><td><a href="8">下一页</a></td></tr><tr><td>章 6. 网络</td><td>章 8. 打印</td></tr></table></div></body>`;
}

const SECTIONS = [
  section(1, '安装', p('以系统管理员的身份登录。', SENTENCE) + p('登录')),
  section(2, '字型', p(SENTENCE) + '<ul><li>复制</li><li>打印</li></ul>'),
  section(
    3,
    'copyright',
    p(`个别文件的授权写在 /usr/share/doc/*/copyright。${SENTENCE}`, '（编辑 .config/tool 来启用）'),
  ),
  section(
    4,
    '时间',
    p(
      '本手册（版本 2，2023-02-04 11:59:01 UTC）只是一个起点。',
      SENTENCE,
      '它在（2023-02-05 10:00:00 UTC）又改过一次。',
    ),
  ),
  section(5, '结语', p(SENTENCE) + '<table><tr><th>命令<th>说明</tr><tr><td>ls<td>列出文件</tr></table>'),
];

describe('a manual keeps every section', () => {
  const html = chapter('<meta name="generator" content="DocBook XSL Stylesheets V1.79.1">', SECTIONS.join(''));
  const made = normalize(html, { format: 'html' });
  const lines = made.text.split('\n');

  test('whatever its headings, steps and sentences are about', () => {
    for (const line of [
      '1. 安装',
      '2. 字型',
      '3. copyright',
      '4. 时间',
      '5. 结语',
      '登录',
      '复制',
      '打印',
      '（编辑 .config/tool 来启用）',
      'ls\t列出文件',
    ])
      expect(lines).toContain(line);
    expect(made.credits).toEqual([]);
    expect(made).toMatchObject({ kind: 'article', warnings: [] });
  });

  test('without the table of contents and the links around it', () => {
    for (const line of ['内容目录', '安装', '上一页\t下一页', '章 6. 网络\t章 8. 打印'])
      expect(lines).not.toContain(line);
  });
});

test('a page of the Unix manual is known by its headings', () => {
  const body = ['NAME', 'SYNOPSIS', 'DESCRIPTION', 'COPYRIGHT'].map((name) => `<h2>${name}</h2>`);
  const html = `<title>Man page of TOOL</title><h1>TOOL</h1>${body.join(p('tool - 读文件'))}${p('版权所有 © 2001 东湖工具社。', SENTENCE)}`;
  expect(normalize(html, { format: 'html' }).text).toContain('版权所有 © 2001 东湖工具社。');
});

test('a table of contents of a manual is a list', () => {
  const names = Array.from({ length: 40 }, (_, at) => `${String(at + 1)}. 关于东湖的说明`);
  const generator = '<meta name="generator" content="DocBook XSL Stylesheets">';
  const html = `<title>东湖手册</title>${generator}<h1>东湖手册</h1>${p('这本手册说明怎样使用东湖的工具。')}${entries('免责声明', ...names)}`;
  expect(normalize(html, { format: 'html' })).toMatchObject({ kind: 'list', warnings: ['no-article'] });
});

test('sentences and listings that tell times do not end an article', () => {
  const rows = ['08:15', '09:20', '10:25'].map((time) => `<tr><td>2009-01-19 ${time}<td>到站</tr>`).join('');
  const times = ['第一班船 2009-01-19 08:15 离岸，天还没有亮透。', '最后一班 2009-01-19 21:40 靠岸，灯已经熄了。'];
  const html = `<title>东湖的船</title><h1>东湖的船</h1><div>${p(SENTENCE, SENTENCE, SENTENCE, times[0] ?? '', SENTENCE)}<table>${rows}</table>${p(times[1] ?? '', SENTENCE)}</div>`;
  const lines = normalize(html, { format: 'html' }).text.split('\n');
  for (const line of [...times, '2009-01-19 08:15\t到站']) expect(lines).toContain(line);
});
