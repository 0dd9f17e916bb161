import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { recordOf } from '../run/records.ts';

const options = { format: 'text', skip: ['strip', 'tidy', 'extract'] } as const;

/** Words and phrases as programs, tables and headings have them. */
const WORDS =
  '文件路径 用户名称 登录失败 数据库连接 请输入密码 上传附件 系统设置 网络错误 返回首页 订单详情 今天天气 公司简介 产品中心 联系我们 新闻动态 版权所有 ' +
  '人力资源 经济发展 改革开放 社会主义 环境保护 交通安全 医疗保险 教育部门 科学技术 文化交流 体育比赛 音乐会 图书馆 博物馆 火车站 飞机场 自行车 电视机 ' +
  '洗衣机 笔记本电脑 手机号码 身份证 营业执照 增值税发票';

type Misread = (text: string) => string;
const MISREADINGS: readonly (readonly [name: string, misread: Misread, exact: number])[] = [
  ['GBK as Big5', (text) => iconv.decode(iconv.encode(text, 'gbk'), 'cp950'), 0.85],
  ['GBK as Latin-1, in UTF-8 as GBK', (text) => asGbk(iconv.decode(iconv.encode(text, 'gbk'), 'latin1')), 0.95],
  ['UTF-8 as GBK', asGbk, 0.9],
];

function asGbk(text: string): string {
  return iconv.decode(Buffer.from(text), 'gbk');
}

/** Without what the reader could not read: such words are lossy, and another matter. */
function readable(misread: Misread): readonly (readonly [truth: string, bad: string])[] {
  return WORDS.split(' ')
    .map((truth) => [truth, misread(truth)] as const)
    .filter(([, bad]) => !/[\ufffd?\ue000-\uf8ff]/.test(bad));
}

describe.each(MISREADINGS)('a word alone, %s', (_, misread, exact) => {
  const all = readable(misread).map(([truth, bad]) => ({ truth, bad, record: recordOf(bad, options) }));

  test('is repaired', () => {
    const right = all.filter(({ truth, record }) => record.text === truth);
    expect(right.length / all.length).toBeGreaterThanOrEqual(exact);
    expect(right.every(({ record }) => !record.warnings.includes('suspected-mojibake'))).toBe(true);
  });

  test('or left as it stands', () => {
    const wrong = all.filter(({ truth, bad, record }) => record.text !== truth && record.text !== bad);
    expect(wrong.map(({ bad, record }) => [bad, record.text])).toEqual([]);
  });
});

/** The last of an odd number of characters loses its last byte, and many readers leave no mark. */
test.each([
  ['鐢ㄦ埛鍚', '用户名'],
  ['鐢ㄦ埛鍚.txt', '用户名.txt'],
  ['鏂囦欢涓嶅瓨鍦 (2)', '文件不存在 (2)'],
  ['鑻辨枃鍜屼腑鏂', '英文和中文'],
])('%s is %s, as a guess', (bad, truth) => {
  const record = recordOf(bad, options);
  expect(record.text).toBe(truth);
  expect(record.warnings).toContain('guessed-characters');
});

test('a last byte that was dropped leaves no line half repaired', () => {
  const odd = WORDS.split(' ').filter((word) => word.length % 2 === 1);
  const found = odd.map((truth) => ({ truth, bad: asGbk(truth).replace(/[\ufffd\ue000-\uf8ff]/g, '') }));
  const records = found.map(({ truth, bad }) => ({ truth, bad, record: recordOf(bad, options) }));
  expect(records.filter(({ truth, record }) => record.text === truth).length).toBeGreaterThanOrEqual(0.6 * odd.length);
  const silent = records.filter(
    ({ truth, bad, record }) => ![truth, bad].includes(record.text) && record.warnings.length === 0,
  );
  // Two of three characters are damaged.
  expect(silent.map(({ truth }) => truth)).toEqual(['自行车']);
});

test.each([
  ['# 閿欒: Java', '# 错误: Java'],
  ['-- 鏂囦欢璺緞', '-- 文件路径'],
  ['脫毛脪脩碌脟脗录脫脙禄搂', '与已登录用户'],
  ['偙傫偵偪偼悽奅', 'こんにちは世界'],
  ['僔僗僥儉帪崗', 'システム時刻'],
  ['僶乕僕儑儞', 'バージョン'],
])('%s is %s', (bad, truth) => {
  expect(recordOf(bad, options).text).toBe(truth);
});

test.each([
  '鈥?',
  '他说鈥?你好鈥?',
  '銝剜?鋆賜?',
  '涓枃.txt',
  '鏌ヨ',
  '鏋尘鍙ら晣',
  '澶鍏崇郴鍙樻垚瀹ゅ弸',
  '闈炶瘹鍕挎壈锛',
  '굶듦鷺칫檀撚돕功?耉킵嵩?',
  'セ┍秅ソ犁穨毂撙WE翴C',
  '溫계끺퍗躍귛쎗阿腰녻렩굢竊뚧뼭腰녶붂',
])('%s is suspected, and not converted', (bad) => {
  const record = recordOf(bad, options);
  expect(record.text).toBe(bad);
  expect(record.warnings).toContain('suspected-mojibake');
});

test('one misread line of a document is left alone, the others are converted', () => {
  const bad = '銝剜?鋆賜?';
  const record = recordOf(`今天天氣很好。\n${bad}\n大家一起到公園裡散步。`, options);
  expect(record.text).toBe(`今天天气很好。\n${bad}\n大家一起到公园里散步。`);
});

