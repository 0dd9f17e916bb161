import type { Page } from '../page.ts';

/** What software calls the pages of threads and questions: the class and id of `body`, and the microdata type of the page. */
interface PageClass {
  readonly kind: 'thread' | 'qa';
  readonly pattern: RegExp;
  readonly examples: readonly string[];
}

export const PAGE_CLASSES: readonly PageClass[] = [
  { kind: 'thread', pattern: /\bpg_viewthread\b/, examples: ['nv_forum pg_viewthread'] }, // Discuz!
  { kind: 'thread', pattern: /\bsection-viewtopic\b/, examples: ['phpbb nojs notouch section-viewtopic ltr'] },
  { kind: 'thread', pattern: /\bpage-topic(?![\w-])/, examples: ['page-topic page-topic-12 skin-default'] }, // NodeBB
  { kind: 'thread', pattern: /\bthread_view\b/, examples: ['thread_view'] }, // XenForo
  { kind: 'thread', pattern: /\bcomments-page\b/, examples: ['single-page comments-page'] }, // Reddit
  { kind: 'thread', pattern: /^DiscussionForumPosting$/i, examples: ['DiscussionForumPosting'] },
  { kind: 'qa', pattern: /^(?:QAPage|Question)$/i, examples: ['QAPage', 'Question'] },
  { kind: 'qa', pattern: /\bquestion-page\b/, examples: ['question-page unified-theme'] }, // Stack Exchange
];

/** Whether the markup of a page says that it is of a kind. */
export function isOfClass({ meta }: Page, kind: PageClass['kind']): boolean {
  return meta.some(
    ({ name, value }) =>
      name === 'page:class' && PAGE_CLASSES.some((known) => known.kind === kind && known.pattern.test(value)),
  );
}
