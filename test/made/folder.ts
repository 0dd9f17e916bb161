import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a small folder of many kinds: 25 documents, one input that is no text and one that is damaged. */
export function writePages(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (let index = 0; index < 20; index++) {
    const site = `https://${index % 3 === 0 ? 'www.' : ''}site-${index % 3}.example/`;
    const paragraph = `<p>第${index}篇：今天上午，市圖書館新館正式開放，讀者可以憑身分證辦理借書證。</p>`;
    const menu = '<ul><li><a href="/">首頁</a></li><li><a href="/n">新聞</a></li><li><a href="/b">博客</a></li></ul>';
    writeFileSync(
      join(folder, `${index}.html`),
      `<!doctype html><meta charset="utf-8"><link rel="canonical" href="${site}${index}.html"><title>開館</title>${menu}<h1>開館</h1>${paragraph.repeat(1 + (index % 5))}<p>版權所有 ${site}</p>`,
    );
  }
  writeFileSync(
    join(folder, 'lines.jsonl'),
    ['一', '二', '三', '四', '五'].map((text) => `${JSON.stringify({ text: `${text}。` })}\n`).join(''),
  );
  writeFileSync(join(folder, 'picture'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
  writeFileSync(join(folder, 'cut.gz'), Buffer.from('1f8b0800000000000003', 'hex'));
}
