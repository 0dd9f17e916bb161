import { isObject } from '../../text/is-object.ts';
import type { Values } from '../content.ts';
import { captionsIn } from './captions.ts';
import { plainKey } from './plain-key.ts';

const words = (list: string): readonly string[] => list.split(' ');

/** Names of a list of turns. */
const TURNS = words('messages conversations conversation dialogue dialog dialogs turns');
/** Names of who speaks in a turn, and of what is said. */
const SPEAKERS = words('role from speaker');
const SAID = words('content value text parts utterance');
/** Who speaks in a conversation with a language model or in a recorded dialogue: a list of messages between people is none. */
const ROLES: ReadonlySet<string> = new Set(
  words(
    'system user assistant human gpt chatgpt bing bard claude bot ai model tool function observation developer prompter sys usr function_call function_response 用户 助手 人类 机器人',
  ),
);

/** What a model is asked for, of which one is needed; what may come with it; and what it answers. In the order of the text. */
const SETTING = words('system history');
const ASKED = words('instruction prompt question query problem 指令 问题 提问');
const GIVEN = words('context passage');
const ASKED_BELOW = words('input 输入');
/** What a question adds to its title, and the names of answers to one that has no other text. */
const DETAILS = words('desc description 描述 补充');
const REPLIES = words('answer answers 回答 答案');
const ANSWERED = words('output response completion answer answers target chosen solution 输出 回答 答案 回复');

/**
 * What is said in a conversation, in order: the turns of a dialogue, captions, a question and its answer, an instruction and its output. Null
 * for other objects.
 */
export function conversationText(value: Values): string | null {
  const texts = turnsIn(value) ?? branchOf(value) ?? captionsIn(value) ?? answeredIn(value);
  return texts === null || texts.length === 0 ? null : texts.join('\n');
}

function turnsIn(value: Values): readonly string[] | null {
  const key = Object.keys(value).find((name) => TURNS.includes(plainKey(name)) && isDialogue(value[name]));
  return key === undefined ? null : textsIn(value[key], 0);
}

/** Whether a value is a list of turns, all of them by known speakers, or of strings. */
function isDialogue(list: unknown): boolean {
  if (!Array.isArray(list) || list.length === 0) return false;
  const turns = list as readonly unknown[];
  return (
    turns.every((turn) => typeof turn === 'string') ||
    turns.every((turn) => isObject(turn) && (isRole(turn[speakerIn(turn)]) || Object.keys(turn).some(isRole)))
  );
}

function speakerIn(turn: Values): string {
  return SPEAKERS.find((name) => typeof turn[name] === 'string') ?? '';
}

function isRole(name: unknown): boolean {
  return typeof name === 'string' && ROLES.has(name.toLowerCase());
}

/** A conversation in an export of ChatGPT: a tree of messages, of which one branch was shown last. */
function branchOf({ mapping, current_node: shown }: Values): readonly string[] | null {
  if (!isObject(mapping)) return null;
  const messages: unknown[] = [];
  const seen = new Set<unknown>();
  for (let id = typeof shown === 'string' ? shown : Object.keys(mapping).at(-1); id !== undefined && !seen.has(id);) {
    seen.add(id);
    const node = mapping[id];
    if (!isObject(node)) return null;
    const { message, parent } = node;
    if (isObject(message)) messages.unshift(message);
    id = typeof parent === 'string' ? parent : undefined;
  }
  return textsIn(messages, 0);
}

function answeredIn(value: Values): readonly string[] | null {
  const keys = Object.keys(value);
  const under = (names: readonly string[]): readonly string[] =>
    names.flatMap((name) => keys.filter((key) => plainKey(key) === name));
  const asked = [ASKED, ASKED_BELOW].flatMap(under);
  // The title of a question is that of the record.
  const details = asked.length === 0 && keys.some((key) => plainKey(key) === 'title') ? under(DETAILS) : [];
  if (asked.length === 0 && under(REPLIES).length === 0) return null;
  const answers = under(ANSWERED).flatMap((key) => textsIn(value[key], 0));
  if (answers.length === 0) return null;
  const given = under(GIVEN);
  // A passage stands in front of a question about it, and below an instruction.
  const isPassage = !keys.some((key) => plainKey(key) === 'instruction');
  const order = [
    ...under(SETTING),
    ...details,
    ...(isPassage ? given : []),
    ...under(ASKED),
    ...(isPassage ? [] : given),
    ...under(ASKED_BELOW),
  ];
  return [...order.flatMap((key) => textsIn(value[key], 0)), ...answers];
}

/** Deeper values hold no text of a turn. */
const MAX_DEPTH = 5;

/** The strings in a value, by the names of what is said; blank ones left out. */
function textsIn(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => textsIn(item, depth + 1));
  if (!isObject(value)) return [];
  const said = SAID.find((name) => Object.hasOwn(value, name) && value[name] !== null);
  if (said !== undefined) return textsIn(value[said], depth + 1);
  return Object.keys(value)
    .filter(isRole)
    .flatMap((name) => textsIn(value[name], depth + 1));
}
