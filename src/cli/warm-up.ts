import { normalize, toJsonLine } from '../index.ts';

const PARAGRAPH = '市政府昨日表示，新的圖書館將於明年春天開放，屆時市民可以在那裡借閱書籍、聽講座和參加讀書會。';
const TEXT = `新圖書館明年開放\n2024-05-06 10:20  來源：日報\n${`　　${PARAGRAPH}\n`.repeat(3)}責任編輯：王小明\n`;
const PAGE = `<html><head><title>新圖書館明年開放_新聞網</title></head><body><div><a href="/">首頁</a>&nbsp;<a href="/a">新聞</a></div>
<h1>新圖書館明年開放</h1><div class="info">2024-05-06 10:20 來源：日報 記者 王小明</div>${`<p>${PARAGRAPH}</p>`.repeat(3)}
<ul><li><a href="/1">相關新聞一</a></li><li><a href="/2">相關新聞二</a></li></ul><div>Copyright © 日報</div></body></html>`;

const SOURCE = { path: 'sample', pathBytes: null, member: null, format: null, charset: null, url: null } as const;

/** Runs the common path of documents, so that its functions are in the code cache. */
export function runSample(): void {
  for (const text of [TEXT, PAGE]) toJsonLine(normalize({ ...SOURCE, bytes: Buffer.from(text) }));
}
