export { canJoin, mayBePage, mayFollow, namesOfPage, pageOf, sizeOfPage } from './page.ts';
export type { Page } from './page.ts';
export { joinPages } from './join.ts';
export type { Joined } from './join.ts';
