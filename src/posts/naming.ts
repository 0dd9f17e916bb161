/** What the class, id and microdata of an element say that it is. Names are in lower case, as `MarkupNode.naming` has them. */

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** A post, a reply, an answer or a comment as a whole. */
export const POST: ReadonlySet<string> = words(
  'post comment cmt cmmt cmmts pstl reply answer best answeritem floor postbit push pinglun huifu liuyan gentie pid lou respond plhin commentpost hostitem email feedbackitem',
);
export const ANSWER: ReadonlySet<string> = words('answer answers answeritem huida best');
export const COMMENT: ReadonlySet<string> = words(
  'comment comments cmt cmts cmmt cmmts pinglun liuyan gentie pstl lzl commentlist commentbody commentitem review reviews feedbackitem',
);
/** The name of an author. */
export const AUTHOR: ReadonlySet<string> = words(
  'author authors authi fn nick nickname username uname userlink poster postauthor authorname userid xw writer member user name nc by louzhu replyer pubname bigusername popuserlink vnick',
);
/** Words of an author's name that outweigh those of what stands beside it. */
export const AUTHOR_NAME: ReadonlySet<string> = words(
  'name username nickname nick uname fn authorname screenname bigusername userid vnick',
);
/** Words beside a name that are not part of it. */
export const BESIDE_AUTHOR: ReadonlySet<string> = words(
  'badge badges badgetext tag tags level time date detail sign signature desc title count num number rank medal follow btn button action actions tool group role says stat stats bio intro ip location addr slogan slog accept praise quote position honor lv userinfo usertitle avatar badgebox tagbox',
);
/** Quotations of other posts, as sites mark them. */
export const QUOTE: ReadonlySet<string> = words(
  'quote quoted quotecontent quotetitle yinyong citation respondent bbcodequote',
);
export const SIGNATURE: ReadonlySet<string> = words('sign signature signatures sig sigs usersign qianming');
export const ADVERTISEMENT: ReadonlySet<string> = words(
  'ad ads adv advert advertisement adbox adwrap guanggao sponsor sponsored promoted promotion wwads googlead adsbygoogle',
);
/** Buttons, counts, cards of users and notices around the text of a post. */
export const AROUND_TEXT: ReadonlySet<string> = words(
  'author user users userinfo uname username nick nickname avatar avt face badge badges level rank medal time date datetime pubtime tool tools toolbar action actions btn btns button buttons operate operator operation operations opt opts vote votes votebutton digg like likes praise zan share sign signature foot footer meta metadata info report tail tip tips menu nav breadcrumb count num number controls control says edit edited editor editby pstatus pls po pi authi authicn ad ads adv profile postprofile postactions postinfo posthead postfoot card side lzl more expand unfold ip location source pob rate ratl cm pstl locked jubao floor numberboard stat stats permalink showbtn showbutton timestamp upvote evaluate eva',
);

export const MENU: ReadonlySet<string> = words(
  'menu nav navbar breadcrumb crumb crumbs dropdown btn button toolbar tabs tab pager paging pagination',
);

/** Elements that are never text of a post. */
export const CONTROLS: ReadonlySet<string> = words('button nav form footer menu label');

const TYPED = /schema\.org\/(?:comment|answer|usercomments|discussionforumposting|socialmediaposting|review)(?![a-z])/;

/** Whether a name has a type of schema.org that is a post. */
export function isTypedPost(naming: string): boolean {
  return TYPED.test(naming);
}

/** The text of a post, the more certain names first. */
export const CONTENT: readonly [RegExp, RegExp, ...RegExp[]] = [
  /postmessage|post_message|(?:^|\s)(?:t_f|psti|t_msgfont|cooked|commenttext|comment-copy|new-comment|bbs-content|best-text)(?:$|\s)|rich-?text|(?:comment|cmt|reply|answer|msg|push|message)s?[_-]{0,2}(?:content|text|txt|message)(?![a-z])/,
  /rich-?content|markdown|(?:^|\s)(?:postbody|entry-content)(?:$|\s)|(?:post|comment|cmt|reply|answer|message|topic|msg|article)s?[_-]{0,2}(?:content|text|txt|body|con|detail|inner)(?![a-z])/,
  /(?:^|[\s_-])(?:content|text|txt|body|message|msg|con|neirong|nr|p|short)(?:$|[\s_-])|(?:^|\s)comment(?:$|\s)/,
];

/** The subject that a page is about, if it is a forum or a site of questions. */
export const TOPIC: ReadonlySet<string> = words('topic thread forum bbs question ask tiezi zhuti');
export const QUESTION: ReadonlySet<string> = words('question ask wenti');

/** Split names, which recur on every page of a site. */
const memo = new Map<string, readonly string[]>();
/** Maximum number of memoized names, and maximum length of a name that is looked at, in UTF-16 units. */
const MAX_MEMOIZED = 10_000;
const MAX_NAMING_UNITS = 200;

/** Whether one of the words that make up a class, id or other name is in a list. */
export function isCalled(naming: string, list: ReadonlySet<string>): boolean {
  return naming !== '' && (memo.get(naming) ?? memoized(naming)).some((word) => list.has(word));
}

function memoized(naming: string): readonly string[] {
  const split = naming.slice(0, MAX_NAMING_UNITS).split(/[^a-z]+/);
  if (memo.size >= MAX_MEMOIZED) memo.clear();
  memo.set(naming, split);
  return split;
}
