/** A message that a site shows in place of a page. */
export interface Notice {
  readonly about: string;
  /** Prefilter: one of these must occur in the match form in lower case. */
  readonly words: readonly string[];
  /** One of these must match the match form of a line. */
  readonly patterns: readonly RegExp[];
  /** Must not match. */
  readonly unless?: RegExp;
  /** True for messages that also occur below articles, such as login prompts: they count only if there is nothing else. */
  readonly weak?: true;
  readonly says: readonly string[];
  readonly not: readonly string[];
}

/** Longest line examined, in UTF-16 units. */
const MAX_LINE_UNITS = 160;

/** Apologies before the message, such as `抱歉，` and `提示：`. */
const SORRY = /^\P{L}{0,3}(?:很抱歉|非常抱歉|抱歉|对不起|很遗憾|提示(?=:)|sorry|oops|啊哦|哎呀)\P{L}{0,4}/iu;

/** Messages to readers in place of a page. Each opens its line or addresses the reader, which a report about such a message does not. */
export const NOTICES: readonly Notice[] = [
  {
    about: 'the page is not there',
    words: ['您', '你'],
    patterns: [
      /^[您你](?:[所要想]|正在|想要|试图)?(?:访问|浏览|查找|请求|打开|查看|寻找|找|看|输入)的[^。,]{0,16}(?:不存在|删除|失效|过期|找不到|未找到|没找到|没有找到|不可用|不可访问|无法|出错|错误|有误|下线|下架|移动|移除|走丢|丢失|关闭|停用|隐藏|更名)/,
    ],
    says: [
      '抱歉，您访问的页面不存在或已被删除',
      '您要查看的主题不存在，可能已被管理员移除',
      '很抱歉，您要找的商品已下架！',
      '您請求的網址有誤',
      '您查看的信息已过期',
      '你访问的文章已被作者删除。',
    ],
    not: [
      '他说，您要找的人已经不在了，问题在于谁来接手。',
      '记者发现，用户访问的页面经常打不开。',
      '你看到的是一座不存在的城市',
    ],
  },
  {
    about: 'a thing of the site is gone',
    words:
      '不存在 删除 屏蔽 隐藏 移除 关闭 锁定 审核 走丢 不见了 失效 过期 下架 下线 结束 迁移 停用 无法查看 不予显示 不可见 被封'.split(
        ' ',
      ),
    patterns: [
      /^(?:指定|请求|当前|[本该此]|这个|这篇|此条|本条)?的?(?:页面|网页|文章|内容|主题|帖子|帖|链接|商品|宝贝|产品|文件|资源|信息|视频|专题|职位|房源|用户|账号|微博|日志|相册|版块|问题|回答|话题|公众号|店铺)(?:信息|内容)?(?:可能|或许)?(?:不存在|已?被(?:发布者|作者|用户|管理员|系统)?(?:自行)?(?:删除|屏蔽|隐藏|移除|关闭|锁定)|正在审核|未通过审核|走丢|不见了)/,
      /^(?:[本该此]|这个|这篇|此条|本条)(?:页面|网页|文章|内容|主题|帖子|帖|链接|商品|宝贝|产品|信息|视频|专题|职位|房源|用户|账号|微博|日志|相册|公众号|店铺)(?:信息|内容)?已经?(?:删除|失效|过期|下架|下线|结束|迁移|停用)\P{L}{0,3}$/u,
      /^(?:[本该此]|这个|这篇|此条)(?:文章|内容|主题|帖子|信息|视频|账号|微博|公众号)因[^。]{2,20}(?:无法查看|不予显示|不可见|被屏蔽|被封)/,
    ],
    says: [
      '指定的主题不存在或已被删除或正在被审核，请返回。',
      '该内容已被发布者删除',
      '此内容因违规无法查看',
      '抱歉，该职位已经过期',
      '该公众号已迁移',
      '這篇文章已被作者刪除',
      '文章不存在！',
      '商品不存在',
    ],
    not: [
      '该问题已经引起重视。',
      '此文件已失效的部分，另行公布。',
      '这个页面设计得很好看。',
      '该视频已有十万人看过',
      '该产品已经下架的消息传来，股价大跌',
    ],
  },
  {
    about: 'a page not found, in the words of servers',
    words:
      '40 41 42 50 52 found exist forbidden denied gateway request unavailable error 找到 找不到 丢失 失效 删除 无法 出错'.split(
        ' ',
      ),
    patterns: [
      /^[\s*#-]{0,3}(?:(?:http|error|status|code)\s?){0,2}(?:错误|状态码|代码)?\s?[:-]?\s?(?:40[01345]|410|429|50[0-4]|52[0-6])[\s.!:-]{0,4}(?:error|错误|页面|页)?[\s.!:-]{0,3}$/i,
      /^(?:40[0134]|410|50[0-4]|52[0-6])\s?[-:|,.!]?\s?(?:页面|网页|找不到|未找到|没有找到|禁止访问|拒绝访问|服务器|错误|error|not found|forbidden|bad|internal|service|gateway|unauthorized)/i,
      /^(?:page|file|object|(?:the )?(?:requested )?(?:url|page|resource))[^。]{0,60}(?:not be found|not found|does not exist)/i,
      /^(?:not found|403 forbidden|access denied|bad gateway|bad request|service unavailable|internal server error|gateway time-?out)[.!]?$/i,
      /^(?:页面|网页|文件|文章|内容|主题|帖子|信息|商品|链接)\s?(?:没有找到|未找到|找不到了?|丢失了?|已?失效|已删除|无法(?:访问|显示|打开)|出错了?)\P{L}{0,4}$/u,
      /^(?:找不到|未找到|没有找到|无法访问|无法显示|无法打开)\s?(?:[该此您你]|相关|这个|请求的|指定的)?(?:页面?|网页|网站|文件|文章|内容|主题|资源|目录)\P{L}{0,4}$/u,
    ],
    says: [
      '404',
      '405',
      'HTTP 错误 404',
      '404 Not Found',
      '404-页面不存在',
      '页面不存在',
      '找不到该页',
      'The requested URL /a.html was not found on this server.',
      '403 Forbidden',
      '502 Bad Gateway',
      '无法访问此网站',
    ],
    not: [
      '404房间住着一位老人',
      '500强企业名单公布',
      '405路公交车改道',
      '文件未找到接收人，退回。',
      '403名学生参加了考试',
    ],
  },
  {
    about: 'a search without results',
    words: ['相关', '符合', '匹配', '满足'],
    patterns: [
      /^(?:没有找到|未找到|找不到|没有搜索到|未搜索到|没有查询到|暂无|没有)[^。,]{0,40}(?:相关|符合|匹配|满足)[^。,]{0,12}(?:商品|结果|内容|信息|记录|文章|网页|数据|产品|帖子|资源|视频|新闻)\P{L}{0,3}$/u,
    ],
    says: ['抱歉，没有找到与“青铜 水壶”相关的商品', '没有找到符合条件的记录', '未搜索到相关内容', '暂无相关数据'],
    not: ['警方没有找到与此案相关的人。', '他没有找到相关文章的作者', '暂无相关规定，专家呼吁立法'],
  },
  {
    about: 'going on to another page',
    words: ['秒', '跳转', '转向', '浏览器', '返回'],
    patterns: [
      /^\P{L}{0,4}(?:系统|页面|本页|网页|网站)?(?:将?会?在?|将于)\s?\d{0,2}\s?秒钟?之?后/u,
      /^\d{1,2}\s?秒钟?之?后/,
      /^[^。]{0,12}\d\s?秒钟?之?后[^。,]{0,6}自动(?:跳转|返回|转到|转向|进入|关闭)/,
      /^\P{L}{0,3}(?:页面)?正在(?:为您)?(?:跳转|转向)(?!型)/u,
      /^如果?[您你]?的?浏览器(?:没有|不能|未能?|不支持)(?:自动)?(?:跳转|转向|反应)/,
      /^\P{L}{0,3}(?:点击|请)?(?:这里|此处)?返回(?:上一页|上一?级|首页|之前)\P{L}{0,4}$/u,
    ],
    unless: /[他她它们]|比赛|秒钟?之?后[^。]{0,12}[,。]/,
    weak: true,
    says: [
      '5秒后自动跳转到首页',
      '页面将在 3 秒后跳转',
      '正在跳转，请稍候…',
      '如果您的浏览器没有自动跳转，请点击这里',
      '[ 点击这里返回上一页 ]',
      '正在為您跳轉',
    ],
    not: ['他在最后三秒钟命中三分。', '工厂正在跳转型之路', '5秒后，他冲过了终点。'],
  },
  {
    about: 'a heading of such pages',
    words: '提示 警告 验证 检查 检测 维护 升级 出错 跳转 错误 访问 权限 attention moment security'.split(' '),
    patterns: [
      /^\P{L}{0,3}(?:系统|出错|错误|安全|访问|论坛|网站|操作|跳转|登录)(?:提示|警告|验证|检查|检测|维护中?|升级中?)(?:信息)?\P{L}{0,3}$/u,
      /^\P{L}{0,3}(?:提示信息|信息提示|提示消息|出错[啦了]|访问出错了?|页面(?:出错|跳转|错误)[了中]?|人机验证|访问受限|访问被拒绝|拒绝访问|无权访问|权限不足|访问过于频繁)\P{L}{0,3}$/u,
      /^(?:attention required|just a moment|security check|checking security)\P{L}{0,4}(?:\| cloudflare)?$/iu,
    ],
    says: [
      '系统提示',
      '提示信息',
      '安全验证',
      '出错了！',
      '系統提示',
      '页面跳转中',
      '访问过于频繁',
      'Just a moment...',
    ],
    not: ['安全检查组进驻工地', '系统提示他输入密码', '维护秩序', '提示信息已经发出'],
  },
  {
    about: 'a firewall or a test of being human',
    words: '您 你 id 验证 滑块 拼图 环境异常 检查 检测 checking verify security ddos unusual'.split(' '),
    patterns: [
      /^(?:由于|因为|检测到)?[您你]的?(?:访问|请求|操作|IP|网络|提交|行为|浏览器)[^。]{0,12}(?:被阻断|被拦截|被拒绝|被限制|被禁止|被屏蔽|被封|疑似|过于频繁|太频繁|异常|不合法|非法)/,
      /^(?:由于)?[您你](?:访问|请求|提交)的(?:URL|地址|网址|内容|参数|页面)[^。]{0,20}(?:威胁|非法|不合法|违规|危险|拦截|攻击)/i,
      /^[您你]?的?(?:请求|事件|拦截|event|request|ray|trace)\s?ID\s?(?:是|为)?\s?:?\s?[\da-f-]{8}/i,
      /^(?:[您你]?需要|请)先?(?:完成|进行|通过|拖动|按住)(?:下[方面列]的?|安全|人机|滑动|滑块|以下)[^。,]{0,8}(?:验证|滑块|拼图)/,
      /^\P{L}{0,3}(?:当前)?(?:网络|访问)?环境异常/u,
      /^(?:checking (?:if the site|your browser)|verify(?:ing)? (?:that )?you are|please (?:complete the security|verify)|ddos protection by|our systems have detected unusual traffic)/i,
      /^(?:正在|我们正在)(?:进行安全检查|检查[您你]的浏览器|检测访问环境|检测浏览器)/,
    ],
    says: [
      '很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。',
      '您的请求ID是：0123456789abcdef',
      '当前环境异常，完成验证后即可继续访问。',
      '请完成下方验证后继续操作',
      '您的访问过于频繁，请稍后再试',
      'Checking your browser before accessing donghu.example.',
      '您的請求疑似攻擊行為！',
    ],
    not: ['你的行为有风险吗？专家谈理财', '公司的网络曾被攻击，损失不大。', '司机要完成验证考试才能上岗'],
  },
  {
    about: 'a script or cookies are wanted',
    words: ['java', 'js', 'cookie'],
    patterns: [
      /^[^。]{0,16}(?:请|需要|必须|不支持|禁用了?|开启|启用|打开|允许)\s?(?:浏览器的?)?(?:java\s?script|js|cookies?)/i,
      /^[^。]{0,16}(?:java\s?script|cookies?)\s?(?:功能)?(?:已?被禁用|未开启|未启用|后(?:刷新|重试|再))/i,
      /^(?:you need to|please|we're sorry but)[^。]{0,40}(?:enable|without|turn on) (?:java\s?script|cookies?)/i,
      /^(?:java\s?script|cookies?) (?:is|are) (?:disabled|required)/i,
    ],
    weak: true,
    says: [
      '请开启JavaScript并刷新该页。',
      '您的浏览器禁用了JavaScript，请启用后重试',
      'You need to enable JavaScript to run this app.',
      'Please enable cookies.',
      '本站需要 JavaScript 才能正常显示',
    ],
    not: ['学会JavaScript不必花很多时间', '他把cookie分给孩子们'],
  },
  {
    about: 'a wall to log in or to pay',
    words: '登录 登陆 登入 注册 订阅 权 会员 用户 好友 粉丝'.split(' '),
    patterns: [
      /^[您你]?(?:请先?|需要先?|必须先?|尚未|还没有|没有)(?:登录|登陆|登入|注册|订阅)(?:账号|会员)?(?:[后再,!。]|以后|之后|才能|方可|即可|本站|$)/,
      /^(?:登录|登陆|登入|扫码登录|注册)(?:后|以后|之后|即可|才能)[^。]{0,4}(?:查看|阅读|浏览|访问|继续|看到|使用|获取)/,
      /^[您你]?(?:没有|无|暂无)权限?(?:访问|查看|浏览|阅读|下载)/,
      /^[本该此][^。]{1,4}(?:仅|只)[限对][^。]{0,8}(?:会员|用户|好友|粉丝)(?:可见|开放|阅读|查看|浏览)/,
    ],
    unless: /评论|回帖|回复|发表|跟帖|留言|发言|发帖|点赞|参与|志愿者|[他她]/,
    weak: true,
    says: [
      '请先登录',
      '您需要登录后才能查看本页内容',
      '登录后查看更多精彩内容',
      '您没有权限访问该版块',
      '抱歉，您尚未登录，没有权限访问',
      '本版块仅限会员浏览',
    ],
    not: [
      '您需要登录后才可以回帖',
      '请先登录再发表评论',
      '登录后发表评论',
      '他没有权限过问此事',
      '游客请先注册为志愿者',
    ],
  },
  {
    about: 'the site is closed, new, for sale or being repaired',
    words:
      '维护 升级 建设 关闭 停止 暂停 无法访问 繁忙 忙碌 开小差 创建成功 备案 关停 域名 domain welcome work apache iis test'.split(
        ' ',
      ),
    patterns: [
      /^(?:网站|站点|本站|本网站|系统|服务器|论坛|该站)(?:正在|暂时|已经?|即将)?(?:维护|升级|建设|关闭|停止访问|停止服务|暂停访问|暂停服务|无法访问|繁忙|忙碌|开小差)[中了]?(?:[,!。…]|$)/,
      /^恭喜,?(?:站点|网站)创建成功/,
      /^(?:本|该)(?:网站|站)(?:因|由于)?[^。]{0,12}(?:未备案|被关停|停止访问|暂停访问)/,
      /^[此该本]域名[^。]{0,10}(?:出售|转让|过期|到期|停放|未备案|尚未绑定|尚未备案)/,
      /^(?:this domain|the domain)[^。]{0,60}(?:for sale|parked|expired)/i,
      /^(?:welcome to (?:nginx|openresty|tengine|centos|caddy)|it works!?$|apache2? [^。]{0,12}(?:default|test) page|iis windows|test page for)/i,
    ],
    says: [
      '网站正在维护中，请稍后访问',
      '站点已关闭',
      '恭喜，站点创建成功！',
      '此域名正在出售',
      '该域名已过期，请联系注册商',
      'Welcome to nginx!',
      '服务器繁忙，请稍后再试',
      '本网站因未备案被关停',
    ],
    not: ['网站升级改造项目通过验收。', '东湖论坛昨天在会展中心开幕', '系统维护人员连夜抢修', '页面升级后更好看'],
  },
];

/** Whether a line is a notice: 2 anywhere, 1 only if there is nothing else on the page, 0 no. */
export function noticeIn(matchForm: string): 0 | 1 | 2 {
  if (matchForm.length < 3 || matchForm.length > MAX_LINE_UNITS) return 0;
  const lowerCase = matchForm.toLowerCase();
  let weak: 0 | 1 = 0;
  for (const { words, patterns, unless, weak: isWeak } of NOTICES) {
    // Few lines have any of the words: without them, compiling the patterns takes 5 ms of a run of one small text.
    if (!words.some((word) => lowerCase.includes(word))) continue;
    const said = matchForm.replace(SORRY, '');
    if (!patterns.some((pattern) => pattern.test(said)) || unless?.test(said) === true) continue;
    if (isWeak !== true) return 2;
    weak = 1;
  }
  return weak;
}
