import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONTEXT_RULES, CAREFUL_RULES } from '../../src/convert/context-rules.ts';
import { languageOf } from '../../src/convert/index.ts';
import { simplifiedScript } from '../../src/convert/simplified-script.ts';
import { apply } from '../../src/engine/edits.ts';
import type { TextContext } from '../../src/types.ts';

function convert(text: string, from: TextContext['from'] = 'auto'): string {
  const context: TextContext = { guess: true, language: languageOf(text), from, vocab: 'keep' };
  if (!simplifiedScript.gate(text)) return text;
  const rewrite = apply(text, simplifiedScript.propose(text, context), simplifiedScript.name);
  expect(apply(text, rewrite.edits(), simplifiedScript.name).text).toBe(rewrite.text);
  return rewrite.text;
}

describe.each(CONTEXT_RULES)('$name', ({ examples, forms, holds }) => {
  test.each(examples)('%s', (before, after) => {
    expect(convert(before, 'hant')).toBe(after);
  });
  test('decides its own examples, and not all of them', () => {
    const decisions = examples.flatMap(([before]) =>
      forms.flatMap(([from]) =>
        Array.from(before.matchAll(new RegExp(from, 'g')), ({ index }) =>
          holds(
            { left: before.slice(Math.max(0, index - 16), index), right: before.slice(index + 1, index + 17) },
            from,
          ),
        ),
      ),
    );
    expect(new Set(decisions)).toEqual(new Set([true, false]));
  });
});

describe.each(CAREFUL_RULES.filter((rule) => !CONTEXT_RULES.includes(rule)))('$name', ({ examples }) => {
  test.each(examples)('%s', (before, after) => {
    expect(convert(before)).toBe(after);
  });
});

