import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { dateIn, datesIn } from '../../src/text/date.ts';
import { normalize } from '../../src/index.ts';
import type { CorpusRecord } from '../../src/index.ts';

const PROSE = '清晨的雾还没有散，老周已经撑着船到了湖心，今年的水比往年清，他说这是修了排污管以后的头一个春天。';

function recordOf(content: string, format: string | null = null): CorpusRecord {
  const bytes = new TextEncoder().encode(content);
  return normalize({ path: 'a', pathBytes: null, member: null, format, bytes, charset: null, url: null });
}

/** A page with a line below its headline. */
function pageWith(line: string, html = '<html>'): string {
  return `${html}<head><title>湖水清了</title></head><body><h1>湖水清了</h1><div>${line}</div><p>${PROSE}</p><p>${PROSE}</p></body></html>`;
}

describe('the time of day', () => {
  test.each([
    ['2014年3月8日 下午2:05', '14:05:00'],
    ['2014.03.08 02:05 pm', '14:05:00'],
    ['2014-03-08 下午 02:05:09', '14:05:09'],
    ['2014-03-08 02:05:09 PM', '14:05:09'],
    ['2014-03-08 2:05 下午', '14:05:00'],
    ['2014年3月8日 星期六 下午2:05', '14:05:00'],
    ['2014-03-08 下午14:05', '14:05:00'],
    ['2014-03-08 上午12:05', '00:05:00'],
    ['2014-03-08 12:05 AM', '00:05:00'],
    ['2014-03-08 下午12:30', '12:30:00'],
    ['2014-03-08 中午12:30', '12:30:00'],
    ['2014-03-08 中午1:30', '13:30:00'],
    ['2014-03-08 凌晨1:30', '01:30:00'],
    ['2014-03-08 早上7:30', '07:30:00'],
    ['2014-03-08 傍晚6:30', '18:30:00'],
    ['2014-03-08 晚上9:30', '21:30:00'],
    ['2014年3月8日(土) 午後2:05', '14:05:00'],
    ['2014년 3월 8일 오후 2:05', '14:05:00'],
    ['2014年3月8日14时05分22秒', '14:05:22'],
    ['March 8, 2014 2:05 p.m.', '14:05:00'],
    ['3/8/2014 2:05:00 PM', '14:05:00'],
    ['20140308 14:05', '14:05:00'],
    ['2014-03-08 9:30下午的会', '09:30:00'],
    ['2014-03-08 14:05 10人参与', '14:05:00'],
  ])('%s', (text, time) => {
    expect(dateIn(text)).toBe(`2014-03-08T${time}+08:00`);
  });

  test.each([
    '2014-03-08 晚上12:00',
    '2014-03-08 晚上1:30',
    '2014-03-08 上午14:05',
    '2014-03-08 PM2.5',
    '2014-03-08 25:05',
  ])('%s: the day alone', (text) => {
    expect(dateIn(text)).toBe('2014-03-08');
  });

  test('every minute comes back from every way to print it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (hour, minute) => {
        const two = (number: number): string => String(number).padStart(2, '0');
        const clock = `${String(hour % 12 === 0 ? 12 : hour % 12)}:${two(minute)}`;
        const ways = hour < 12 ? [`上午${clock}`, `${clock} am`] : [`下午${clock}`, `${clock} PM`, `오후 ${clock}`];
        for (const way of [...ways, `${two(hour)}:${two(minute)}`])
          expect(dateIn(`2014-03-08 ${way}`)).toBe(`2014-03-08T${two(hour)}:${two(minute)}:00+08:00`);
      }),
      { numRuns: 60 },
    );
  });

  test('in a field of JSON', () => {
    expect(recordOf(JSON.stringify({ text: PROSE, publish_time: '2014-03-08 下午 2:05' }), 'json').published).toBe(
      '2014-03-08T14:05:00+08:00',
    );
  });
});

