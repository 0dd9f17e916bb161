/** Kana that may follow a verb's or adjective's kanji, and frequent kanji that they follow, by inflection. */
const INFLECTIONS: readonly (readonly [endings: string, kanji: string])[] = [
  ['かきくけこい', '書聞引置開働動泣歩抜除付届描省向続着焼解突巻築敷吹磨招傾輝驚行空就履響響導赴裂'],
  ['がぎぐげごい', '急泳防注次継繋稼騒仰脱'],
  [
    'さしすせそ',
    '出話示表消移戻返指押試探直残渡起隠示許通回流落外写動壊倒貸過乱増減照足課記渡冷越明繰促満果汚施申増訳愛対託略',
  ],
  ['たちつてとっ', '持立待打勝保放育断絶撃経建'],
  ['ばびぶべぼん', '呼選並学飛遊結運及喜叫浮転'],
  ['まみむめもん', '読組込含進住飲生望済休頼踏編積挟囲悩沈包産盗澄痛組富噛'],
  [
    'らりるれろっ',
    '送取入知切作乗残通終始走登移降帰限戻守触語配売贈握断至当測図計撮減余回上下分有在渡図謝振張貼掘縛誤困蹴祈降去図直繰探成絞',
  ],
  ['わいうえおっ', '使言思従扱合違負払買会追伴補願失歌戦問習争洗拾舞疑迷狂誘奪救祝笑酔担伺沿行向'],
  ['えら', '与変加答考伝備数教覚見超替終植迎据捉訴揃支衰構控添耐栄甘'],
  ['けげらい', '続受付分避掛設欠助上下挙逃広妨告揚投明焦負溶解'],
  ['めまら', '始求決定認止含進集高早深改努極眺埋締諦勧褒固占'],
  ['れらせ', '入忘離現触別流売遅切壊汚慣優晴恐倒崩隠揺割破折荒'],
  ['じぜら', '閉信応感生通禁命混論準演乗転封減恥'],
  ['いきぎちびみりたてなま', '用率報悔老起過落降借足生浴伸試満尽'],
  ['くいかけ', '高長短低多少早強弱良悪古近遠重軽広狭深浅速遅赤青白黒若太細厚薄暑寒熱暗明甘辛安痛怖'],
  ['しじ', '新正詳難美楽悲厳激等親涼寂忙優苦嬉珍恋険貧激同'],
  ['なにで', '大小必特簡単静便元好嫌可能変'],
  ['きさ', '大小'],
  ['るてたまなよら', '見出着似居寝煮得来'],
];
/** Made on first use, which text in UTF-8 does not come to: .7 ms of a run of one small text. */
let pairs: ReadonlySet<string> | null = null;

function makePairs(): ReadonlySet<string> {
  return new Set(
    INFLECTIONS.flatMap(([endings, kanji]) =>
      Array.from(kanji).flatMap((char) => Array.from(endings, (kana) => char + kana)),
    ),
  );
}

/** Bits by which such a pair is more likely in Japanese than in misread bytes. */
const PAIR_GAIN_BITS = 3;

/** Bits that a kanji and the kana after it gain as a word with its inflection: 書く, 送る; 0 if they are none. */
export function okuriganaGain(pair: string): number {
  return (pairs ??= makePairs()).has(pair) ? PAIR_GAIN_BITS : 0;
}