/** By character; each line has occurrences that change and some that must not. */
test.each([
  ['乾 as dry', '連乾三杯，他連乾了三杯，餅乾很乾燥。', '连干三杯，他连干了三杯，饼干很干燥。'],
  ['乾 of the trigrams', '乾上乾下，乾為天，坐乾向巽。', '乾上乾下，乾为天，坐乾向巽。'],
  ['乾 and 坤', '扭轉乾坤，乾剛坤柔，乾三連，坤六斷。', '扭转乾坤，乾刚坤柔，乾三连，坤六断。'],
  ['乾 as heaven', '大哉乾元，乾綱獨斷。', '大哉乾元，乾纲独断。'],
  ['dry beside trigrams', '周易書頁乾燥，占卦的人把衣服晾乾了。', '周易书页干燥，占卦的人把衣服晾干了。'],
  ['dry first', '牛肉乾為首的零食，曬乾州官的衣服。', '牛肉干为首的零食，晒干州官的衣服。'],
  ['reigns', '康乾盛世，乾隆年間的乾貨。', '康乾盛世，乾隆年间的干货。'],
  ['a realm', '大乾王朝開國，大乾了一場。', '大乾王朝开国，大干了一场。'],
  ['eras', '改元乾和，乾化二年，污泥乾化處理。', '改元乾和，乾化二年，污泥干化处理。'],
  ['a state', '乾國、乾帝，餅乾國際展，曬乾國旗。', '乾国、乾帝，饼干国际展，晒干国旗。'],
  ['a hexagram', '乾：元，亨，利，貞。', '乾：元，亨，利，贞。'],
  ['a mention', '「徵」讀作止，「徵」兵', '「徵」读作止，「征」兵'],
  ['names with 乾', '張乾生和陳乾一，孫乾投奔劉備。', '张乾生和陈乾一，孙乾投奔刘备。'],
  ['no names with 乾', '陳皮乾、何首烏乾，李乾脆說，淚水未曾乾。', '陈皮干、何首乌干，李干脆说，泪水未曾干。'],
  ['names with 昇', '洪昇寫了，畢昇、盧象昇和陳昇的歌。', '洪昇写了，毕昇、卢象昇和陈昇的歌。'],
  ['昇 as to rise', '林昇與許昇的昇職，太陽徐徐昇起。', '林昇与许昇的升职，太阳徐徐升起。'],
  ['陞', '彭陞說他步步高陞，官陞一級。', '彭陞说他步步高升，官升一级。'],
  ['汎', '王汎森先生廣汎的汎用，林汎的汎美航空。', '王汎森先生广泛的泛用，林汎的泛美航空。'],
  ['旂', '薛應旂、李光旂見龍旂，旌旂飄揚。', '薛应旂、李光旂见龙旗，旌旗飘扬。'],
  ['徵 as a note', '角、徵、羽，宮、商、角、徵、羽五聲。', '角、徵、羽，宫、商、角、徵、羽五声。'],
  ['徵 as a mode', '宮調、商調、角調、徵調、羽調，徵調兵力。', '宫调、商调、角调、徵调、羽调，征调兵力。'],
  ['徵 of fire', '徵為火，宮為土，商為金，羽為水。', '徵为火，宫为土，商为金，羽为水。'],
  ['徵 as evidence', '特徵、象徵，商人在角落徵人。', '特征、象征，商人在角落征人。'],
  ['甚麼', '甚麼？為甚麼要說甚麽', '什么？为什么要说什么'],
  ['於 before what begins names', '由於穆斯林和對於戲劇的研究', '由于穆斯林和对于戏剧的研究'],
  ['於 and the world', '聞名於世成為經典，致力於潛心研究', '闻名于世成为经典，致力于潜心研究'],
  ['於 in names', '於潛縣的於潛鎮，樊於期，虎稱於菟', '於潜县的於潜镇，樊於期，虎称於菟'],
  ['藉', '藉甚 茵藉 躪藉 狼藉 藉口 藉機', '藉甚 茵藉 躏藉 狼藉 借口 借机'],
  ['覆', '射覆 覆墓 包覆 覆蓋 批覆 答覆', '射覆 覆墓 包覆 覆盖 批复 答复'],
  ['谿', '勃谿 蘭谿 豁谿', '勃溪 兰溪 豁谿'],
  ['夥', '夥伴 獲益甚夥', '伙伴 获益甚夥'],
  ['甯', '甯浩導演與甯靜', '甯浩导演与宁静'],
  ['鍾', '錢鍾書、錢鍾韓和情有獨鍾', '钱锺书、钱锺韩和情有独钟'],
  ['鎗, 鬭', '鬭爭 鎗枝', '斗争 枪枝'],
  ['坏', '說好坏，土坏與磚', '说好坏，土坯与砖'],
  ['脩', '束脩 脩改', '束脩 修改'],
  ['沈', '沈厚 沈著 沈家 瀋陽', '沉厚 沉着 沈家 沈阳'],
  ['薳', '薳章', '薳章'],
  ['著 as evident', '視微知著，較著的；比較著重', '视微知著，较著的；比较着重'],
])('%s', (_, before, after) => {
  expect(convert(before, 'hant')).toBe(after);
});

