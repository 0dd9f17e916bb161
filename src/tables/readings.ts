import iconv from 'iconv-lite';
import { pinyin } from 'pinyin-pro';
import { stringModule } from './table.ts';

/** The module with the pinyin readings, with tone marks, of all Han characters of GBK: `yè业叶業葉…`, entries separated by spaces. */
export function readingsModule(): string {
  const bySyllable = new Map<string, string>();
  for (const char of gbkHan()) {
    for (const reading of pinyin(char, { multiple: true, type: 'array' })) {
      if (reading === '' || reading === char) continue;
      const key = reading.normalize('NFC');
      bySyllable.set(key, (bySyllable.get(key) ?? '') + char);
    }
  }
  const entries = [...bySyllable].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, chars]) => key + chars);
  return stringModule('From pinyin-pro 3.29.4 (MIT).', 'pinyinReadings', entries.join(' '));
}

function* gbkHan(): Iterable<string> {
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const char = iconv.decode(Buffer.from([lead, trail]), 'gbk');
      if (/^\p{Script=Han}$/u.test(char)) yield char;
    }
  }
}
