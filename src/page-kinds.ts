import type { PageKind } from './types.ts';

/** What a page can be, with the evidence for each, as the README says it. */
export const PAGE_KINDS: Readonly<Record<PageKind, string>> = {
  article:
    'a text of its own under a printed headline, with a date, a source or an author beside it, or whose headline is the name of the page, or long enough',
  thread:
    'between posts, lines of one shape that give a time, or numbers of posts that go up beside times (`2#`, `3楼`); comments of PTT; what forum software calls the page (`pg_viewthread`, `section-viewtopic`); or linked data or microdata (`DiscussionForumPosting`)',
  qa: 'a question as headline above what sites print around answers; or linked data or microdata (`QAPage`)',
  list: 'links to other pages, or headings with their day, with or without a summary of each, and next to no text beside them; chapters of a book; in plain text, rows with their day, or headlines with teasers',
  product:
    'linked data or Open Graph (`product`, `SoftwareApplication`); or a price and a button to buy; or the facts of a program and a button to download it',
  notice:
    'what a site says to its reader (`您访问的页面不存在`, `系统提示`, `正在跳转`, `请先登录`, a search without results, a firewall, a parked domain), and nothing else; a page that asks for a password',
  other: 'the first page of a site, by its address; many short lines without a headline or a text',
};