/** Cases reported by users of OpenCC and other converters, by issue number. */
test.each([
  ['OpenCC 602', '潘應旂 林士旂 張旂山 俞旂華', '潘应旂 林士旂 张旂山 俞旂华'],
  ['OpenCC 602', '塗應旂、沈夢旂、瞿旂、成以旂', '涂应旂、沈梦旂、瞿旂、成以旂'],
  ['OpenCC 602', '舒夢旂 姚張旂 趙師旂 姚龍旂', '舒梦旂 姚张旂 赵师旂 姚龙旂'],
  ['OpenCC 602', '楊幸旂 程錫旂 叢應旂 郭子旂', '杨幸旂 程锡旂 丛应旂 郭子旂'],
  ['OpenCC 179', '乾清宮', '乾清宫'],
  ['OpenCC 1154', '乾安縣', '乾安县'],
  ['nk2028/opencc-js 24', '松原市乾安縣新能源', '松原市乾安县新能源'],
  ['tyrchen/fast2s 2', '乾兌宮', '乾兑宫'],
  ['gedoor/legado 968', '乾：元亨利貞', '乾：元亨利贞'],
  ['OpenCC 536', '傷亡枕藉 出醜狼藉', '伤亡枕藉 出丑狼藉'],
  ['OpenCC 536', '素藉 茵藉 藉槁 藉甚', '素藉 茵藉 藉槁 藉甚'],
  ['OpenCC 536', '躪藉 醞藉 藉草枕塊 藉卉', '躏藉 酝藉 藉草枕块 藉卉'],
  ['OpenCC 536', '名覆金甌 覆墓 覆帳 頗覆', '名覆金瓯 覆墓 覆帐 颇覆'],
  ['OpenCC 536', '蕩覆 覆育 覆載 覆瓿', '荡覆 覆育 覆载 覆瓿'],
  ['OpenCC 536', '覆水 覆逆 覆醢 覆露 覆鼎', '覆水 覆逆 覆醢 覆露 覆鼎'],
  ['OpenCC 442', '包覆', '包覆'],
  ['OpenCC 442', '翻天覆地 旋覆花 抗傾覆 覆膜 覆疊', '翻天覆地 旋覆花 抗倾覆 覆膜 覆叠'],
  ['OpenCC 996', '射覆', '射覆'],
  ['OpenCC 1365', '批覆', '批复'],
  ['OpenCC 1365', '楊聯陞', '杨联陞'],
  ['OpenCC 1365', '步步高陞', '步步高升'],
  ['OpenCC 1365', '沈厚', '沉厚'],
  ['OpenCC 1365', '搧風', '扇风'],
  ['OpenCC 1365', '梁章鉅', '梁章钜'],
  ['OpenCC 1402', '梁昇卿', '梁昇卿'],
  ['OpenCC 486', '徵羽摩柯', '徵羽摩柯'],
  ['OpenCC 905', '花蔕 並蔕蓮', '花蒂 并蒂莲'],
  ['OpenCC 901', '豁谿 谿刻', '豁谿 谿刻'],
  ['OpenCC 1492', '薳子馮', '薳子冯'],
  ['OpenCC 1309', '甦醒 復甦 張甦', '苏醒 复苏 张甦'],
  ['OpenCC 679', '剋扣 挨剋', '克扣 挨剋'],
  ['OpenCC 679', '哪吒', '哪吒'],
  ['OpenCC 679', '氾勝之 氾濫', '氾胜之 泛滥'],
  ['OpenCC 679', '甯戚 甯靜', '甯戚 宁静'],
  ['OpenCC 679', '束脩 脩改', '束脩 修改'],
  ['OpenCC 679', '春蒐 蒐集', '春蒐 搜集'],
  ['OpenCC 679', '袷袢 袷衣', '袷袢 夹衣'],
  ['OpenCC 679', '王陞、李陞', '王陞、李陞'],
  ['OpenCC 492', '貍貓 游錫堃', '狸猫 游锡堃'],
  ['OpenCC 722', '擡頭', '抬头'],
  ['OpenCC 805', '標凖', '标准'],
  ['yichen0831/opencc-python 19', '鬭 鎗', '斗 枪'],
  ['OpenCC 1469', '什么 怎么', '什么 怎么'],
  ['OpenCC 555', '看著 著急 著數', '看着 着急 着数'],
  ['OpenCC 767', '慰藉著', '慰藉着'],
  ['berniey/hanziconv 11', '淫慾 洩露 四週 濕', '淫欲 泄露 四周 湿'],
  ['shibing624/pycorrector 167', '覆水難收 著作', '覆水难收 著作'],
  ['isnowfy/snownlp 58', '余先生 剩餘', '余先生 剩余'],
  ['toolgood/ToolGood.Words 40', '以後 爲何', '以后 为何'],
  ['OpenCC 758', '牴觸', '抵触'],
  ['hustlzp/jquery-s2t 5', '呼吸 背脊 猛烈 乾坤', '呼吸 背脊 猛烈 乾坤'],
  ['OpenCC 1365', '鍾繇', '钟繇'],
  ['OpenCC 475', '黃鍾公', '黄钟公'],
  ['OpenCC 341', '偽', '伪'],
  ['OpenCC 963', '原著 編著 譯著 專著 遺著 所著', '原著 编著 译著 专著 遗著 所著'],
  ['OpenCC 963', '高爾基　著　魯迅　譯', '高尔基　著　鲁迅　译'],
  ['OpenCC 963', '一生勤勉，著有詩集', '一生勤勉，著有诗集'],
  ['OpenCC 963', '著手 衣著 沿著 他說著：', '着手 衣着 沿着 他说着：'],
  ['hectorqin/reader 275', '土著居民', '土著居民'],
  ['OpenCC 349', '八萬里 海底兩萬里 茶几 幾歲', '八万里 海底两万里 茶几 几岁'],
  ['OpenCC 349', '子丑寅卯 被發射 黑髮 週計劃', '子丑寅卯 被发射 黑发 周计划'],
  ['OpenCC 1497', '瞭如指掌 展示了如何 參與製造', '了如指掌 展示了如何 参与制造'],
  ['OpenCC 1390', '坏人 土坯房', '坏人 土坯房'],
  ['OpenCC 580', '去干擾 天干地支', '去干扰 天干地支'],
  ['OpenCC 375', '宋干節', '宋干节'],
  ['OpenCC 201', '乾鍋雞 乾炒牛河 樹幹 幹部', '干锅鸡 干炒牛河 树干 干部'],
  ['OpenCC 496', '天才 才能 剛纔 方纔', '天才 才能 刚才 方才'],
  ['OpenCC 1228', '不乾不淨 以貍致鼠 破釜沈舟 黑沈沈', '不干不净 以狸致鼠 破釜沉舟 黑沉沉'],
  ['OpenCC 950', '演算法', '演算法'],
  ['rime/home 869', '複星 反覆 往復 覆蓋', '复星 反复 往复 覆盖'],
  ['Tatoeba/tatoeba2 2189', '擰乾毛巾掛起來晾乾 一目瞭然 瞭望臺', '拧干毛巾挂起来晾干 一目了然 瞭望台'],
  ['Tatoeba/tatoeba2 2189', '奏摺 打折 余光中 其餘 鹹魚 咸豐', '奏折 打折 余光中 其余 咸鱼 咸丰'],
  ['Tatoeba/tatoeba2 2189', '皇后 之後 鄰里 裏頭 胡說 鬍鬚', '皇后 之后 邻里 里头 胡说 胡须'],
  ['liuyueyi/quick-chinese-transfer 4', '乾卦 外強中乾 堿', '乾卦 外强中干 碱'],
  ['liuyueyi/quick-chinese-transfer 24', '變數 先進', '变数 先进'],
  ['common-voice 2585', '他是著名的學者，生於乾隆年間', '他是著名的学者，生于乾隆年间'],
  ['tongwentang-extension 17', '紅蘿蔔和胡蘿蔔', '红萝卜和胡萝卜'],
  ['tongwen-core 4', '康乾盛世的繁華', '康乾盛世的繁华'],
  ['jpinyin 46', '猛將佘太君，鉅額的財產，著書立說', '猛将佘太君，巨额的财产，著书立说'],
  ['Enhanced-editing 60', '三個案件', '三个案件'],
  ['OpenCC 621', '乾紅葡萄酒與乾紅棗，這瓶乾紅很好喝', '干红葡萄酒与干红枣，这瓶干红很好喝'],
  ['OpenCC 1448', '徐乾學與郭子乾是兩個人', '徐乾学与郭子乾是两个人'],
  ['OpenCC 901', '位列印度之後', '位列印度之后'],
  ['guwenguanzhi 15', '乾若敗絮，無所不至', '干若败絮，无所不至'],
  ['hanziconv 22', '猛男該聽的歌', '猛男该听的歌'],
  ['OpenCC 868', '你唔好郁，郁嚟郁去，鬱金香', '你唔好郁，郁嚟郁去，郁金香'],
  ['GPT-SoVITS 942', '排行榜與標榜', '排行榜与标榜'],
  ['analysis-stconvert 13', '葉恭弘與囉嗦', '叶恭弘与啰嗦'],
  ['rimeime 111', '僕街與奴僕，前仆後繼', '仆街与奴仆，前仆后继'],
  ['OpenCC 582', '倒楣與倒黴，發黴', '倒楣与倒霉，发霉'],
  ['OpenCC 1106', '福建麵與面對', '福建面与面对'],
  ['OpenCC 1479', '薛仁貴、范文正公、咸淳、從征實錄', '薛仁贵、范文正公、咸淳、从征实录'],
  ['OpenCC 1479', '氾勝之書、授時曆、薑齋詩話、姜夔', '氾胜之书、授时历、姜斋诗话、姜夔'],
  ['opencc-js 42', '紐西蘭 Southern Stations SKU 和牛', '纽西兰 Southern Stations SKU 和牛'],
  ['OpenCC 1495', '衞生、户籍、脱落、説明、鋭利、閲讀', '卫生、户籍、脱落、说明、锐利、阅读'],
  ['OpenCC 418', '糉子、糭子，嘆氣與歎氣，鉤與鈎，鉢與缽', '粽子、粽子，叹气与叹气，钩与钩，钵与钵'],
  ['OpenCC 1246', '喫茶、菸草、鍼灸、覈實、肥皁、嘴脣', '吃茶、烟草、针灸、核实、肥皂、嘴唇'],
  ['McBopomofo 177', '干涉、幹練、餅乾、鐘錶、鍾情、老態龍鍾', '干涉、干练、饼干、钟表、钟情、老态龙钟'],
  ['OpenCC 963', '《紅樓夢》曹雪芹著，他著有此書，看著有趣', '《红楼梦》曹雪芹著，他著有此书，看着有趣'],
  ['OpenCC 963', '遵著書上的話，得著稱讚，按著名字叫', '遵着书上的话，得着称赞，按着名字叫'],
  ['OpenCC 679', '李鉅、錢鉅，鉅子、艱鉅的工程', '李钜、钱钜，巨子、艰巨的工程'],
  ['OpenCC 587', '挽髮 綰髮 挽髻', '挽发 绾发 挽髻'],
  ['OpenCC 349', '愛麗捨宮 阿那律八念經 海底兩萬里', '爱丽舍宫 阿那律八念经 海底两万里'],
  ['OpenCC 1253', '排泄 泄瀉 發洩 洩洪 泄柳 洩慾', '排泄 泄泻 发泄 泄洪 泄柳 泄欲'],
  ['OpenCC 607', '里港 裏海 萬里長城', '里港 里海 万里长城'],
  ['OpenCC 497', '抬頭 擡頭 枱燈 檯燈', '抬头 抬头 台灯 台灯'],
  ['OpenCC 411', '滙豐銀行 無綫電視 東涌綫', '汇丰银行 无线电视 东涌线'],
  ['OpenCC 1256', '無綫新聞 有線電視', '无线新闻 有线电视'],
  ['OpenCC 1267', '東鐵綫 屯馬綫 荃灣綫', '东铁线 屯马线 荃湾线'],
  ['rime-cantonese 9', '東涌 洶湧 湧起', '东涌 汹涌 涌起'],
  ['yngdieng 1540', '若夥 裏面', '若伙 里面'],
  ['HanLP 1184', '猛擊代君 世界屋脊', '猛击代君 世界屋脊'],
  ['OpenCC 1473', '甚麼 要么 好么 老么', '什么 要么 好么 老幺'],
  ['opencc-js 45', '什麼 什么', '什么 什么'],
  ['OpenCC 195', '隻雞斗酒', '只鸡斗酒'],
  ['OpenCC 537', '鹼性 未甞', '碱性 未尝'],
  ['OpenCC 1410', '黃粱一夢', '黄粱一梦'],
  ['OpenCC 1228', '熏鑪 采椽不斲 耕前耡後 琺瑯彩 牽籐帶葉', '熏炉 采椽不斫 耕前锄后 珐琅彩 牵藤带叶'],
  ['OpenCC 1455', '茵藉 醞藉 覆帳 憑藉 批覆', '茵藉 酝藉 覆帐 凭借 批复'],
  ['OpenCC 1212', '酒逢知己千鍾少 萬鍾於我何加', '酒逢知己千钟少 万钟于我何加'],
  ['OpenCC 1246', '才智 核心 香菸 鍼灸 覈實 人蔘', '才智 核心 香烟 针灸 核实 人参'],
  ['pin1yin1 33', '車被刮到了 只有自己', '车被刮到了 只有自己'],
  ['sts-lib 3', '多個舊識 獨鬥數名武士 灰濛濛', '多个旧识 独斗数名武士 灰蒙蒙'],
  ['huangxd-/danmu_api 377', '案件 榜樣', '案件 榜样'],
])('%s: %s', (_, before, after) => {
  expect(convert(before, 'hant')).toBe(after);
});

