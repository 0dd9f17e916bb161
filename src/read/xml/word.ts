import { scanXml } from './parser.ts';

/** Elements of WordprocessingML whose content is not text of the document: heads and feet of pages, and a second version of a drawing. */
const BESIDE: ReadonlySet<string> = new Set(['w:hdr', 'w:ftr', 'mc:fallback', 'w:comments']);
/** What stands for a character. */
const SIGNS: Readonly<Record<string, string>> = { 'w:tab': '\t', 'w:br': '\n', 'w:cr': '\n', 'w:nobreakhyphen': '-' };

/** The paragraphs of a document of Word in one XML file, those inside of others (notes, text boxes) behind them; what was deleted is left out. */
export function wordLines(xml: string): readonly string[] {
  const paragraphs: string[] = [];
  const open: number[] = [];
  let beside = 0;
  let texts = 0;
  let tabStops = 0;
  const add = (text: string): void => {
    const paragraph = open.at(-1);
    if (beside === 0 && paragraph !== undefined) paragraphs[paragraph] = (paragraphs[paragraph] ?? '') + text;
  };
  scanXml(xml, {
    open: (tag) => {
      const name = tag.toLowerCase();
      if (BESIDE.has(name)) beside++;
      else if (name === 'w:p') open.push(paragraphs.push('') - 1);
      else if (name === 'w:t') texts++;
      else if (name === 'w:tabs') tabStops++;
      else if (tabStops === 0) add(Object.hasOwn(SIGNS, name) ? (SIGNS[name] ?? '') : '');
    },
    text: (text) => {
      if (texts > 0) add(text);
    },
    close: (tag) => {
      const name = tag.toLowerCase();
      if (BESIDE.has(name)) beside--;
      else if (name === 'w:p') open.pop();
      else if (name === 'w:t') texts--;
      else if (name === 'w:tabs') tabStops--;
    },
  });
  return paragraphs.flatMap((text) => text.split('\n')).filter((line) => line.trim() !== '');
}
