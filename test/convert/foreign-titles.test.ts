import { describe, expect, test } from 'vitest';
import { languageOf } from '../../src/convert/index.ts';
import { recordOf } from '../run/records.ts';

/** Titles and fields of a few characters, and the language that a word, a name or a letter in them tells. */
describe.each([
  ['ja', ['鈴木　剛', '岡田直樹', '渡邊 結衣', '髙橋 学', '佐々木憲一', '後藤凛', '長谷川翔太', '齋藤 静香']],
  ['ja', ['駐車場', '送料無料', '利用規約', '個人情報保護方針', '採用情報', '請求書在中', '予約受付中', '正規表現']],
  [
    'ja',
    ['図書館', '駅前売店', '経済産業省', '読売新聞', '個々の説明', '持込申請は最悪状態完了', '組織が人材を募集する際'],
  ],
  ['ja', ['裁判の周辺のラオスにUターンした元兵士', '職場で危険な状況を見つけた場合、', '異世界転生伝説']],
  ['ko', ['절(節)', '漢江 (한강)', '大韓民國은 民主共和國', '訓民正音의 역사']],
  ['vi', ['Hà Nội (河內)', 'Quốc ngữ 國語', 'Thăng Long 昇龍', 'Vạn Xuân 萬春', 'Truyện Kiều (傳翹)']],
])('%s', (language, texts) => {
  test.each(texts)('%s stays', (text) => {
    const record = recordOf(text, { skip: ['strip'] });
    expect(record.text).toBe(text);
    expect(record.language).toBe(language);
  });
});

test.each([
  [
    '特別推薦的店家「ヤマシロヤ」，雖然不在橫町上，但就位於上野站對面',
    '特别推荐的店家「ヤマシロヤ」，虽然不在横町上，但就位于上野站对面',
  ],
  ['鈴木一朗宣布退休，球迷們都很難過。', '铃木一朗宣布退休，球迷们都很难过。'],
  ['停車場在學校後面', '停车场在学校后面'],
  ['東京的駐車場很貴', '东京的驻车场很贵'],
  ['關於我們', '关于我们'],
  ['訂單查詢', '订单查询'],
])('%s is Chinese', (text, simplified) => {
  const record = recordOf(text, { skip: ['strip'] });
  expect(record.text).toBe(simplified);
  expect(record.warnings).not.toContain('uncertain-language');
});

test.each(['時間設定', '領域以外', '新聞連載', '優先度', '第二節'])('%s: converted, with a warning', (text) => {
  const record = recordOf(text, { skip: ['strip'] });
  expect(record.language).toBe('zh-Hant');
  expect(record.text).not.toBe(text);
  expect(record.warnings).toContain('uncertain-language');
});

test('a Chinese title is not taken for the name of a Japanese', () => {
  for (const title of ['清水江邊', '田中芬市長', '高橋技術學院', '山口百惠與三浦友和', '小林煎餅', '木村屋麵包店'])
    expect(languageOf(title), title).not.toBe('ja');
});