test.each([
  '佢哋喺度食嘢',
  '攞嚟睇吓啦',
  '乜嘢嚟㗎',
  '啱啱瞓咗',
  '喆喆/犇犇',
  '鑫鑫、淼淼、焱焱、垚垚',
  '马玥羴、郄媞、邱磊逄、付翟磊',
  '羹藜唅糗',
  '氕氘氚、氦氖氩氪氙氡',
  '琦琬琰璠玙瑶璟瑾',
  '汵汶汷汸汹決汻汼',
  '嫄婲嫧嬒嫪婼媅嬍',
  '倀倁倂倃倅倇倈倉',
  '僁僂僃僄僅僆僇僈',
  '続いて',
  'и/или',
  'kielégítése',
  '濮濮濮濮',
])('%s is neither changed nor suspected', (text) => {
  const record = recordOf(text, { ...options, skip: [...options.skip, 'convert'] });
  expect(record.text).toBe(text);
  expect(record.warnings).not.toContain('suspected-mojibake');
});

/** UTF-8 of two letters by chance: the bytes are words in GBK. */
test.each([
  ['(ÒÑÄÚÁ¬)', '(已内连)'],
  ['Õ¹¿ªÊ±Ë®Æ½Í³Ò»', '展开时水平统一'],
  ['Õº∆¨', '图片'],
  ['\u00816¦1 ²»¸ú×Ù', '• 不跟踪'],
])('%s is %s, whole', (bad, truth) => {
  const record = recordOf(bad, { ...options, skip: [...options.skip, 'convert'] });
  expect(record.text).toBe(truth);
  expect(record.steps.every(({ guessed }) => guessed === 0)).toBe(true);
});

test.each([
  ['shiftjis', '消费者胶卷及知识产权等'],
  ['shiftjis', '这批由加国设计的纪念邮票在中国已成风潮'],
  ['cp949', '他们的獻血有益健康'],
  ['latin1', '明天李德纲'],
])('GBK as %s: %s, whole', (read, truth) => {
  const bad = iconv.decode(iconv.encode(truth, 'gbk'), read);
  expect(recordOf(bad, { ...options, skip: [...options.skip, 'convert'] }).text).toBe(truth);
});

test.each(['Ó¦Ê±', 'È«Ï¢'])('%s is not repaired in part', (bad) => {
  expect(recordOf(bad, options).text).toBe(bad);
});

/** Inputs that users of other programs reported, by project and thread. */
test.each([
  ['itchat4j 94', '鑾峰彇UUID', '获取UUID'],
  ['itchat4j 94', '2. 鑾峰彇鐧婚檰浜岀淮鐮佸浘鐗?', '2. 获取登陆二维码图片'],
  ['multer 332', 'å\x89¯æ\x9c¬.jpeg', '副本.jpeg'],
  ['paperclip 4706', 'í\x95\x9cê¸\x80í\x8c\x8cì\x9d¼.pdf', '한글파일.pdf'],
  ['ftfy 166', 'é›…é›…', '雅雅'],
  ['iconv-lite 321', '·Î²¿', '肺部'],
  ['MusicFreeDesktop 428', '°®ÄãÒ»ÍòÄê', '爱你一万年'],
  ['MusicFreeDesktop 428', 'ÁõµÂ»ª', '刘德华'],
  ['navidrome 3243', '»Øµ½×î³õ', '回到最初'],
  ['navidrome 3243', 'ÒþÐÎ¼ÍÄî£¨µçÓ°º£½ÇÆßºÅÖÐÐ¢½é¸÷', '隐形纪念（电影海角七号中孝介各'],
  ['music-metadata 164', 'ÄãµÄ³ÐÅµ', '你的承诺'],
  ['music-metadata 511', '09.À¼»¨Ö¸', '09.兰花指'],
  ['cosmic-files 1881', '╤ü╨░╨╜╤â╨╖╨╡╨╗4_╤ü╨▓╨╡╤Ç╨┤╨╗╨╛╨▓╨░ 48_.zip', 'санузел4_свердлова 48_.zip'],
  ['charset_normalizer 124', '潠极笢恅潠极笢恅潠极笢恅潠极笢恅', '简体中文简体中文简体中文简体中文'],
  ['oldnewthing 94477', 'å®¶åº\xadè\x81¯çµ¡å–®.pdf', '家庭聯絡單.pdf'],
])('%s: %s is %s', (_, bad, truth) => {
  expect(recordOf(bad, { ...options, skip: [...options.skip, 'convert'] }).text).toBe(truth);
});

test.each([
  ['h3 416, with underscores for controls', '20xxå¹´xxæ__xxæ_¥ä¸_å_·æ¥¼ç_µè¡¨æ_°æ_®æ¨¡ç__.xlsx'],
  ['navidrome 3243, three characters', '²Ì´¾¼Ñ'],
  ['Zippy 120, with bytes dropped', '涓枃.txt'],
  ['word-order 136, without controls', 'æä»¶å'],
  ['fileupload 63, with bytes dropped', 'QQ鎴浘20170927092431.zip'],
  ['music-metadata 511, a name of three characters', 'Ð»°²ç÷/ÀîÓñ¸Õ'],
  ['ftfy 29, Korean', '¼Ò¸®¿¤ - »ç¶ûÇÏ´Â ÀÚ¿©'],
  ['kakaoPostcodeQnA 792, Korean with bytes lost', '[�고렪踰덊샇 �쒕퉬��] API 濡쒕뵫 �ㅻ쪟媛� 諛쒖깮�섏��듬땲��.'],
])('%s: suspected, and left alone', (_, bad) => {
  const record = recordOf(bad, options);
  expect(record.text).toBe(bad);
  expect(record.warnings).toContain('suspected-mojibake');
});
