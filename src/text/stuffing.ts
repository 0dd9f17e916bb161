import { matchFormOf } from './match-form.ts';

const words = (list: string): readonly string[] => list.split(/\s+/);

/** Stock words of adult sites, which honest keywords do not contain. */
export const ADULT_WORDS: readonly string[] = words(
  `一区二区三区 一区二区 二区三区 一区 二区 三区 四区 五区 久久久 久久 av 无码 有码 毛片 毛片基地 黄片 黄色网站 黄色视频 黄色电影 色情 色网站 做爱 性爱 性视频 成人电影 成人视频 成人网站 成人小说 成人影院 成人动漫 成人免费
  成人av 人妻 少妇 熟女 熟妇 巨乳 偷拍 五月天 婷婷 丁香 伊人 大香蕉 狠狠 三级片 a片 特黄 不卡 乱码 午夜福利 午夜影院 激情小说 激情视频 自慰 裸聊 约炮 国产精品 亚洲精品 日韩精品 欧美精品 亚洲欧美 欧美日韩 日韩欧美 亚洲日韩 日本亚洲 欧美亚洲
  国产亚洲 国产欧美 国产自拍 亚洲综合 亚洲国产 精品国产 精品久久 精品视频在线 第一页 一本道 啪啪`,
);

/** Stock words of gambling sites, likewise. */
export const GAMBLING_WORDS: readonly string[] = words(
  `时时彩 北京赛车 赛车pk10 pk10 幸运飞艇 分分彩 六合彩 赌场 赌博网 娱乐城 博彩 百家乐 老虎机 送彩金 彩金 葡京 金沙娱乐 威尼斯人 太阳城 真人娱乐 真人棋牌 棋牌游戏 现金网 投注网 捕鱼 注册送`,
);

/** Core words of injected spam. */
const CORE = [...ADULT_WORDS, ...GAMBLING_WORDS];

/** Stock words of injected spam that also occur in honest keywords. */
const STOCK = words(
  `国产 亚洲 欧美 日韩 日本 韩国 美国 中文 中文字幕 字幕 精品 精选 在线 在线观看 在线播放 线上 免费 视频 观看 播放 高清 电影 影院 影视 影片 网站 网址 大全 最新 综合 天堂 自拍 另类 美女 激情 黄色 成人 福利 午夜 专区 首页 动漫 漫画 小说 下载 手机
  主播 网友 国语 对白 三级 一级 主页 入口 全集 全部 永久 完整版 日日 天天 夜夜 人人
  彩票 彩票网 快三 快3 开奖 计划 预测 走势图 娱乐 平台 棋牌 真人 澳门 皇冠 体育 投注 注册 登录 官网 app 安卓 客户端 官方 信誉 现金 手机版`,
);

const CORE_WORDS = new Set(CORE);
/** Longest first, so that whole words match. */
const ANY = new RegExp([...CORE, ...STOCK].sort((a, b) => b.length - a.length).join('|'), 'gi');

/** Every such line contains at least one of these, for a cheap test. */
export const STUFFING_WORDS: readonly string[] = [
  '一区',
  '二区',
  '三区',
  '久久',
  'av',
  'AV',
  'Av',
  ...CORE.filter((word) => !/[a-z]|[一二三四五]区|久久/.test(word)),
];

