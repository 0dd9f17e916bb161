import type { TextRule } from '../types.ts';
import { folded, foundIn, inOrder, masked } from './masked.ts';

/** An address in ASCII; with `%40` for the sign in links. */
const ADDRESS = /(?<![\w.%+-])[\w.%+-]{1,64}(?:@|%40)(?:[A-Z0-9-]{1,63}[.．]){1,8}[A-Z]{2,24}(?![\w-])/gi;

/** An address with a domain in Han characters, and perhaps such a name: as a name runs into the words before it, of four characters. */
const HAN_ADDRESS =
  /(?:(?<![\w.%+-])[\w.%+-]{1,64}|\p{Script=Han}{1,4})@(?=[\w.-]{0,64}\p{Script=Han})(?:[\p{Script=Han}\w-]{1,32}[.．]){1,4}(?:[A-Z]{2,24}(?![\w-])|中国|中國|公司|网络|網絡|香港|台湾|台灣|政务|公益|在线|中文网|网址|商城)/giu;

/** Names of files (`logo@2x.png`) and of repositories (`git@host`) have the form of an address. */
const NO_ADDRESS = /^git@|\.(?:png|jpe?g|gif|svg|webp|css|js|ts|json|html?)$/i;

export const email: TextRule = {
  name: 'mask-email',
  summary: 'Masks email addresses',
  examples: [
    { before: '投稿请寄wang.ming@example.com.cn。', after: '投稿请寄[email]。' },
    { before: '邮箱：张三@例子.com、ｌｉ＠例子.中国', after: '邮箱：[email]、[email]' },
    { before: '图标 logo@2x.png，来自 @图书馆', after: '图标 logo@2x.png，来自 @图书馆' },
  ],
  gate: (text) => /[@＠]|%40/.test(text),
  propose: (text) => {
    const plain = folded(text);
    const found = inOrder([...foundIn(plain, ADDRESS), ...foundIn(plain, HAN_ADDRESS)]);
    return masked(
      text,
      found.filter((address) => !NO_ADDRESS.test(address.text)),
      'email',
    );
  },
};
