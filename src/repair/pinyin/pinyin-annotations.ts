import { areInserted, findAnnotations, hasAnnotation } from './find-annotations.ts';
import type { Annotation } from './find-annotations.ts';
import { charactersRead } from './readings.ts';
import { bytesOf, trailsRead } from '../byte-shift/characters.ts';
import type { Edit, TextRule } from '../../types.ts';

/** Readings that mirror sites insert after traditional characters from a list. */
export const pinyinAnnotations: TextRule = {
  name: 'pinyin-annotations',
  summary: 'Removes pinyin readings that mirror sites insert after traditional characters',
  sparesCode: true,
  examples: [
    {
      before: '縣里的產(chǎn)業(yè)一年比一年興旺,農(nóng)民收入增加。',
      after: '縣里的產業一年比一年興旺,農民收入增加。',
    },
    { before: '床(chuáng)前(qián)明(míng)月(yuè)光(guāng)', after: '床(chuáng)前(qián)明(míng)月(yuè)光(guāng)' },
    { before: '生字：學(xué)、習(xí)、業(yè)', after: '生字：學(xué)、習(xí)、業(yè)' },
    { before: '甪(lù)直镇在苏州城东。', after: '甪(lù)直镇在苏州城东。' },
  ],
  gate: hasAnnotation,
  propose: (text) => {
    const annotations = findAnnotations(text);
    if (!areInserted(text, annotations)) return [];
    return annotations
      .filter((found) => isRead(text, found))
      .map(({ at, length }): Edit => ({ at, old: text.slice(at, at + length), new: '' }));
  },
};

/** True if the character has this reading, or a letter together with the byte before it: `到M(zǔ)P3`, 組 being B5 4D. */
function isRead(text: string, { at, syllable }: Annotation): boolean {
  const char = text[at - 1] ?? ' ';
  if (char > '\u007f') return charactersRead(syllable).includes(char);
  const lead = bytesOf(text[at - 2] ?? ' ')[1];
  return lead !== undefined && trailsRead(lead, syllable).includes(char.charCodeAt(0));
}
