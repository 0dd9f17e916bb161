import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { apply } from '../../src/engine/edits.ts';
import { repairs, repairWarnings } from '../../src/repair/index.ts';
import { isLossySave } from '../../src/repair/lossy-save.ts';
import { normalize } from '../../src/index.ts';
import type { TextContext } from '../../src/types.ts';
import { shift } from '../made/byte-shift-damage.ts';
import { lossySave } from '../made/lossy-save.ts';
import { sourceOf } from '../run/records.ts';

const context: TextContext = { guess: true, language: 'und', from: 'auto', vocab: 'keep' };

function repair(text: string): string {
  return repairs.reduce(
    (now, rule) => (rule.gate(now) ? apply(now, rule.propose(now, context), rule.name).text : now),
    text,
  );
}

const TRADITIONAL: readonly string[] = [
  '他們在學校裡學習了三年，現在都有了工作。',
  '老師說明天下午開會討論這個問題，請大家準時到場。',
  '經濟發展得很快，人民的生活也好了。',
  '「你為什麼不說話？」她問，「難道還在生氣嗎？」',
  '執行這個程式之前，請先檢查設定檔裡的路徑 /usr/local/bin 是否正確。',
  '圖書館裡靜悄悄的；窗外下著雨，雨點打在樹葉上。',
];
const SIMPLIFIED: readonly string[] = [
  '他们在学校里学习了三年，现在都有了工作。',
  '老师说明天下午开会讨论这个问题，请大家准时到场。',
  '经济发展得很快，人民的生活也好了。',
  '“你为什么不说话？”她问，“难道还在生气吗？”',
  '执行这个程序之前，请先检查设置文件里的路径 /usr/local/bin 是否正确。',
  '图书馆里静悄悄的；窗外下着雨，雨点打在树叶上。',
];

const text = (sentences: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.constantFrom(...sentences), fc.constantFrom('', '\n')), { minLength: 2, maxLength: 8 })
    .map((all) => all.flat().join(''));
const folded = (clean: string): string =>
  clean.replace(/[！，：；（）？]/gu, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0));
const saved = fc.oneof(
  text(TRADITIONAL).map((clean) => ({ clean, set: 'gb2312' as const })),
  text(SIMPLIFIED).map((clean) => ({ clean, set: 'big5' as const })),
);

const LOST_RUNS: readonly string[] = [
  '采来的艾草，??????蒸笼一揭开，满屋子都是清香。',
  '外婆说???要有耐心，急不得。',
  '清明节到了。\n??????竹篮装满，孩子们跟在后面。\n后来下雨了。',
  '他把???放在桌上，转身走了。你说是不是?',
  '院子里有??的花，门前有??的树。',
];
const LOUD_MARKS: readonly string[] = [
  '什么???',
  '真的吗??',
  '什么???你再说一遍',
  '???你在说什么',
  '???我走了',
  '你不去???我去',
  '真的???我不信',
  '他走了，???怎么回事',
  '他说???我没听清',
  '在???过来一下',
  '我也???服了',
  '太好了!!!他说，???我们赢了',
  '姓名：???性别：男',
  '几点??去哪??带什么??',
  '好吧???那就这样??行不行???',
  '对象存在 a ?? b 与 c??d 两种写法',
  '他说???\n我说???\n大家都笑了',
  '谁??谁的??你的??',
];

describe('rows of question marks', () => {
  it.each(LOST_RUNS)('are lost characters where no question can stand: %j', (lost) => {
    expect(repairWarnings(lost)).toContain('irrecoverable-characters');
    expect(repair(lost)).toBe(lost);
  });
  it.each(LOUD_MARKS)('are loud questions elsewhere: %j', (loud) => {
    expect(repairWarnings(loud)).toEqual([]);
    expect(repair(loud)).toBe(loud);
  });
});

describe('boxes and fillings', () => {
  it.each([
    '贾政在坐，自是□□不安，花偏又在他手内了。',
    '这座小城的人都认得□家的老师傅，他的儿子在外面□了一家小店。',
    '□□□□□，□□□□，□□□□□□。',
    '下载的文件里只有锟斤拷和几个数字',
    '姓名烫烫烫烫烫烫烫烫年龄',
    '结果为屯屯屯',
  ])('are lost characters: %j', (lost) => {
    expect(repairWarnings(lost)).toContain('irrecoverable-characters');
    expect(repair(lost)).toBe(lost);
  });
  it.each([
    '□ 本报记者 葛灵丹',
    '自由离我们并不遥远。□',
    '性别：□男□女，您喜欢的颜色是□红□蓝□绿',
    '□已婚□未婚□离异',
    '请在□□□□内填写您的邮编',
    '大唐□□□年五月□日建',
    '碑文的第三行作“□□將軍”，当是缺字',
    '他们那天晚上□□□□□□（作者删去三十七字）',
    '□□○○●，□□○●○。',
    '锟斤拷是程序员的梗',
    '未初始化的内存会显示成“烫烫烫”，这是编码问题',
    '烫烫烫！快放下',
    '好烫烫烫的汤',
    '■■治脱发、白发特效奇药',
  ])('are meant: %j', (honest) => {
    expect(repairWarnings(honest)).toEqual([]);
    expect(repair(honest)).toBe(honest);
  });
});

