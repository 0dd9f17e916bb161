/** Frequent Japanese surnames of two characters and more, in old and new forms. */
const SURNAMES =
  '佐藤|鈴木|高橋|髙橋|田中|伊藤|伊東|渡[辺邊邉]|山本|中村|小林|加藤|吉田|山田|佐々木|山口|松本|井上|木村|[斎齋斉齊]藤|清水|山崎|池田|橋本|阿部|安部|石川|小川|前田|岡田|長谷川|藤田|[後后]藤|近藤|村上|遠藤|青木|坂本|福田|太田|大田|西村|藤井|岡本|藤原|三浦|中野|松田|竹内|中川|原田|小野|和田|[浜濱]田|[桜櫻]井|[広廣]瀬|[黒黑][沢澤]|[滝瀧][沢澤]|桑田|児玉|榎本|金子|中山|藤本|上田|森田|原口|柴田|酒井|工藤|横山|宮崎|宮本|内田|高木|安藤|谷口|大野|丸山|今井|武田|村田|上野|杉山|増田|菅原|平野|大塚|千葉|久保|松井|岩崎|野口|木下|松尾|菊地|菊池|佐野|杉本|新井|古川|市川|小島|水野|野村|渡部|吉川|山内|西田|福島|関口|石井|石田|本田|本多|宮[沢澤]|矢野|北村|大西|東野|安倍|岸田|麻生|小泉|福山|草野|[沢澤]田|豊田|永井|川口|五十嵐|飯田|星野|黒木|栗原|荒木|熊谷|西川|岡崎|片山|三宅|堀江|堀内|篠原|石原|馬場';
/** Last characters of given names, and given names of one character. */
const LAST = '子美郎一二三介助樹太男夫雄彦也斗輔哉希香奈代枝恵菜花音衣司史治志造蔵吉行之幸平馬人仁士明昭光裕';
const SINGLE = '学學豊豐進実實隆浩翼蓮葵凛桜櫻湊陸惠渉涉歩步渚譲讓猛徹剛勲勳彰駿誠茂博清修昇稔聡聰健薫薰忍望純潤優翔';
const NAME = new RegExp(`^(?:${SURNAMES})[ \\u3000]?(?:\\p{Script=Han}{0,2}[${LAST}]|[${SINGLE}])$`, 'u');

/**
 * Words of signs, forms, menus and manuals in Japan that Chinese does not use, though each of their characters may be Chinese, so
 * that no character tells the language.
 */
const WORDS =
  /駐[車輪]場|送料[無込別]|在庫|個人情報|利用規約|採用情報|請求書|見積|納品|注文|受付|取[扱引]|割引|郵便番|年中無休|連絡先|問合|付録|登録|正規表現|標準[入出]力|弁当|御中|株式会社|有限会社|都道府県|市区町村|切[符手]|申込|[払振読書]込|差[出引]|番組|改札|乗換|売切|品切|税[込抜]|書換|修飾子|識別子|引数|戻値|既定値|名前空間|々/;
/**
 * Whether a short text without kana is the name of a Japanese, or has a word of Japan and no characters, `chinese` being their
 * number, that Japan does not use.
 */
export function hasJapaneseWords(text: string, chinese: number): boolean {
  return NAME.test(text.trim()) || (chinese === 0 && WORDS.test(text));
}
