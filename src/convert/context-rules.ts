import { isGivenName, namePattern } from './given-names.ts';
import type { Surroundings } from './surroundings.ts';

/** Chooses the simplified form of a character by its context where no phrase of the dictionary applies. */
export interface ContextRule {
  readonly name: string;
  /** The characters that the rule covers, each with its form where the rule holds. */
  readonly forms: readonly (readonly [from: string, to: string])[];
  readonly holds: (around: Surroundings, character: string) => boolean;
  readonly examples: readonly (readonly [before: string, after: string])[];
}

/** Names of trigrams that are rare elsewhere, and titles of the Book of Changes. */
const TRIGRAMS = /[坤卦爻彖巽艮]|周易|易經|易傳/;
/** What follows 乾 in the Book of Changes: 乾為天, 乾：元亨利貞. */
const EMBLEM = /^(?:為[天馬首父君金玉圜]|[：:，、。]?(?:元[，、]?亨|健也|天也|初九|九[二三四五]|用九))/;
/** Contexts in which 乾 means dry. */
const DRY_BEFORE =
  /[晾曬晒烘擦風吹烤餅肉豆果萄未弄抹瀝陰吸榨搾喝口筍魚菜梅杏柿墨淚血枯抽掏熬燒煮焙炒拭不曝脫發嘴舌唇喉眼皮膚很太更最好極較偏已半快乾得]$|外強中$/;
const DRY_AFTER =
  /^[淨燥脆杯旱涸糧果薑貨枯裂癟瘦洗冰草柴咳嘔笑嚎瞪等著着薪股爹媽娘兒弟澀渴巴貝粉麵飯菜肉酪酵酒紅啤季眼癬冷熱濕溼電煎煸炒炸拌料涼硬屍井河掉透了乾]/;
/** Follows the name of a fictional dynasty, 大乾. */
const REALM = /^(?:王朝|帝國|天子|太子|太祖|太宗|高祖|百姓|子民|[帝皇朝國軍律境京疆])/;
/** Follows the name without 大. */
const STATE = /^(?:帝|朝|國(?![際產內家營外旗]))/;
/** The rest of an era name, with a year: 乾化二年. */
const YEAR_OF_ERA = /^[化明貞祐佑道統亨德符寧興封元定順泰][元一二三四五六七八九十]{1,3}[年載]/;
/** Contexts in which 徵 is a note: among other notes, or as the note of fire. */
const NOTE_BEFORE = /[宮商角羽]調?[、，,・·\s/]?$/;
const NOTE_AFTER = /^調?[、，,・·\s/]?[宮商角羽]|^[為屬]火/;
/** A title and its author, or 由 and an author, before 著; and what follows it. */
const WORK_AND_AUTHOR = new RegExp(`(?:[》〉]|[》〉][，, ]|由)${namePattern()}$`, 'u');
const BYLINE_ENDS = /^(?:$|[\s，。、；）)（(《〈])/;
/** Words in which 徵 means to summon or evidence. */
const SUMMONS = /^[求收稅兵文召用詢集購信稿婚聘象候兆]/;
const EVIDENCE = /[特象表病應性]$/;

const GIVEN_NAME: ContextRule = {
  name: 'given-name',
  forms: [
    ['乾', '乾'],
    ['昇', '昇'],
    ['陞', '陞'],
    ['汎', '汎'],
    ['旂', '旂'],
    ['鉅', '钜'],
  ],
  holds: isGivenName,
  examples: [
    ['張乾和李乾說：「曬乾了。」', '张乾和李乾说：「晒干了。」'],
    ['李承乾被廢，老張乾脆走了。', '李承乾被废，老张干脆走了。'],
    ['洪昇的職位高昇了，氣溫上昇。', '洪昇的职位高升了，气温上升。'],
    ['王汎森先生廣汎閱讀。', '王汎森先生广泛阅读。'],
    ['薛應旂的旌旂。', '薛应旂的旌旗。'],
    ['李鉅說那是鉅額，鉅子錢鉅的錢。', '李钜说那是巨额，巨子钱钜的钱。'],
  ],
};