describe('text saved in a smaller character set', () => {
  it('loses only the characters that the set lacks', () => {
    expect(lossySave('經濟發展得很快，OK', 'gb2312')).toBe('???展得很快，OK');
    expect(lossySave('经济发展得很快，OK', 'big5')).toBe('???展得很快，OK');
  });
  it('is left unchanged, with a warning', () => {
    fc.assert(
      fc.property(saved, fc.boolean(), ({ clean, set }, ascii) => {
        const lossy = lossySave(ascii ? folded(clean) : clean, set);
        expect(repair(lossy)).toBe(lossy);
        expect(repairWarnings(lossy)).toContain('irrecoverable-characters');
        expect(isLossySave(clean)).toBe(false);
      }),
      { numRuns: 150 },
    );
  });
  it('keeps its question marks through all stages except strip, and converts the text next to them', () => {
    const lossy = '因此他們?了一個夜晚，談論?家的未來。???的故事一直講到天明，聽眾都很感?，與他一同?了。';
    const record = normalize(sourceOf(iconv.encode(lossy, 'gbk')), { skip: ['strip'] });
    expect(record.text).toBe('因此他们?了一个夜晚，谈论?家的未来。???的故事一直讲到天明，听众都很感?，与他一同?了。');
    expect(record.warnings).toContain('irrecoverable-characters');
  });
  it('a few lost characters are not taken for a byte shift', () => {
    const clean = TRADITIONAL.join('\n');
    fc.assert(
      fc.property(fc.array(fc.nat(clean.length - 1), { minLength: 1, maxLength: 12 }), (places) => {
        const lost = Array.from(clean, (char, at) =>
          places.includes(at) && /\p{Script=Han}/u.test(char) ? '?' : char,
        );
        expect(repair(lost.join(''))).toBe(lost.join(''));
      }),
      { numRuns: 100 },
    );
  });
  it.each([
    '你好嗎?我很好。你呢?我也很好。',
    '是嗎?真的?不會吧?我不信。',
    '什么???你说什么??我没听清。',
    '你是誰?我是你哥。你來做什麼?我來看你。',
    '誰?我。你來做什麼?我來看你。哪?這裡。',
    '為什麼會這樣?原因有三個。怎麼辦?辦法也有三個。',
    '他問：「你去哪?」我說：「回家。」',
    '真的吗？？？不会吧？！',
    'What? 什么? Why? 为什么?',
    'https://example.com/?q=中文&p=?id=新闻',
  ])('questions are not lossy: %s', (honest) => {
    expect(isLossySave(honest)).toBe(false);
    expect(repairWarnings(honest)).toEqual([]);
    expect(repair(honest)).toBe(honest);
  });
  it('text cut by mirror sites is not lossy', () => {
    fc.assert(
      fc.property(
        text(TRADITIONAL),
        fc.constantFrom('！', '！？', '，！', '？！，'),
        fc.boolean(),
        (clean, marks, ascii) => {
          const readings = '業yè 節jié 驅qū 現xiàn 數shù 發fā 學xué 會huì 這zhè 個gè';
          const damaged = shift(clean, { marks, user: 'dropped', readings, folded: ascii });
          expect(isLossySave(damaged)).toBe(false);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('two characters of GBK read as windows-1252', () => {
  it.each([
    ['Ì¬ÊÆ', '态势'],
    ['Éç»á', '社会'],
    ['Í¨Öª', '通知'],
    ['Ð¿Ñ€Ð¸Ð²ÐµÑ‚', 'привет'],
    ['Ã©Ã¨', 'éè'],
  ])('are a word, and no UTF-8 by chance: %s', (misread, meant) => {
    expect(repair(misread)).toBe(meant);
  });
});

describe('private use', () => {
  it.each(['他们\ue4d3坐在村口\ue40c老槐树下', '我\ue415，你呢'])(
    'is warned of among Chinese characters: %s',
    (text) => {
      expect(repairWarnings(text)).toEqual(['irrecoverable-characters']);
    },
  );
  it.each(['\ue600首页 \ue601分类', '收藏\ue605', 'Apple \uf8ff 商店'])('is not where it is an icon: %s', (text) => {
    expect(repairWarnings(text)).toEqual([]);
  });
});
