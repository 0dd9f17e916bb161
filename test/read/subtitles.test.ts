import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFolder } from '../run/in-process.ts';
import { replay } from '../../src/engine/edits.ts';
import { readSubtitles } from '../../src/read/subtitles/index.ts';
import type { SubtitleFormat } from '../../src/read/subtitles/index.ts';

const CASES: readonly (readonly [what: string, format: SubtitleFormat, source: string, text: string])[] = [
  [
    'lyrics: times, several of them, times of words, what the file says of the song',
    'lrc',
    '\uFEFF[ti:新馆之歌]\n[ar:张三]\n[offset:+500]\n[00:01.00]第一句\n[00:05.20][00:35]第二句\n[00:10.00]<00:10.10>第三<00:10.90>句\n[00:20.00]\n[副歌]\n没有时间的一句\n',
    '第一句\n第二句\n第三句\n[副歌]\n没有时间的一句',
  ],
  [
    'numbers, times and tags of SubRip',
    'srt',
    '1\n00:00:01,000 --> 00:00:02,500\n<i>你好，</i>世界。\n\n2\n00:00:03,000 --> 00:00:04,000 X1:10 X2:20\n{\\an8}第二句\n<font color="#fff">第三行</font>\n',
    '你好，世界。\n第二句\n第三行',
  ],
  [
    'carriage returns and no empty lines between cues',
    'srt',
    '1\r\n00:00:01.0 --> 00:00:02.0\r\n一\r\n2\r\n00:00:02.0 --> 00:00:03.0\r\n二',
    '一\n二',
  ],
  [
    'numbers that are spoken',
    'srt',
    '7\n00:00:01,000 --> 00:00:02,000\n2012\n\n8\n00:00:03,000 --> 00:00:04,000\n100 --> 200\n',
    '2012\n100 --> 200',
  ],
  [
    'angle brackets that are no tags',
    'srt',
    '1\n00:00:01,000 --> 00:00:02,000\na < b，<大家好> {笑}\n',
    'a < b，<大家好> {笑}',
  ],
  [
    'WebVTT: head, notes, styles, names of cues, voices, entities',
    'vtt',
    'WEBVTT - 标题\nKind: captions\n\nNOTE\n译者注\n\nSTYLE\n::cue { color: red }\n\n第一幕\n00:01.000 --> 00:02.000 align:start\n<v 张三>你好 &amp; <c.yellow>再见</c>\n<00:00:01.500>走吧\n\n00:00:03.000 --> 00:00:04.000\n好。\n',
    '你好 & 再见\n走吧\n好。',
  ],
  [
    'SubStation Alpha: dialogue alone, commas, breaks, drawings',
    'ass',
    '[Script Info]\nTitle: 默认\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\nComment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,不说\nDialogue: 0,0:00:01.00,0:00:02.00,Default,甲,0,0,0,,{\\fad(1,2)}你好, 世界\\N第二行\\h完\nDialogue: 0,0:00:02.00,0:00:03.00,Default,,0,0,0,,{\\p1}m 0 0 l 1 1{\\p0}\n',
    '你好, 世界\n第二行 完',
  ],
  [
    'SubStation Alpha with fewer fields',
    'ass',
    '[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,甲，乙,丙',
    '甲，乙,丙',
  ],
  [
    'SAMI: what is between the times, and lines in it',
    'smi',
    '<SAMI><HEAD><TITLE>片名</TITLE><STYLE TYPE="text/css"><!-- P {margin:0} --></STYLE></HEAD><BODY>\r\n<SYNC Start=1000><P Class=CNCC>你终于来了\r\n<SYNC Start=2500><P Class=CNCC>&nbsp;\r\n<SYNC Start=4000><P Class=CNCC><i>路上</i>下了雨<br>桥都淹了<SYNC Start=6000><P>喝杯茶 &amp; 坐\r\n</BODY></SAMI>',
    '你终于来了\n路上下了雨\n桥都淹了\n喝杯茶 & 坐',
  ],
  [
    'captions that roll up, as YouTube writes them',
    'vtt',
    'WEBVTT\n\n00:00:00.000 --> 00:00:01.990\n \n大家<00:00:00.480><c>好</c>\n\n00:00:01.990 --> 00:00:02.000\n大家好\n \n\n00:00:02.000 --> 00:00:03.990\n大家好\n今天<00:00:02.480><c>讲红烧肉</c>\n\n00:00:03.990 --> 00:00:04.000\n今天讲红烧肉\n \n\n00:00:04.000 --> 00:00:06.000\n今天讲红烧肉\n今天讲红烧肉\n',
    '大家好\n今天讲红烧肉\n今天讲红烧肉',
  ],
  [
    'the same as SubRip',
    'srt',
    '1\n00:00:00,000 --> 00:00:02,000\n大家好\n\n2\n00:00:02,000 --> 00:00:04,000\n大家好\n今天讲红烧肉\n\n3\n00:00:04,000 --> 00:00:06,000\n今天讲红烧肉\n先切肉\n\n4\n00:00:06,000 --> 00:00:08,000\n先切肉\n再焯水\n',
    '大家好\n今天讲红烧肉\n先切肉\n再焯水',
  ],
  [
    'two captions that roll up',
    'vtt',
    'WEBVTT\n\n00:00:00.000 --> 00:00:02.000\n大家<00:00:00.480><c>好</c>\n\n00:00:02.000 --> 00:00:04.000\n大家好\n今天<00:00:02.480><c>讲</c>\n',
    '大家好\n今天讲',
  ],
  [
    'lines that are called again and again',
    'srt',
    '1\n00:00:00,000 --> 00:00:02,000\n加油\n\n2\n00:00:02,000 --> 00:00:04,000\n加油\n\n3\n00:00:04,000 --> 00:00:06,000\n加油\n\n4\n00:00:06,000 --> 00:00:08,000\n加油\n',
    '加油\n加油\n加油\n加油',
  ],
  ['nothing at all', 'srt', '', ''],
];