/** Separators, of which a line uses one throughout. */
const SEPARATORS = [',', '_', '|', '-'] as const;
/** Characters that never occur in such a run: it has no sentences, labels or titles of works. */
const HONEST = /[。!:;“”"《》(「]/;
const MIN_ITEMS = 3;
/** Minimum shares of items made of stock words, and of items with a core word. */
const STOCK_SHARE = 0.6;
const CORE_SHARE = 0.4;
/** Minimum share of an item's letters covered by stock words. */
const COVERED = 0.6;
/** Minimum number of stock words in an item. */
const SEVERAL = 2;

interface Item {
  readonly stock: boolean;
  readonly core: boolean;
}

function itemOf(piece: string): Item {
  const text = piece.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  const found = text.match(ANY) ?? [];
  const covered = found.reduce((sum, word) => sum + word.length, 0);
  return {
    stock: found.length >= SEVERAL && covered >= COVERED * text.length,
    core: found.some((word) => CORE_WORDS.has(word)),
  };
}

/** Whether a line is keyword stuffing: items with one separator, most of them made of several stock words. */
export function isStuffing(matchForm: string): boolean {
  if (HONEST.test(matchForm)) return false;
  return SEPARATORS.some((separator) => {
    const pieces = matchForm.split(separator).filter((piece) => /\p{L}/u.test(piece));
    return pieces.length >= MIN_ITEMS && areStuffing(pieces.map(itemOf));
  });
}

function areStuffing(items: readonly Item[]): boolean {
  const share = (holds: (item: Item) => boolean): number => items.filter(holds).length / items.length;
  return share(({ stock }) => stock) >= STOCK_SHARE && share(({ core }) => core) >= CORE_SHARE;
}

/** A gambling site's name and promise in front of another page's title: `某某彩票网 抢红包 真标题`. */
const GAMBLING =
  /^[^\s,_|-]{0,8}(?:彩票|娱乐城|娱乐|棋牌|赌场|博彩|时时彩|快三|六合彩|体育)(?:官方)?(?:网站|网|官网|平台|app)?[\s,_|-]{1,3}(?:[抢送领]红包|红包(?:雨|大放送)|送彩金|彩金|领彩金|注册送[^\s,_|-]{0,8}|首[存充]送?[^\s,_|-]{0,8}|送体验金|稳赚|包赢|高返水|提现秒到)[\s,_|-]{1,3}/i;
/** Shortest title after such a prefix, in UTF-16 units. */
const TITLE = 4;

/** A title or description without injected keywords in front; null if it consists of nothing else. */
export function withoutStuffing(text: string): string | null {
  const matchForm = matchFormOf(text);
  const start = GAMBLING.exec(matchForm)?.[0].length ?? stuffedPrefix(matchForm);
  if (start > 0 && text.length - start >= TITLE) return text.slice(start).trim();
  return isStuffing(matchForm) ? null : text;
}

/** A list of keywords without the injected ones. */
export function withoutStuffedWords(list: readonly string[]): readonly string[] {
  const items = list.map((word) => itemOf(matchFormOf(word)));
  if (list.length < MIN_ITEMS || !areStuffing(items)) return list;
  return list.filter((_, i) => items[i]?.stock === false && !items[i].core);
}

/** Length of the injected keywords that a text begins with: at least three, or two that both have a core word; else 0. */
function stuffedPrefix(matchForm: string): number {
  const separator = /[,_|-]/.exec(matchForm)?.[0];
  if (separator === undefined) return 0;
  const items: Item[] = [];
  let end = 0;
  for (const piece of matchForm.split(separator)) {
    const item = itemOf(piece);
    if (!item.stock || HONEST.test(piece)) break;
    items.push(item);
    end += piece.length + 1;
  }
  const enough = items.length >= MIN_ITEMS || (items.length === 2 && items.every(({ core }) => core));
  return enough && areStuffing(items) && end < matchForm.length ? end : 0;
}

/** Titles with injected prefixes, and similar honest ones. */
export const STUFFED_TITLES: readonly { readonly before: string; readonly after: string | null }[] = [
  { before: '国产精品久久久,亚洲一区二区三区,日韩无码在线观看,东湖大桥今日合龙', after: '东湖大桥今日合龙' },
  { before: '久久精品免费视频_国产亚洲av_欧美日韩中文字幕_西山公园荷花盛开', after: '西山公园荷花盛开' },
  { before: '亚洲欧美一区二区-精品久久在线-东湖小学开学典礼', after: '东湖小学开学典礼' },
  { before: '人妻少妇av|国产自拍偷拍视频|老街改造方案公示', after: '老街改造方案公示' },
  { before: '亚洲无码av在线,成人视频免费观看,东湖政府网', after: '东湖政府网' },
  { before: '湖边彩票网 抢红包 东湖大桥今日合龙', after: '东湖大桥今日合龙' },
  { before: '金山娱乐城-注册送彩金-东湖职业学院招生简章', after: '东湖职业学院招生简章' },
  { before: '发发棋牌app_送彩金_西山公园开放时间', after: '西山公园开放时间' },
  { before: '大发快三平台 稳赚 东湖水利局简介', after: '东湖水利局简介' },
  { before: '国产精品一区二区,久久无码av,欧美日韩在线视频', after: null },
  { before: '警方捣毁网络赌场_抓获博彩团伙_东湖网', after: '警方捣毁网络赌场_抓获博彩团伙_东湖网' },
  { before: '成人教育-成人高考-东湖学院', after: '成人教育-成人高考-东湖学院' },
  { before: '在线视频课程_免费试听_中文字幕', after: '在线视频课程_免费试听_中文字幕' },
  { before: '欧美电影排行榜_日韩电影_国产电影', after: '欧美电影排行榜_日韩电影_国产电影' },
  { before: '一区两园建设提速 - 东湖高新区', after: '一区两园建设提速 - 东湖高新区' },
  { before: '中国福利彩票 开奖结果 双色球第2021060期', after: '中国福利彩票 开奖结果 双色球第2021060期' },
  { before: '彩票管理条例 - 法律法规 - 东湖财政局', after: '彩票管理条例 - 法律法规 - 东湖财政局' },
  { before: '亚洲杯抽签结果_国足_体育频道', after: '亚洲杯抽签结果_国足_体育频道' },
  { before: '单位过年抢红包 你抢到了吗', after: '单位过年抢红包 你抢到了吗' },
  { before: '精品课程-视频公开课-免费在线学习', after: '精品课程-视频公开课-免费在线学习' },
];
