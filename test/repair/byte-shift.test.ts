import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it, test } from 'vitest';
import { apply } from '../../src/engine/edits.ts';
import { byteShift } from '../../src/repair/byte-shift/index.ts';
import { repairs, repairWarnings } from '../../src/repair/index.ts';
import type { Edit, TextContext } from '../../src/types.ts';
import { shift } from '../made/byte-shift-damage.ts';

const context: TextContext = { guess: true, language: 'und', from: 'auto', vocab: 'keep' };
const certain: TextContext = { ...context, guess: false };

function repair(text: string, how: TextContext = context): string {
  return repairs.reduce(
    (now, rule) => (rule.gate(now) ? apply(now, rule.propose(now, how), rule.name).text : now),
    text,
  );
}

const SENTENCES: readonly string[] = [
  '他們在學校裡學習了三年,現在都有了工作',
  '這是一個很大的城市,人口有五百萬',
  '老師說明天下午開會討論這個問題',
  '經濟發展得很快,人民的生活也好了',
];

const READINGS = '業yè 節jié 驅qū 現xiàn 數shù 發fā 學xué 員yuán 開kāi 問wèn 這zhè 會huì';

describe('byte-shift damage', () => {
  it.each([
    ['發展潛力百強縣', '！', 'dropped', '發(fā)展?jié)摿Π購娍h'],
    ['基礎。”劉濤說。', '！', 'dropped', '基礎?!眲f。'],
    ['“藍海”。同時', '！', 'dropped', '“藍?!?。同時'],
    ['實打實的業績', '！', 'dropped', '實打?qū)嵉臉I(yè)績'],
    ['力量。”劉濤表示。', '！', 'dropped', '力量?!眲硎尽?/p>'],
    ['熱得很。可他給人', '！？', 'dropped', '熱得很??伤o人'],
    ['的重視。現階段', '！，', 'dropped', '的重視?,F(xiàn)階段'],
    ['當地縣', '！', 'dropped', '當?shù)乜h'],
    ['決不行。”', '！', 'dropped', '決不行?!?/p>'],
    ['幸福”寧津新篇章。\r', '！', 'kept', '幸?!睂幗蛐缕\ue034?。'],
  ] as const)('the simulation gives the string of a real page for %s', (text, marks, user, damaged) => {
    expect(shift(text, { marks, user, readings: '業yè 節jié 驅qū 現xiàn 數shù 發fā', folded: true })).toBe(damaged);
  });
  it.each([
    ['發展潛力百強縣的名單', '！'],
    ['一番實打實的業績', '！'],
    ['為群眾辦實事的決心。”劉濤說。\n劉濤說,劉濤是縣委書記,劉濤說過很多次。', '！'],
    ['他們一共有六個人,每個人都學會了', '！'],
  ])('%s', (text, marks) => {
    for (const user of ['kept', 'dropped'] as const) {
      const damaged = shift(text, { marks, user, readings: `${READINGS} 個gè`, folded: true });
      expect(damaged).not.toBe(text);
      expect(repair(damaged)).toBe(text);
    }
  });
  const text = fc.array(fc.constantFrom(...SENTENCES), { minLength: 1, maxLength: 4 }).map((all) => all.join('。'));
  const site = fc.record({
    marks: fc.constantFrom('！', '！？', '，！', '？！，'),
    user: fc.constantFrom('kept' as const, 'dropped' as const),
    readings: fc.subarray(READINGS.split(' '), { minLength: 8 }).map((list) => list.join(' ')),
    folded: fc.boolean(),
  });
  it('lossless damage is restored, clean text is unchanged, and repair is idempotent', () => {
    fc.assert(
      fc.property(text, site, (clean, how) => {
        const damaged = shift(clean, how);
        const once = repair(damaged);
        expect(repair(clean)).toBe(clean);
        expect(repair(once)).toBe(once);
        const readings = damaged.split('(').length - 1;
        if (!damaged.includes('?') && readings > 2) expect(once).toBe(clean);
      }),
      { numRuns: 25 },
    );
  });
  it.each([
    ['專利權人或?qū)@麢?quán)人', '專利權人或專利權人', 'a full-width sign was folded after the shift'],
    ['公司在海內外都有市場?:M馐袌?chǎng)很大', '公司在海內外都有市場。海外市場很大', 'a full-width letter was folded'],
    ['經濟繁榮?！岸?zhàn)”以后', '經濟繁榮。“二戰”以后', 'a pair between a character and its reading was dropped'],
    ['使用測(cè)量?jī)x器', '使用測量儀器', 'a reading behind a letter'],
    ['輝煌戰(zhàn)績(jī)', '輝煌戰績', 'an old reading'],
    ['上繳給父母?,F(xiàn)在生活好了', '上繳給父母。現在生活好了', 'a letter behind a comma'],
    ['上海的生活很好。全年1622個?!毙侣?', '上海的生活很好。全年1622個?!毙侣?', 'nothing that reads better'],
  ])('%s on a page of a mirror site: %s (%s)', (damaged, clean) => {
    const page = '本公司業(yè)務實(shí)力雄厚,學(xué)校產(chǎn)業(yè)發(fā)展很快,經(jīng)濟數(shù)據(jù)很好。';
    expect(repair(`${page}\n${damaged}。`)).toBe(`本公司業務實力雄厚,學校產業發展很快,經濟數據很好。\n${clean}。`);
  });
  it.each(['真的是2008年?!哇', '什么?!A股又跌了', '你說呢??@小明', '確定?!_name_是對的', '你去哪?,B座?'])(
    'questions are none: %s',
    (honest) => {
      expect(repair(honest)).toBe(honest);
      expect(repair(`他問:${honest}\n今天天氣很好,我們去公園散步。\n${honest}`)).toContain(honest);
    },
  );
  it('guesses nothing if guessing is off, and reports a guess', () => {
    const clean = '為群眾辦實事的決心。”劉濤說。';
    const damaged = shift(clean, { marks: '！', user: 'dropped', readings: '', folded: true });
    expect(repair(damaged, certain)).toBe(damaged);
    const long = `${damaged}劉濤說過,劉濤是縣委書記,劉濤說過很多次。`;
    const [edit] = byteShift.propose(long, context) as readonly Edit[];
    expect(edit).toMatchObject({ old: '?!眲f', new: '。”劉濤說' });
    expect(edit?.guessed).toBeGreaterThan(0);
    expect(edit?.confidence).toBeGreaterThan(0);
  });
});

