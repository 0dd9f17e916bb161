import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { apply } from '../src/edits.ts';
import { repairs, repairWarnings } from '../src/repair/index.ts';
import type { TextContext } from '../src/types.ts';

const context: TextContext = { guess: true, language: 'und', from: 'auto', vocab: 'keep' };
const certain: TextContext = { ...context, guess: false };

function repair(text: string, how: TextContext = context): string {
  return repairs.reduce(
    (now, rule) => (rule.gate(now) ? apply(now, rule.propose(now, how), rule.name).text : now),
    text,
  );
}

const LIST: readonly (readonly [string, string])[] = [
  ['業', 'yè'],
  ['節', 'jié'],
  ['驅', 'qū'],
  ['現', 'xiàn'],
  ['數', 'shù'],
  ['發', 'fā'],
  ['學', 'xué'],
];

/** What mirror sites do: readings put in on bytes, cuts on bytes, every piece decoded by itself, private use dropped. */
function shift(text: string, marks: readonly string[]): string {
  const bytes = (part: string): string => iconv.encode(part, 'gbk').toString('latin1');
  let line = bytes(text);
  for (const [char, reading] of LIST) line = line.split(bytes(char)).join(bytes(`${char}(${reading})`));
  let pieces = [line];
  for (const mark of [...marks, '。']) {
    pieces = pieces.flatMap((piece) =>
      piece === bytes(mark)
        ? [piece]
        : piece.split(bytes(mark)).flatMap((part, i) => (i === 0 ? [part] : [bytes(mark), part])),
    );
  }
  return pieces.map(decode).join('').replaceAll('！', '!').replaceAll('？', '?').replaceAll('，', ',');
}

function decode(piece: string): string {
  const bytes = Buffer.from(piece, 'latin1');
  let text = '';
  for (let i = 0; i < bytes.length;) {
    const lead = bytes[i] ?? 0;
    const char = lead < 0x80 ? String.fromCharCode(lead) : iconv.decode(bytes.subarray(i, i + 2), 'gbk');
    if (lead >= 0x80 && (char.length !== 1 || char === '\ufffd')) text += '?';
    else if (char < '\ue000' || char > '\uf8ff') text += char;
    i += lead < 0x80 ? 1 : 2;
  }
  return text;
}

const SENTENCES: readonly string[] = [
  '他們在學校裡學習了三年,現在都有了工作',
  '這是一個很大的城市,人口有五百萬',
  '老師說明天下午開會討論這個問題',
  '經濟發展得很快,人民的生活也好了',
];

describe('byte-shift damage', () => {
  it('the simulation gives the strings of real pages', () => {
    expect(shift('發展潛力百強縣', ['！'])).toBe('發(fā)展?jié)摿Π購娍h');
    expect(shift('“藍海”。同時', ['！'])).toBe('“藍?!?。同時');
    expect(shift('實打實的業績', ['！'])).toBe('實打?qū)嵉臉I(yè)績');
  });
  it.each([
    ['發展潛力百強縣的名單', ['！']],
    ['一番實打實的業績', ['！']],
    ['為群眾辦實事的決心。”劉濤說。\n劉濤說,劉濤是縣委書記,劉濤說過很多次。', ['！']],
  ])('%s', (text, marks) => {
    const damaged = text
      .split('\n')
      .map((line) => shift(line, marks))
      .join('\n');
    expect(damaged).not.toBe(text);
    expect(repair(damaged)).toBe(text);
  });
  it('takes out readings and leaves undamaged text alone', () => {
    const text = fc.array(fc.constantFrom(...SENTENCES), { minLength: 1, maxLength: 4 }).map((all) => all.join('。'));
    fc.assert(
      fc.property(text, (clean) => {
        expect(repair(clean)).toBe(clean);
        const once = repair(shift(clean, ['！']));
        expect(repair(once)).toBe(once);
      }),
      { numRuns: 20 },
    );
  });
  it('guesses nothing where that is forbidden', () => {
    const damaged = shift('為群眾辦實事的決心。”劉濤說。', ['！']);
    expect(repair(damaged, certain)).toBe(damaged);
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
  it('warns of what is gone', () => {
    expect(repairWarnings('锟斤拷锟斤拷')).toEqual(['irrecoverable-characters']);
    expect(repairWarnings('他说\ufffd\ufffd\ufffd')).toEqual(['irrecoverable-characters']);
    expect(repairWarnings('锟斤拷是程序员的梗')).toEqual([]);
  });
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