/** In order of precedence: the first rule that holds decides; otherwise the dictionary does. */
export const CONTEXT_RULES: readonly ContextRule[] = [
  GIVEN_NAME,
  {
    name: 'mention',
    forms: [
      ['乾', '乾'],
      ['徵', '徵'],
      ['昇', '昇'],
      ['汎', '汎'],
      ['旂', '旂'],
    ],
    holds: ({ left, right }) => /[「『“"‘]$/.test(left) && /^[」』”"’][一二兩]?[字讀音念唸]/.test(right),
    examples: [
      ['「徵」讀作止，「乾」字是卦名。', '「徵」读作止，「乾」字是卦名。'],
      ['他說「乾」，喝了那杯。', '他说「干」，喝了那杯。'],
    ],
  },
  {
    name: 'trigram',
    forms: [['乾', '乾']],
    holds: ({ left, right }) =>
      (TRIGRAMS.test(left) || TRIGRAMS.test(right) || EMBLEM.test(right)) &&
      !DRY_BEFORE.test(left) &&
      !DRY_AFTER.test(right),
    examples: [
      ['乾以易知，坤以簡能。', '乾以易知，坤以简能。'],
      ['西北是乾方，東南是巽方。', '西北是乾方，东南是巽方。'],
      ['卦書和衣服都晾乾了。', '卦书和衣服都晾干了。'],
      ['乾為天，坤為地。', '乾为天，坤为地。'],
      ['乾：元，亨，利，貞。', '乾：元，亨，利，贞。'],
      ['乾卦說的不是外強中乾。', '乾卦说的不是外强中干。'],
    ],
  },
  {
    name: 'realm-or-era',
    forms: [['乾', '乾']],
    holds: ({ left, right }) =>
      (left.endsWith('大') && REALM.test(right)) ||
      (!DRY_BEFORE.test(left) && (YEAR_OF_ERA.test(right) || STATE.test(right))),
    examples: [
      ['大乾王朝的軍隊，乾國的乾帝。', '大乾王朝的军队，乾国的乾帝。'],
      ['餅乾國際展。', '饼干国际展。'],
      ['後梁乾化二年鑄錢。', '后梁乾化二年铸钱。'],
      ['污泥乾化後運走。', '污泥干化后运走。'],
    ],
  },
  {
    name: 'byline',
    forms: [['著', '著']],
    // The particle follows a verb, never a space or a mark.
    holds: ({ left, right }) =>
      (/[ \u3000]$/.test(left) && /^(?:$|[\s，。、；：:《〈（(編譯繪校])/.test(right)) ||
      (/(?:[、，。；他她曾並另]|其中|其所)$/.test(left) && right.startsWith('有')) ||
      (/[他她所]$/.test(left) && /^的[書論]/.test(right)) ||
      (WORK_AND_AUTHOR.test(left) && BYLINE_ENDS.test(right)),
    examples: [
      ['高爾基 著', '高尔基 著'],
      ['魯迅　著　許廣平　編', '鲁迅　著　许广平　编'],
      ['王力 著：《古代漢語》', '王力 著：《古代汉语》'],
      ['一生勤勉，著有詩集。', '一生勤勉，著有诗集。'],
      ['他看著 我 著急。', '他看着 我 着急。'],
      ['《紅樓夢》曹雪芹著，他著有此書。', '《红楼梦》曹雪芹著，他著有此书。'],
      ['由錢鍾書著，由他看著。', '由钱锺书著，由他看着。'],
    ],
  },
  {
    name: 'musical-note',
    forms: [['徵', '徵']],
    holds: ({ left, right }) => {
      if (SUMMONS.test(right) || EVIDENCE.test(left) || !(NOTE_BEFORE.test(left) || NOTE_AFTER.test(right)))
        return false;
      return new Set(`${left} ${right}`.match(/[宮商角羽]/g)).size > 1;
    },
    examples: [
      ['角、徵、羽三個音。', '角、徵、羽三个音。'],
      ['宮商的特徵與角羽的象徵。', '宫商的特征与角羽的象征。'],
      ['商人在角落徵人。', '商人在角落征人。'],
    ],
  },
];

/** Characters that take the preposition 于, in either script. */
const TAKES_PREPOSITION =
  /[施位由至在屬属用處处終终關关對对基鑒鉴鑑介限善敢忠源始異异利易難难優优歸归陷置趨趋致瀕濒立附安甘鄰邻遜逊大小等高低多少早晚生死成見见過过助當当急樂乐建流止]$/;

/** Rules for simplified text, where 於 and 瞭 stay in names and 瞭望, and stand for 于 and 了 by mistake elsewhere. */
export const CAREFUL_RULES: readonly ContextRule[] = [
  GIVEN_NAME,
  {
    name: 'stray-understanding',
    forms: [['瞭', '了']],
    holds: ({ left, right }) => left.endsWith('明') || /^(?:解|然|如指掌|若指掌|於胸|于胸)/.test(right),
    examples: [
      ['一目瞭然，明瞭，瞭如指掌，瞭解。', '一目了然，明了，了如指掌，了解。'],
      ['瞭望台上瞭哨。', '瞭望台上瞭哨。'],
    ],
  },
  {
    name: 'stray-preposition',
    forms: [['於', '于']],
    holds: ({ left, right }) => TAKES_PREPOSITION.test(left) || /^[是此今]/.test(right),
    examples: [
      ['己所不欲，勿施於人。', '己所不欲，勿施于人。'],
      ['位於杭州的於潜，於是樊於期来了。', '位于杭州的於潜，于是樊於期来了。'],
      ['关於梨华的小说', '关於梨华的小说'],
    ],
  },
];
