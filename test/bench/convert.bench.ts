import { createRequire } from 'node:module';
import { bench, describe } from 'vitest';
import type * as Convert from '../../src/convert/index.ts';

// Required, not imported, so that the built files run as in Node: vitest's transform of an import is several times slower.
const require = createRequire(import.meta.url);
const { conversions, languageOf } = require('../../dist/tools/convert.js') as typeof Convert;
const { Converter } = require('opencc-js/t2cn') as {
  Converter: (choice: { from: string; to: string }) => (text: string) => string;
};

const paragraph = [
  '記者昨日從市政府獲悉，沿江道路改造工程將於下月動工，預計兩年內完成，屆時過江時間會縮短一半。',
  '他看著窗外的雨，想起許多年前離開故鄉的那個早晨，母親站在門口，什麼也沒有說。',
  '這部著作顯著地影響了後來的學者，書中對乾隆年間的經濟與賦稅制度有詳細的討論。',
  '專家表示，開車時使用電話會讓反應變慢，即使只是聽著，也與酒後駕駛同樣危險。',
].join('\n');
const bytes = 10_000_000;
const text = `${paragraph}\n`.repeat(Math.ceil(bytes / Buffer.byteLength(paragraph)));
const opencc = Converter({ from: 't', to: 'cn' });

/** The same 10 MB, read as UTF-8; the summary shows the ratio. */
describe('traditional to simplified, 10 MB', () => {
  bench(
    'languageOf and conversions',
    () => {
      const context = { guess: true, language: languageOf(text), from: 'auto', vocab: 'keep' } as const;
      for (const rule of conversions) if (rule.gate(text)) rule.propose(text, context);
    },
    { iterations: 20, time: 0, warmupIterations: 3, warmupTime: 0 },
  );
  bench('opencc-js', () => void opencc(text), { iterations: 3, time: 0, warmupIterations: 1, warmupTime: 0 });
});
