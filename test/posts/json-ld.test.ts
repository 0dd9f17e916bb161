import { expect, test } from 'vitest';
import { normalize } from '../../src/library/index.ts';

const person = (name: string): object => ({ '@type': 'Person', name });

function pageWith(data: object, body: string): string {
  return `<html><head><title>請教</title><script type="application/ld+json">${JSON.stringify(data)}</script></head><body><h1>請教蘆薈的養護方法</h1>${body}</body></html>`;
}

const postsOf = (page: string): readonly (readonly unknown[])[] =>
  (normalize(page, { posts: true }).posts ?? []).map(({ role, author, published, text }) => [
    role,
    author,
    published,
    text,
  ]);

const QUESTION = {
  '@context': 'https://schema.org',
  '@type': 'QAPage',
  mainEntity: {
    '@type': 'Question',
    name: '請教蘆薈的養護方法',
    text: '<p>蘆薈的葉子發黃，</p><p>怎麼辦&amp;如何澆水？</p>',
    author: person('小園'),
    dateCreated: '2023-03-04T08:30:00+08:00',
    acceptedAnswer: {
      '@type': 'Answer',
      text: '少澆水，多曬太陽。',
      author: person('老農'),
      dateCreated: '2023-03-04T09:30:00+08:00',
      comment: [{ '@type': 'Comment', text: '謝謝，這個辦法很好。', author: person('小園') }],
    },
    suggestedAnswer: [{ '@type': 'Answer', text: '換一個透氣的花盆。', author: [person('花匠')] }],
  },
};

test('a question whose answers a script shows', () => {
  expect(postsOf(pageWith(QUESTION, '<div id="app">載入中</div>'))).toEqual([
    ['opening', '小园', '2023-03-04T08:30:00+08:00', '芦荟的叶子发黄，\n怎么办&如何浇水？'],
    ['answer', '老农', '2023-03-04T09:30:00+08:00', '少浇水，多晒太阳。'],
    ['comment', '小园', null, '谢谢，这个办法很好。'],
    ['answer', '花匠', null, '换一个透气的花盆。'],
  ]);
});

const THREAD = {
  '@graph': [
    { '@type': 'BreadcrumbList', itemListElement: [] },
    {
      '@type': 'DiscussionForumPosting',
      headline: '請教',
      articleBody: '蘆薈的葉子發黃，怎麼辦？',
      author: person('小園'),
      datePublished: '2023-03-04T08:30:00+08:00',
      comment: [
        { '@type': 'Comment', text: '少澆水，多曬太陽。', author: person('老農'), datePublished: '2023-03-05' },
        { '@type': 'Comment', text: '換一個透氣的花盆。', author: person('花匠'), datePublished: '2023-03-06' },
      ],
    },
  ],
};

test('a thread: what the page shows, with authors and dates that only the data states', () => {
  const post = (text: string): string => `<div class="post"><div class="content">${text}</div></div>`;
  const shown = ['蘆薈的葉子發黃，怎麼辦？', '少澆水，多曬太陽。', '換一個透氣的花盆。'].map(post).join('');
  expect(postsOf(pageWith(THREAD, shown))).toEqual([
    ['opening', '小园', '2023-03-04T08:30:00+08:00', '芦荟的叶子发黄，怎么办？'],
    ['reply', '老农', '2023-03-05', '少浇水，多晒太阳。'],
    ['reply', '花匠', '2023-03-06', '换一个透气的花盆。'],
  ]);
});

test('comments of an article are comments, the article is none', () => {
  const comment = { '@type': 'Comment', text: '這篇文章寫得很好。', author: '讀者' };
  const article = { '@type': 'NewsArticle', headline: '新館開放', articleBody: '今天上午開放。', comment };
  const body = '<p>今天上午，市圖書館新館正式開放，讀者可以憑身份證辦理借書證，新館共有三層。</p>'.repeat(4);
  expect(postsOf(pageWith(article, body))).toEqual([['comment', '读者', null, '这篇文章写得很好。']]);
});

test('threads of a list and answers to frequent questions are no posts', () => {
  const [, thread] = THREAD['@graph'];
  const body = '<p>今天上午，市圖書館新館正式開放，讀者可以憑身份證辦理借書證，新館共有三層。</p>'.repeat(4);
  expect(postsOf(pageWith([thread ?? {}, thread ?? {}], body))).toEqual([]);
  expect(postsOf(pageWith({ '@type': 'FAQPage', mainEntity: [QUESTION.mainEntity] }, body))).toEqual([]);
});

test('the cost grows with the number of posts', () => {
  const page = (count: number): string => {
    const comment = Array.from({ length: count }, (_, index) => ({
      '@type': 'Comment',
      text: `第${index}條評論。`,
      author: '讀者',
    }));
    return pageWith({ '@type': 'DiscussionForumPosting', articleBody: '主題', comment }, '<p>主題</p>');
  };
  const seconds = (count: number): number => {
    const html = page(count);
    const start = process.cpuUsage().user;
    expect(normalize(html, { posts: true }).posts).toHaveLength(count + 1);
    return process.cpuUsage().user - start;
  };
  seconds(500);
  expect(seconds(4000)).toBeLessThan(20 * seconds(500));
});