describe('misread text', () => {
  const single = (bytes: Buffer): string => bytes.toString('latin1');
  it.each(SENTENCES)('%s', (text) => {
    expect(repair(single(Buffer.from(text, 'utf8')))).toBe(text);
    expect(repair(single(Buffer.from(single(Buffer.from(text, 'utf8')), 'utf8')))).toBe(text);
    expect(repair(single(iconv.encode(text, 'gbk')))).toBe(text);
    expect(repair(single(iconv.encode(text, 'big5')))).toBe(text);
  });
  it('leaves other languages alone', () => {
    for (const text of [
      'ÅÄÖ åäö ÆØÅ æøå',
      'AÇÃO, REAÇÃO, PRODUÇÃO',
      '「吾輩は猫である」',
      'Сколько лет?!',
      '???? !!!!',
    ]) {
      expect(repair(text)).toBe(text);
    }
  });
  it('warns of lost characters', () => {
    expect(repairWarnings('锟斤拷锟斤拷')).toEqual(['irrecoverable-characters']);
    expect(repairWarnings('他说\ufffd\ufffd\ufffd')).toEqual(['irrecoverable-characters']);
    expect(repairWarnings('锟斤拷是程序员的梗')).toEqual([]);
  });
});

test('the confidence of a guess is the probability of its characters', () => {
  const page = '這里的經濟發展很快，產業結構也在變化。\n人們開始學習新的業務，數據現在都在網上。';
  const confidenceIn = (line: string): number => {
    const damaged = shift(`${line}\n${page}`, { marks: '！', user: 'dropped', readings: READINGS, folded: true });
    const proposal = byteShift.propose(damaged, { guess: true, language: 'und', from: 'auto', vocab: 'keep' });
    const edits = 'count' in proposal ? proposal.edits() : proposal;
    return edits.find(({ guessed }) => guessed !== undefined)?.confidence ?? -1;
  };
  const known = confidenceIn('他的業績讓人佩服，大家都說他擁有基礎。”劉濤表示。');
  const anyName = confidenceIn('主持人是馬蔡琛（社科院財貿所）與其他研究人員。');
  // Some surname and given name, each likelier wrong than right: left as it is.
  expect(anyName).toBe(-1);
  expect(known).toBeGreaterThan(0.8);
});

describe('hostile input', () => {
  it.each(['?', '(yè)', '業(yè)', '&amp;', '★', 'ä½'])(
    'a row of %s',
    (unit) => {
      const started = performance.now();
      repair(unit.repeat(Math.ceil(10_000 / unit.length)));
      expect(performance.now() - started).toBeLessThan(15_000);
    },
    30_000,
  );
});