describe('subtitles', () => {
  test.each(CASES)('%s', (_, format, source, text) => {
    const reading = readSubtitles(source, format);
    expect(reading.text).toBe(text);
    expect(reading.lines).toHaveLength(Math.max(1, text.split('\n').length));
    expect(replay(source, [{ rule: 'markup', edits: reading.edits }])).toBe(text);
  });

  test('lines have their source position', () => {
    const { origins } = readSubtitles(
      '1\n00:00:01,000 --> 00:00:02,000\n一\n二\n\n2\n00:00:01,000 --> 00:00:02,000\n三\n',
      'srt',
    );
    expect(origins).toEqual([3, 4, 8]);
  });

  test('edits are reported for any text', () => {
    const word = fc.constantFrom(
      '1',
      '\n',
      '\r\n',
      '00:00:01,000 --> 00:00:02,000',
      '你好',
      '<i>',
      '</i>',
      '{\\an8}',
      '\\N',
      '\\h',
      '&amp;',
      'WEBVTT',
      'NOTE',
      'Dialogue: ',
      ',',
      'Format: a, Text',
      ' ',
      '\u2028',
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 40 }),
        fc.constantFrom<SubtitleFormat>('srt', 'vtt', 'ass', 'lrc'),
        (words, format) => {
          const source = words.join('');
          const reading = readSubtitles(source, format);
          expect(replay(source, [{ rule: 'markup', edits: reading.edits }])).toBe(reading.text);
        },
      ),
    );
  });

  test('spoken text round-trips', () => {
    const line = fc
      .string({ unit: fc.constantFrom('你', '好', '，', 'a', ' ', '1'), minLength: 1 })
      .filter((text) => text.trim() !== '' && !/^\s*\d+\s*$/.test(text));
    fc.assert(
      fc.property(fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { maxLength: 8 }), (cues) => {
        const source = cues
          .map((lines, index) => `${index + 1}\n00:00:0${index},000 --> 00:00:09,000\n${lines.join('\n')}\n`)
          .join('\n');
        expect(readSubtitles(source, 'srt').text).toBe(cues.flat().join('\n'));
      }),
    );
  });

  test.each(['srt', 'vtt', 'ass'] as const)(
    'a long file of worst-case %s is fast',
    (format) => {
      for (const unit of ['<', '{', '{\\', '<i', '0:', '1\n', '-->\n', '\\N', 'Dialogue:', ',', '<v '])
        expect(readSubtitles(unit.repeat(2 ** 18 / unit.length), format).origins.length).toBeGreaterThan(0);
    },
    5000,
  );
});

test.each(['srt', 'vtt', 'ass', 'ssa', 'lrc'])('a page that is called .%s is a page', async (extension) => {
  const page = '<html><head><title>字幕下载</title></head><body><p>今天上午，市图书馆新馆正式开放。</p></body></html>';
  const { records } = await readFolder({ [`a.${extension}`]: page });
  expect(records).toMatchObject([{ text: '今天上午，市图书馆新馆正式开放。', source: { format: 'html' } }]);
});
