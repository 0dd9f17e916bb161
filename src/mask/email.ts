import type { TextRule } from '../types.ts';
import { masked } from './masked.ts';

const ADDRESS = /(?<![\w.%+-])[\w.%+-]{1,64}[@＠](?:[A-Z0-9-]{1,63}\.){1,8}[A-Z]{2,24}(?![\w-])/gi;

/** Names of files (`logo@2x.png`) and of repositories (`git@host`) have the form of an address. */
const NO_ADDRESS = /^git@|\.(?:png|jpe?g|gif|svg|webp|css|js|ts|json|html?)$/i;

export const email: TextRule = {
  name: 'mask-email',
  summary: 'Masks email addresses',
  examples: [
    { before: '投稿请寄wang.ming@example.com.cn。', after: '投稿请寄[email]。' },
    { before: '图标 logo@2x.png，来自 @图书馆', after: '图标 logo@2x.png，来自 @图书馆' },
  ],
  gate: (text) => text.includes('@') || text.includes('＠'),
  propose: (text) => masked(text, ADDRESS, 'email', (found) => !NO_ADDRESS.test(found.text)),
};
