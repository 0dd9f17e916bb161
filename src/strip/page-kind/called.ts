import { headlineParts } from '../../text/page-title.ts';
import { matchFormOf } from '../../text/match-form.ts';
import type { Page } from '../page.ts';
import { declares } from './declares.ts';

/** Title parts by which sites name lists of their pages. */
const LIST_NAMES =
  /(?:搜索|查询|检索|搜寻|搜尋)结果|(?:搜索|搜一搜|检索|search)$|^search(?: results)?\b|(?:文章|新闻|信息|内容|产品|商品|帖子|主题|最新章节)列表|(?:全部|所有|最新)(?:文章|帖子|内容|新闻)$|^(?:标签|分类|归档|tags?|categor(?:y|ies)|archives?)\s?:|(?:归档|archives?)$|^index of\b/i;
/** First title part of a user's page. */
const OWNERS = /的(?:个人)?(?:主页|首页|空间|收藏|关注|动态|相册|博客|专栏|微博)$/;
/** The result count above search results. */
const COUNT =
  /^\P{L}{0,3}(?:为您|为你|共|一共|总共|约|大约|搜索)?(?:找到|查到|搜索到|检索到|共有?|约有?)[^。]{0,20}\d[\d,]*\s?[条个篇项件](?:相关)?(?:结果|记录|信息|新闻|网页|文章|商品|内容|数据)/u;
/** Linked-data types of lists. */
const DECLARED = /\b(?:SearchResultsPage|CollectionPage|ProfilePage)\b/;

/** Whether a page declares itself a list of other pages: in its title, in its linked data, or by a result count. */
export function isCalledList(page: Page): boolean {
  const { lines, meta } = page;
  const parts = headlineParts(meta.find(({ name }) => name === 'title')?.value ?? '')
    .slice(1)
    .map(matchFormOf);
  if (parts.some((part) => LIST_NAMES.test(part)) || OWNERS.test(parts[0] ?? '')) return true;
  if (declares(page, DECLARED)) return true;
  return lines.some(({ matchForm }) => matchForm.length <= 60 && COUNT.test(matchForm));
}

/** Whether a URL is that of a site's home page. */
export function isHome(url: string | null): boolean {
  if (url === null || !URL.canParse(url)) return false;
  const { pathname, search } = new URL(url);
  return search === '' && /^\/(?:(?:index|default|home|main)\.\w{2,5})?$/i.test(pathname);
}
