import type { Surroundings } from './surroundings.ts';

/** Frequent surnames, in both scripts. Left out are those that are also words before these characters: 高, 龍, 毛, 曾. */
const SURNAMES = new Set(
  '張李王趙陳劉楊周吳徐孫朱胡郭何林羅鄭梁謝宋唐韓馮鄧曹彭蕭蔡潘袁董蔣杜丁魏薛閻余盧姚崔譚陸范廖韋賈鄒熊孟秦尹侯龔邵史顧錢嚴武戴莫賴龐殷施倪呂蘇洪畢俞塗沈瞿叢程舒成黃許朴申鍾柳裴權张赵陈刘杨吴孙罗郑谢韩冯邓萧蒋阎卢谭陆韦贾邹龚顾钱严赖庞吕苏毕涂丛黄许钟权',
);

/** What follows a name: no Han character, a title, or a word that does not follow the other words made with these characters. */
const NAME_ENDS =
  /^(?:$|[\P{Script=Han}是說说道曰云與与和及的之字也即乃者把被向寫写著编編撰繪绘獲获]|等人|先生|女士|教授|博士|將軍|将军|老師|老师|同志|院士|校長|校长|導演|导演|主任)/u;

/** How a character is used in given names. */
interface NameUse {
  /** The character is rare outside names, so anything may follow a name that ends in it, except `after`. */
  readonly rare: boolean;
  /**
   * Whether `before` and `after` list the only possible other characters of a two-character given name, or the impossible ones.
   */
  readonly only: boolean;
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

/** 乾 means dry unless a name is likely; the others are frequent in names and rare in other words. */
const NAME_USES: ReadonlyMap<string, NameUse> = new Map([
  [
    '乾',
    nameUse(
      'only',
      '承法子志德得國文元定永景世光建立紹維宗正明兆健秉振仲伯叔季士克嗣應大天長啟體效繼朝貞用希守一',
      '學德曜生一元亨健剛貞坤龍陽明祐惕初甫之朗義震榮華輝',
    ),
  ],
  ['昇', rising()],
  ['陞', rising()],
  [
    '汎',
    nameUse(
      'rare',
      '廣广寬宽普空浮活汎泛',
      '濫滥指用稱称論论愛爱舟神亞美太歐音讀读談谈黃黄紅红綠绿白光起出著着泛游遊函型化交心海觀观見见及然了',
    ),
  ],
  [
    '鉅',
    nameUse(
      'rare',
      '艱宏重細鴻創',
      '額额子變变著着細细亨鹿款製作資资富野商大獻献惠萬億亿觀利量輪族頭儒公型寇匠奸石人眼',
    ),
  ],
  ['旂', nameUse('rare', '旌八大國国軍军紅红黃黄白藍蓝戰战令酒旗牙義太', '幟帜鼓旌常旐牌杆竿手正下上')],
]);

function rising(): NameUse {
  return nameUse(
    'any',
    '上提高飛回攀爬晉擢東躍直拉推遞初日旭徐冉再快慢漸騰超擡抬調榮遷不可未已會將的時又便步',
    '平華級高降值遷任格溫壓起天空旗學職官息騰為到至上等了入段班幅勢國沉沈仙堂殿座帳漲遐冪',
  );
}

function nameUse(kind: 'only' | 'any' | 'rare', before: string, after: string): NameUse {
  return { rare: kind === 'rare', only: kind === 'only', before: new Set(before), after: new Set(after) };
}

/** Source of a pattern for a name: a surname and one or two characters. */
export function namePattern(): string {
  return `[${Array.from(SURNAMES).join('')}]\\p{Script=Han}{1,2}`;
}

/** Whether `character`, in its context, is a given name after a surname, or one of the two characters of a given name. */
export function isGivenName({ left, right }: Surroundings, character: string): boolean {
  const use = NAME_USES.get(character);
  if (use === undefined) return false;
  const { rare, only, before, after } = use;
  const last = left.at(-1) ?? '';
  const ends = rare ? !after.has(right.charAt(0)) : NAME_ENDS.test(right);
  if (SURNAMES.has(last) && left.at(-2) !== last) {
    return ends || (after.has(right.charAt(0)) === only && NAME_ENDS.test(right.slice(1)));
  }
  return ends && SURNAMES.has(left.at(-2) ?? '') && HAN.test(last) && before.has(last) === only;
}

const HAN = /^\p{Script=Han}$/u;
