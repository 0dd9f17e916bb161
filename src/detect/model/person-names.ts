import { surnameRank } from '../../text/surnames.ts';

/** Characters of given names, simplified, roughly most frequent first. */
const GIVEN =
  '英华玉明秀红丽文国春金军志建平海云兰梅芳小晓林永燕德伟强玲荣桂艳霞龙成新素珍凤生东娟俊敏波辉杰丹静琴萍飞斌宇浩凯鹏佳涛超勇刚洪雪光莲香爱美峰洋瑞立忠兴胜祥庆福民学天中安义士良正世长元宝贵才富仁孝信礼智思雨涵子轩梓晗欣怡嘉诗琪梦瑶语嫣家豪宗泽睿博雅婷琳颖倩莹雯璐蕾薇菲洁晨旭阳昊然一可心悦若曦彤妍萱芸慧淑贞娥娜莉珊莎妮宁冰冬夏秋月星晶晴虹彬磊鑫森松柏楠桐枫柳竹菊荷君友朋宏弘广大克治政达道远启振继绍承先奇江河川山岳泉源润滨毅坚健康乐群伯仲季彦哲韬武威虎麟骏腾翔鸿鹤雁莺蓉芬茹苗茂蓓惠如意宛淳乃咏韵艺筱璇瑾瑜珠琼瑛珏琦琛玮锋铭钧锐钢银锦钦镇宪卫跃进援朝耀祖昌盛隆运升炜炎灿煜煌熙照煦羽翰丰凡帆航舟利和风皓恒恩悟蕙蓝薰伦勤允亮亭传佩依侠倬儒全兆冠凝力加劲卓厚双叶吉圣坤城培堂增声奎好姗娇娅婉媛嫦孟宜容宾寅岚峻崇巧希帅常庭廷弟彪征怀恺情懿扬展旺昱昶晔普景曼朗本权材根栋梁楚欢歌殿毓沁沛泓津浦淇清渊湘滔漫澄烈焕熊爽牧献珂理甜田畅益盈真睦知硕禄秉程稳竞童笑笛精纯绮绪维罡翠聪胤舒苑荃菁蒙蓬蝶诚诺谦贤赛起路辰迪逸邦郁采鉴锡闯阔陆雄雷震霄霖青靖韶顺颜馨驰骥';
const RANK = new Map(Array.from(GIVEN, (char, i) => [char, i] as const));

/** Bits of a run of Han characters being a name, where a title, a tag or a cell may be one. */
const NAME_BITS = 6;
/** Bits of the most frequent character, and the rank at which they are one more. */
const FIRST_GIVEN_BITS = 6;
const GIVEN_RANKS = 20;
const FIRST_SURNAME_BITS = 1.8;

/**
 * Surprise, in bits, of a surname and one or two characters of a given name, simplified; null if `name` is none. Names are so
 * many that hardly any is in a dictionary, yet their characters are few.
 */
export function surpriseOfName(name: string): number | null {
  if (name.length < 2 || name.length > 3) return null;
  const surname = surnameRank(name.charAt(0));
  if (surname < 0) return null;
  let bits = NAME_BITS + FIRST_SURNAME_BITS + Math.log2(surname + 4);
  for (const char of name.slice(1)) {
    const rank = RANK.get(char);
    if (rank === undefined) return null;
    bits += FIRST_GIVEN_BITS + Math.log2(1 + rank / GIVEN_RANKS);
  }
  return bits;
}