describe('the day', () => {
  test.each([
    ['民國103年3月8日'],
    ['中華民國一百零三年三月八日'],
    ['二〇一四年三月八日'],
    ['二○一四年三月八日'],
    ['20140308'],
    ['发布时间：20140308'],
    ['發布日期：103/03/08'],
    ['2014. 3. 8.'],
  ])('%s', (text) => {
    expect(dateIn(text)).toBe('2014-03-08');
  });

  test.each(['第20140308号文件', '20141308', '民国十年的一封信', '电话 20140308'])('%s: none', (text) => {
    expect(dateIn(text)).toBeNull();
  });
});

describe('the zone', () => {
  test.each([
    ['2014-03-08 14:05 (UTC)', '+00:00'],
    ['2014-03-08 14:05 GMT', '+00:00'],
    ['2014-03-08 14:05 GMT+8', '+08:00'],
    ['2014-03-08 14:05 +0900', '+09:00'],
    ['2014-03-08T14:05:00-03:30', '-03:30'],
    ['2014-03-08 14:05 JST', '+09:00'],
    ['2014-03-08 14:05 KST', '+09:00'],
    ['2014-03-08 14:05 CST', '+08:00'],
    ['2014-03-08 14:05（台北時間）', '+08:00'],
    ['北京时间2014年3月8日14:05', '+08:00'],
    ['2014-03-08 14:05-15:30', '+05:00'],
    ['2014-03-08 14:05', '+05:00'],
  ])('%s', (text, zone) => {
    expect(dateIn(text, '+05:00')?.replace(':00+', '+').slice(16)).toBe(zone.startsWith('-') ? `:00${zone}` : zone);
  });

  test.each([
    ['<html lang="ko-KR">', '+09:00'],
    ['<html lang="ja">', '+09:00'],
    ['<html lang="zh-TW">', '+08:00'],
    ['<html><meta property="og:locale" content="ja_JP">', '+09:00'],
    ['<html lang="jav">', '+08:00'],
  ])('%s', (html, zone) => {
    expect(recordOf(pageWith('2014/3/8 14:05', html)).published).toBe(`2014-03-08T14:05:00${zone}`);
  });

  test('of a text in Korean', () => {
    const prose = '오일장이 서는 날이면 할머니는 새벽부터 보따리를 챙겼다. 장터에는 국밥 냄새가 가득했다.';
    const page = `<title>시골 장터</title><h1>시골 장터</h1><p>2016.07.08 11:20</p><p>${prose}</p><p>${prose}</p>`;
    expect(recordOf(`<html>${page}</html>`).published).toBe('2016-07-08T11:20:00+09:00');
  });
});

describe('below the headline', () => {
  test.each([
    ['2014-03-08T14:05:00+09:00', '2014-03-08T14:05:00+09:00'],
    ['民國103年3月8日', '2014-03-08'],
    ['二〇一四年三月八日', '2014-03-08'],
    ['20140308', '2014-03-08'],
    ['2014年3月8日 下午2:05', '2014-03-08T14:05:00+08:00'],
    ['发布日期：二〇一四年三月八日', '2014-03-08'],
  ])('%s', (line, published) => {
    const record = recordOf(pageWith(line));
    expect({ published: record.published, text: record.text }).toEqual({ published, text: `${PROSE}\n${PROSE}` });
  });

  test.each([
    '发布时间：2014-03-08 14:05 更新时间：2014-03-09 下午 9:00',
    '更新时间：2014-03-09 21:00 发布时间：2014-03-08 下午 2:05',
    '2014-03-08 14:05 发布　2014-03-09 21:00 更新',
  ])('%s', (line) => {
    const { published, modified } = recordOf(pageWith(line));
    expect({ published, modified }).toEqual({
      published: '2014-03-08T14:05:00+08:00',
      modified: '2014-03-09T21:00:00+08:00',
    });
  });

  test('a change by a word before its date', () => {
    expect(datesIn('于 2014-03-08 下午2:05 发布，已于 2014-03-09 上午9:00 修改')).toEqual([
      { date: '2014-03-08T14:05:00+08:00', changed: false },
      { date: '2014-03-09T09:00:00+08:00', changed: true },
    ]);
  });
});