test.each(['於是乎' /* begins a sentence */, '甚麼', '勿施於人', '一目瞭然', '瞭解', '瞭望'])(
  'alone, without a traditional-only character: %s',
  (text) => {
    expect(convert(text)).toBe(
      text
        .replace('於', '于')
        .replace('甚麼', '什么')
        .replace(/瞭(?=[然解])/, '了'),
    );
  },
);

const simplified = fc.constantFrom(
  // OpenCC 886 and 1497.
  '地瓜干 观影后 控球后卫 天干完 得力干将 纤道 并兼任 在海里 余华',
  '少数组织，聚集成群，被发明，被发掘，展示了如何，参与制造',
  '乾隆年间，张乾和李承乾晒干了衣服。',
  '洪昇和毕昇的升职',
  '王汎森、薛应旂',
  '角、徵、羽，征兵的特征',
  '於潜镇的於菟',
  '关於梨华的书',
  '樊於期将军',
  '於崇文院士',
  '连干三杯',
  '钱锺书情有独钟',
  '什么都没有',
  '狼藉的杯盘',
  '好坏',
  '\n',
);

test('simplified text stays as it is', () => {
  fc.assert(
    fc.property(fc.array(simplified, { minLength: 1, maxLength: 12 }), (pieces) => {
      expect(convert(pieces.join(''))).toBe(pieces.join(''));
    }),
  );
});

test.each(['乾杯', '昇進', '至於大垣', '東京昇格', '於大の方'])('Japanese stays as it is: %s', (text) => {
  expect(convert(`${text}です。`)).toBe(`${text}です。`);
});

test('a rule sees only its line', () => {
  expect(convert('坤卦\n乾\n這裡說卦', 'hant')).toBe('坤卦\n干\n这里说卦');
});

test('what a rule decides does not depend on where the text is cut into lines', () => {
  const line = fc.constantFrom('張乾說乾燥', '角、徵、羽', '乾為天', '王汎森先生', '這裡很好', '这里很好');
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      expect(convert(lines.join('\n'), 'hant')).toBe(lines.map((one) => convert(one, 'hant')).join('\n'));
    }),
  );
});
