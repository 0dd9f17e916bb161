import { holds, QUESTION } from '../text/character-classes.ts';
import { simplifyCharacters } from '../text/simplify.ts';
import { surnameLength } from '../text/surnames.ts';
import { mayAsk } from './lost-runs.ts';

const HAN = '\\u3400-\\u9fff';
/** A question mark between Han characters, or before a colon, with the clause on either side. */
const INSIDE = new RegExp(`\\?(?<=(?<before>[${HAN}]{1,12})\\?)(?=(?<after>[${HAN}]{1,12}|[：、]))`, 'gu');
/** Words that end no sentence, and particles and signs that begin none. */
const NO_END = /[把被从從向与與及將将使于於由因且其每各并並]$/u;
const NO_BEGINNING = /^(?:[：、们們]|的(?![确確士])|著(?![名作书書])|着(?![手实實急装裝重眼力陆陸火])|者(?!也))/u;
/** A character alone that may be asked or called out: 好? 谁? */
const ALONE = /[好对對是行真谁誰啥哪何几幾怎咋哦噢喔嗯啊呀哈嘿喂咦哎唉呃诶吗嗎呢吧嘛了有在来來去要走吃买買问問答]/u;
/** What follows the name of a person; a character of a name may be missing before it. */
const AFTER_NAME =
  /^[^?]{0,2}?(?:先生|女士|小姐|同志|教授|院士|博士|总理|總理|主席|总统|總統|部长|部長|市长|市長|省长|省長|书记|書記|主任|局长|局長|院长|院長|校长|校長|记者|記者|老师|老師|认为|認為|指出|表示)/u;

const BEFORE_NAME =
  /(?:先生|女士|同志|教授|院士|博士|总理|總理|主席|总统|總統|部长|部長|市长|市長|省长|省長|书记|書記|主任|局长|局長|院长|院長|校长|校長|记者|記者|老师|老師|导演|導演|董事长|董事長|经理|經理|诗人|詩人|作家|画家|畫家)$/u;

/**
 * True if single question marks stand inside words: after a word that ends no sentence, before a particle, in the name of a person, or
 * several times between the same characters. Text that asks questions elsewhere needs more of them.
 */
export function hasLostInWords(text: string): boolean {
  if (!holds(text, QUESTION)) return false;
  const contexts = new Map<string, number>();
  let [lost, asked] = [0, 0];
  for (const { index, groups } of text.matchAll(INSIDE)) {
    const { before = '', after = '' } = groups ?? {};
    if (mayAsk(before, after)) {
      asked++;
      continue;
    }
    const context = `${before.slice(-1)}?${after.slice(0, 1)}`;
    const times = (contexts.get(context) ?? 0) + 1;
    contexts.set(context, times);
    if (
      NO_END.test(before) ||
      NO_BEGINNING.test(after) ||
      isName(before, after) ||
      isCut(text, index, before) ||
      times > 1
    )
      lost++;
  }
  return lost > asked;
}

const AFTER_HAN = new RegExp(
  `\\?(?<=(?<before>[${HAN}]{1,12})\\?)(?=(?<after>[${HAN}]{1,12}|[，。、；：】》」』）]))`,
  'gu',
);

/** Whether a question mark stands for a character in text that was misread: a byte that the wrong set lacked became one. */
export function hasLostToMisreading(text: string): boolean {
  if (!holds(text, QUESTION)) return false;
  return Array.from(text.matchAll(AFTER_HAN)).some(
    ({ groups: { before = '', after = '' } = {} }) => !mayAsk(before, after),
  );
}

/** A clause of one character, as 允 in 允?下. */
function isCut(text: string, at: number, before: string): boolean {
  return before.length === 1 && !ALONE.test(before) && /^$|[\n，。、；：“”《》（）！]/u.test(text[at - 2] ?? '');
}

/** 朱?基总理, 王?先生, 记者李?. */
function isName(before: string, after: string): boolean {
  const surname = simplifyCharacters(before.slice(-1));
  if (surnameLength(surname) === 0) return false;
  return AFTER_NAME.test(after) || BEFORE_NAME.test(before.slice(0, -1));
}
