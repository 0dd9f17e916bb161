import type { Meta } from '../../types.ts';
import { decodeHTML } from './entities.ts';
import { flattened, nameOf } from './linked-data.ts';
import type { Properties } from './linked-data.ts';

/** Posts nest no deeper than this: answers to a question, and comments on them. */
const MAX_LEVELS = 6;

/** Properties of a post that hold others, with their role. */
const WITHIN: readonly (readonly [key: string, role: string])[] = [
  ['acceptedAnswer', 'answer'],
  ['suggestedAnswer', 'answer'],
  ['comment', 'comment'],
];

/**
 * The posts that JSON-LD states of a page: those of its one thread or question, or the comments of its article, as items
 * `json-ld:post` with their role, each followed by what is known of it.
 */
export function postsIn(objects: readonly Properties[]): readonly Meta[] {
  const main = objects.filter((object) => MAIN.test(typeOf(object)));
  const [first] = main;
  // Several are the threads of a list, or questions with one answer each.
  if (first === undefined || main.length > 1 || objects.some((object) => typeOf(object) === 'FAQPage')) return [];
  const found: Meta[] = [];
  const isThread = THREAD.test(typeOf(first));
  if (isThread || QUESTION.test(typeOf(first))) addPost(found, first, 'opening');
  addWithin(found, first, isThread, 0);
  return found;
}

const THREAD = /DiscussionForumPosting|SocialMediaPosting/;
const QUESTION = /^Question$/;
const MAIN = /DiscussionForumPosting|SocialMediaPosting|^Question$|Article|BlogPosting/;

function addWithin(found: Meta[], post: Properties, isThread: boolean, level: number): void {
  if (level > MAX_LEVELS) return;
  for (const [key, role] of WITHIN) {
    const value = post[key];
    for (const item of Array.isArray(value) ? value : [value])
      for (const object of flattened(item)) {
        addPost(found, object, isThread ? 'reply' : role);
        addWithin(found, object, isThread, level + 1);
      }
  }
}

function addPost(found: Meta[], post: Properties, role: string): void {
  const text = textOf(post);
  if (text === '') return;
  const add = (name: string, value: string): void => {
    if (value !== '') found.push({ name, value });
  };
  add('json-ld:post', role);
  add('json-ld:post:author', nameOf(Array.isArray(post['author']) ? post['author'][0] : post['author']));
  add('json-ld:post:date', nameOf(post['datePublished'] ?? post['dateCreated'] ?? post['uploadDate']));
  add('json-ld:post:text', text);
}

/** The text of a post, which may be markup. */
function textOf(post: Properties): string {
  const text = [post['text'], post['articleBody'], post['commentText']].find(
    (value) => typeof value === 'string' && value.trim() !== '',
  );
  if (typeof text !== 'string') return '';
  const plain = /<\/?[a-z][^<>]*>/i.test(text)
    ? text.replace(/<(?:br|\/p|\/div|\/li|\/h\d|\/tr)\b[^<>]*>/gi, '\n').replace(/<\/?[a-z][^<>]*>/gi, '')
    : text;
  return decodeHTML(plain)
    .split(/[\n\r\u2028\u2029]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

function typeOf(object: Properties): string {
  const type = object['@type'];
  return Array.isArray(type) ? String(type[0]) : typeof type === 'string' ? type : '';
}
