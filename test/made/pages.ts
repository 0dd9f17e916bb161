import type { CorpusRecord } from '../../src/index.ts';

/** Made-up pages of many kinds, each as a site would print it. */
export interface MadePage {
  readonly name: string;
  readonly kind: CorpusRecord['kind'];
  readonly content: string;
}

const NAV =
  '<div class="nav"><a href="/">首页</a> <a href="/news">新闻</a> <a href="/video">视频</a> <a href="/bbs">论坛</a></div>';
const FOOT = '<div class="foot">Copyright © 2021 东湖网 版权所有 东ICP备05000001号</div>';

function page(title: string, body: string, head = ''): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${NAV}${body}${FOOT}</body></html>`;
}

const HEADLINES = [
  '东湖大桥今日合龙通车在即',
  '西山公园荷花展迎来首批游客',
  '全市中小学秋季运动会开幕',
  '老街改造留住城市记忆',
  '夜市经济点亮湖滨生活',
  '科技下乡服务队走进田间',
  '环湖自行车赛周末开赛',
  '图书馆延长开放时间至晚九点',
  '社区食堂解决老人吃饭难题',
  '非遗剪纸进校园受欢迎',
] as const;

/** What an entry of a list is called and says. */
const SUMMARIES = [
  '经过三年建设，横跨东湖的大桥昨天上午合龙，预计年底通车，届时两岸车程缩短到十分钟。',
  '西山公园的荷花进入盛花期，园方开放了新修的木栈道，并安排志愿者为游客讲解。',
  '运动会为期三天，来自四十所学校的两千名学生参加田径、跳绳和拔河等项目。',
  '改造后的老街保留了青石板路和临河骑楼，原来的住户可以优先回迁。',
  '湖滨夜市新增八十个摊位，以本地小吃和手工艺品为主，每晚营业到十一点。',
  '服务队由农技专家和大学生组成，为农户讲解病虫害防治，并送去种子。',
  '比赛分专业组和大众组，环湖一圈四十公里，沿途设五个补给点。',
  '读者可以凭借书证在自习室学习到晚上九点，周末也照常开放。',
  '食堂由街道与企业合办，六十岁以上老人用餐享受八折优惠。',
  '剪纸艺人走进课堂，手把手教孩子们剪出窗花和生肖图案。',
] as const;

const day = (i: number): string => `2021-06-${String(i + 1).padStart(2, '0')}`;
const list = <T>(items: readonly T[], row: (item: T, i: number) => string): string => items.map(row).join('');

const ARTICLE = SUMMARIES.slice(0, 5)
  .map((text) => `<p>${text}</p>`)
  .join('');
const STAMP = '<div class="info">2021-06-08 10:20 来源：东湖日报</div>';
const SIDE = `<ul class="hot">${list(HEADLINES, (text, i) => `<li><a href="/h${i}.html">${text}</a></li>`)}</ul>`;

/** What must not become the title of a list. */
export const FIELDS_OF_A_ROW: readonly string[] = [...HEADLINES, ...SUMMARIES];

/** Pages of which no article can be taken. */
export const WITHOUT: readonly MadePage[] = [
  {
    name: 'rows of a channel with days',
    kind: 'list',
    content: page(
      '社会新闻_东湖网',
      `<h2>社会新闻</h2><ul class="list">${list(HEADLINES, (text, i) => `<li><a href="/${i}.html">${text}</a><span>${day(i)}</span></li>`)}</ul><div class="page">共12页 上一页 1 2 3 下一页</div>`,
    ),
  },
  {
    name: 'rows in a table',
    kind: 'list',
    content: page(
      '公示公告 - 东湖区人民政府',
      `<div>您现在的位置：<a href="/">首页</a> &gt; 公示公告</div><table>${list(HEADLINES, (text, i) => `<tr><td>·</td><td><a href="/${i}.html">关于${text}的公告</a></td><td>[${day(i)}]</td></tr>`)}</table>`,
    ),
  },
  {
    name: 'cards with summaries',
    kind: 'list',
    content: page(
      '东湖博客 - 最新文章',
      list(
        HEADLINES.slice(0, 6),
        (text, i) =>
          `<div class="card"><h3><a href="/p/${i}">${text}</a></h3><p>${SUMMARIES[i] ?? ''}...</p><div class="meta">湖边人 发表于 ${day(i)} 阅读(${i}7) 评论(${i})</div></div>`,
      ),
    ),
  },
  {
    name: 'cards with whole sentences and a channel as heading',
    kind: 'list',
    content: page(
      '旅游频道|东湖在线',
      `<h1>旅游频道</h1>${list(HEADLINES.slice(0, 5), (text, i) => `<dl><dt><a href="/t/${i}">${text}</a></dt><dd>${SUMMARIES[i] ?? ''}</dd></dl>`)}`,
    ),
  },
  {
    name: 'results of a search',
    kind: 'list',
    content: page(
      '荷花_东湖搜索',
      `<form><input name="q"><input type="submit"></form><div>为您找到相关结果约1,230个</div>${list(HEADLINES.slice(0, 7), (text, i) => `<div class="result"><h3><a href="/r${i}">${text}-东湖网</a></h3><div class="abs">${day(i)} - ${SUMMARIES[i] ?? ''}...</div><span>www.donghu.example/${i}.html</span></div>`)}`,
    ),
  },
  {
    name: 'a portal',
    kind: 'list',
    content: page(
      '东湖网 - 东湖第一门户',
      list(
        ['要闻', '财经', '体育', '娱乐'],
        (name) =>
          `<div class="col"><h2><a href="#">${name}</a></h2><ul>${list(HEADLINES, (text, i) => `<li><a href="/${i}">${text}</a></li>`)}</ul></div>`,
      ),
    ),
  },
  {
    name: 'the contents of a novel',
    kind: 'list',
    content: page(
      '湖畔剑客传最新章节列表_湖畔剑客传全文阅读_东湖小说',
      `<h1>湖畔剑客传</h1><p>作者：湖边老人</p><p>更新时间：2021-06-08 12:10</p><div id="intro"><p>少年自幼在湖边长大，一日救起落水的老者，从此卷入江湖恩怨，凭一柄木剑走遍天下，最终明白剑道即人道。</p></div><div id="list">${list([...Array(20).keys()], (i) => `<dd><a href="/${i}.html">第${i + 1}章 湖上风波</a></dd>`)}</div>`,
    ),
  },
  {
    name: 'a product',
    kind: 'product',
    content: page(
      '【湖边牌】莲子500g 价格 图片 - 东湖商城',
      '<h1>湖边牌 莲子 500g</h1><div>促销价：¥39.90</div><button>加入购物车</button><button>立即购买</button><ul><li>品牌：湖边牌</li><li>产地：东湖</li><li>净重：500g</li></ul><p>粒粒饱满，久煮不烂。</p>',
    ),
  },
  {
    name: 'a page that is not there',
    kind: 'notice',
    content: page(
      '404 - 东湖网',
      '<div><h1>404</h1><p>抱歉，您访问的页面不存在！</p><p><a href="/">返回首页</a></p></div>',
    ),
  },
  {
    name: 'a page that is not there, with hot news',
    kind: 'notice',
    content: page(
      '页面没有找到_东湖网',
      `<div><p>很抱歉，您要访问的页面已被删除或者地址有误</p></div><h3>热门新闻</h3>${SIDE}`,
    ),
  },
  {
    name: 'a redirect',
    kind: 'notice',
    content:
      '<html><head><title>提示信息</title></head><body><p>操作成功，正在跳转…</p><p>如果您的浏览器没有自动跳转，请点击这里</p></body></html>',
  },
  {
    name: 'a forum without the thread',
    kind: 'notice',
    content: page(
      '提示信息 - 东湖论坛 - Powered by Discuz!',
      '<div id="messagetext"><p>抱歉，指定的主题不存在或已被删除或正在被审核</p><p><a href="javascript:history.back()">[ 点击这里返回上一页 ]</a></p></div>',
    ),
  },
  {
    name: 'a firewall',
    kind: 'notice',
    content:
      '<html><head><title>网站防火墙</title></head><body><div>您的请求带有不合法参数，已被网站管理员设置拦截！</div><div>可能原因：您提交的内容包含危险的攻击请求</div></body></html>',
  },
  {
    name: 'a test of being human',
    kind: 'notice',
    content:
      '<html><head><title>Just a moment...</title></head><body><h1>donghu.example</h1><p>Checking your browser before accessing donghu.example.</p><p>Ray ID: 5f1c9d7e8a9b0c1d</p></body></html>',
  },
  {
    name: 'a wall to log in',
    kind: 'notice',
    content: page(
      '登录 - 东湖社区',
      '<form><h2>账号登录</h2><p>请先登录</p><input name="user"><input type="password" name="pw"><button>登录</button><a href="/reg">立即注册</a> <a href="/forgot">忘记密码</a></form>',
    ),
  },
  {
    name: 'a shell for scripts',
    kind: 'notice',
    content:
      '<html><head><title>东湖</title></head><body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div></body></html>',
  },
  {
    name: 'a parked domain',
    kind: 'notice',
    content:
      '<html><head><title>donghu.example</title></head><body><h1>donghu.example</h1><p>此域名正在出售，有意者请联系。</p></body></html>',
  },
  {
    name: 'a page of a server',
    kind: 'notice',
    content:
      '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>',
  },
  {
    name: 'a directory',
    kind: 'list',
    content: `<html><head><title>Index of /pub</title></head><body><h1>Index of /pub</h1><pre>${list([...Array(12).keys()], (i) => `<a href="f${i}.tar.gz">archive-file-${i}.tar.gz</a>   ${day(i)} 10:00  12K\n`)}</pre></body></html>`,
  },
  {
    name: 'an index of a forum',
    kind: 'list',
    content: page(
      '灌水区 - 东湖论坛',
      `<table>${list(HEADLINES, (text, i) => `<tr><th><a href="/thread-${i}.html">${text}</a></th><td><a href="/u/${i}">网友${i}</a></td><td>${i}3/${i}45</td><td><a href="#">湖边人</a> ${day(i)} 12:0${i % 10}</td></tr>`)}</table><div>1 2 3 4 ... 120 下一页</div>`,
    ),
  },
  {
    name: 'a profile',
    kind: 'list',
    content: page(
      '湖边人的主页 - 东湖社区',
      `<h1>湖边人</h1><div>关注 12 粉丝 345 获赞 6789</div><div>个人简介：爱钓鱼，爱写字。</div><ul>${list(HEADLINES.slice(0, 6), (text, i) => `<li><h4><a href="/a/${i}">${text}</a></h4><p>${SUMMARIES[i] ?? ''}</p><span>${day(i)}</span></li>`)}</ul>`,
    ),
  },
  {
    name: 'a tag',
    kind: 'list',
    content: page(
      '标签：荷花 | 东湖网',
      `<h1>荷花</h1>${list(HEADLINES.slice(0, 8), (text, i) => `<article><h2><a href="/a/${i}">${text}</a></h2><div>${SUMMARIES[i] ?? ''}<a href="/a/${i}">阅读全文</a></div></article>`)}`,
    ),
  },
  {
    name: 'a gallery of albums',
    kind: 'list',
    content: page(
      '图片频道 - 东湖网',
      `<ul>${list(HEADLINES, (text, i) => `<li><a href="/pic/${i}"><img src="${i}.jpg"></a><a href="/pic/${i}">${text}</a></li>`)}</ul>`,
    ),
  },
  {
    name: 'a list of films',
    kind: 'list',
    content: page(
      '最新电影在线观看_东湖影院',
      `<div>${list(HEADLINES, (text, i) => `<div class="v"><a href="/v/${i}">${text}</a><p>主演：王小明 李小红</p></div>`)}</div>`,
    ),
  },
  {
    name: 'a closed site',
    kind: 'notice',
    content: '<html><head><title>站点已关闭</title></head><body><p>网站正在维护中，请稍后访问。</p></body></html>',
  },
  {
    name: 'a search without results',
    kind: 'notice',
    content: page(
      '搜索结果 - 东湖商城',
      '<p>抱歉，没有找到与“青花瓷碗”相关的商品</p><p>建议您：</p><p>看看输入的文字是否有误</p>',
    ),
  },
  {
    name: 'a program to download',
    kind: 'product',
    content: page(
      '湖边记事本下载_湖边记事本官方版_东湖软件',
      '<h1>湖边记事本 v2.1</h1><ul><li>软件大小：12.5 MB</li><li>软件语言：简体中文</li><li>软件授权：免费软件</li><li>更新时间：2021-06-12</li></ul><div><a href="/d">立即下载</a></div>',
    ),
  },
  {
    name: 'a portal of an office with few rows',
    kind: 'list',
    content: page(
      '东湖区人民政府',
      `<ul>${list(HEADLINES.slice(0, 4), (text, i) => `<li><a href="/${i}">${text}</a>06-0${i}</li>`)}</ul><h3>政务公开</h3><div>区长信箱 民意征集 在线访谈</div>`,
    ),
  },
  {
    name: 'headlines as bare text',
    kind: 'list',
    content: `东湖网\n首页\n要闻\n${HEADLINES.slice(0, 4).join('\n')}\n更多>>\n民生\n${HEADLINES.slice(4, 8).join('\n')}\n更多>>\nCopyright 东湖网\n`,
  },
  {
    name: 'cards whose links a script makes',
    kind: 'list',
    content: page(
      '东湖招聘',
      list(
        HEADLINES.slice(0, 6),
        (text, i) =>
          `<div class="post"><h4>${text}岗位</h4><p class="tips">东湖 | 工程 | ${day(i)}</p><p class="text">${SUMMARIES[i] ?? ''}</p><div>分享</div></div>`,
      ),
    ),
  },
  {
    name: 'rows as bare text',
    kind: 'list',
    content: `通知公告\n${list(HEADLINES, (text, i) => `关于${text}的通知 ${day(i)}\n`)}共15页 首页 上一页 下一页 末页\n`,
  },
  {
    name: 'teasers as bare text',
    kind: 'list',
    content: list(
      HEADLINES.slice(0, 6),
      (text, i) => `${text}\n${(SUMMARIES[i] ?? '').slice(0, 30)}...\n湖边人 发布于 ${day(i)} 14:03 评论(0) 阅读(57)\n`,
    ),
  },
  {
    name: 'an error as bare text',
    kind: 'notice',
    content: '系统提示\n抱歉，您访问的页面不存在或已被删除\n5秒后自动跳转到首页\n',
  },
  { name: 'a wall as bare text', kind: 'notice', content: '请先登录\n登录后即可查看全部内容\n' },
];

/** Pages with a text of their own, however they look. */
export const WITH: readonly MadePage[] = [
  {
    name: 'news',
    kind: 'article',
    content: page('东湖大桥今日合龙_东湖网', `<h1>东湖大桥今日合龙</h1>${STAMP}${ARTICLE}${SIDE}`),
  },
  {
    name: 'a long report',
    kind: 'article',
    content: page(
      '东湖一年间_东湖网',
      `<h1>东湖一年间</h1>${STAMP}${list(SUMMARIES, (text, i) => `<p>${text}${SUMMARIES[9 - i] ?? ''}</p>`)}`,
    ),
  },
  {
    name: 'news of one sentence among a hundred links',
    kind: 'article',
    content: page(
      '东湖大桥今日合龙通车在即_东湖网',
      `${SIDE}<h1>东湖大桥今日合龙通车在即</h1>${STAMP}<p>本报讯 东湖大桥昨天上午十时合龙，预计年底通车，市民出行将更加方便。</p>${SIDE}${SIDE}`,
    ),
  },
  {
    name: 'an article above cards',
    kind: 'article',
    content: page(
      '老街改造留住城市记忆_东湖网',
      `<h1>老街改造留住城市记忆</h1>${STAMP}${ARTICLE}<h3>推荐阅读</h3>${list(HEADLINES.slice(0, 6), (text, i) => `<div class="card"><h4><a href="/p/${i}">${text}</a></h4><p>${SUMMARIES[9 - i] ?? ''}</p></div>`)}`,
    ),
  },
  {
    name: 'a poem',
    kind: null,
    content: page(
      '湖上春行_东湖诗词',
      '<h1>湖上春行</h1><p>湖水初平柳色新</p><p>画船载酒过前津</p><p>隔岸桃花红似火</p><p>一双白鹭不惊人</p>' + SIDE,
    ),
  },
  {
    name: 'a recipe',
    kind: null,
    content: page(
      '莲子羹的做法_东湖美食',
      '<h1>莲子羹的做法</h1><h2>用料</h2><ul><li>莲子 100克</li><li>银耳 1朵</li><li>冰糖 适量</li></ul><h2>步骤</h2><ol><li>莲子泡发去心。</li><li>银耳撕成小朵。</li><li>小火炖一小时，加冰糖。</li></ol>',
    ),
  },
  {
    name: 'an interview',
    kind: 'article',
    content: page(
      '对话剪纸艺人李小红_东湖网',
      `<h1>对话剪纸艺人李小红</h1>${STAMP}<p>记者：您什么时候开始剪纸？</p><p>李小红：六岁，跟着外婆学的。</p><p>记者：最难的是什么？</p><p>李小红：耐心。一幅大的要剪半年。</p>${SIDE}`,
    ),
  },
  {
    name: 'a timeline',
    kind: 'article',
    content: page(
      '东湖大桥建设大事记_东湖网',
      `<h1>东湖大桥建设大事记</h1>${list(HEADLINES, (_, i) => `<h3>20${10 + i}年3月</h3><p>${(SUMMARIES[i] ?? '').slice(0, 20)}。</p>`)}`,
    ),
  },
  {
    name: 'a ranking',
    kind: 'article',
    content: page(
      '全国湖泊面积排行榜出炉_东湖网',
      `<h1>全国湖泊面积排行榜出炉</h1>${STAMP}<table><tr><th>名次</th><th>湖泊</th><th>面积</th></tr>${list([...Array(10).keys()], (i) => `<tr><td>${i + 1}</td><td>湖泊${String.fromCharCode(0x4e00 + i)}</td><td>${90 - i}平方公里</td></tr>`)}</table>`,
    ),
  },
  {
    name: 'winners',
    kind: 'article',
    content: page(
      '东湖杯征文比赛获奖名单公布_东湖网',
      `<h1>东湖杯征文比赛获奖名单公布</h1><p>一等奖</p><p>王小明 李小红</p><p>二等奖</p><p>赵大海 钱小英 孙立国</p><p>三等奖</p><p>周文 吴武 郑双 王全</p>${SIDE}`,
    ),
  },
  {
    name: 'a statute',
    kind: null,
    content: page(
      '东湖保护条例',
      '<h1>东湖保护条例</h1><p>第一章 总则</p><p>第一条 为了保护东湖，制定本条例。</p><p>第二条 本条例适用于东湖水域及沿岸。</p><p>第二章 保护</p><p>第三条 禁止向湖中排放污水。</p>',
    ),
  },
  {
    name: 'questions and answers of an office',
    kind: null,
    content: page(
      '公积金常见问题解答_东湖区政府',
      '<h1>公积金常见问题解答</h1><p>一、离职后公积金怎么办？</p><p>答：可以封存，也可以转移到新单位。</p><p>二、多久可以提取一次？</p><p>答：租房每年可以提取一次。</p>',
    ),
  },
  {
    name: 'captions of photographs',
    kind: 'article',
    content: page(
      '荷花满湖香（组图）_东湖网',
      `<h1>荷花满湖香（组图）</h1>${STAMP}<p><img src="1.jpg"></p><p>6月8日，游客在西山公园赏荷。</p><p><img src="2.jpg"></p><p>荷叶上的露珠。</p>${SIDE}`,
    ),
  },
  {
    name: 'a report on error pages',
    kind: 'article',
    content: page(
      '多家网站出现404页面_东湖网',
      `<h1>多家网站出现404页面</h1>${STAMP}<p>昨天上午，不少网友反映打开网页时看到“抱歉，您访问的页面不存在”的提示。技术人员说，服务器升级导致部分链接失效，预计今天恢复。</p><p>“系统提示出错的时候，我正在交作业。”一位学生说，他试了三次都没有成功，只好打电话给老师。</p>`,
    ),
  },
  {
    name: 'a thread of short posts',
    kind: null,
    content: page(
      '周末去哪里钓鱼好 - 东湖论坛',
      `<h1>周末去哪里钓鱼好</h1>${list(['东湖边上就行', '西山水库，鱼多', '去年去过，人太多', '带把伞'], (text, i) => `<div class="post"><div class="au"><a href="/u/${i}">钓鱼人${i}</a> 发表于 ${day(i)} 08:0${i}:00</div><div class="t_f">${text}</div></div>`)}`,
    ),
  },
  {
    name: 'a thread of short posts without a headline',
    kind: 'thread',
    content: page(
      '东湖论坛',
      list(
        ['东湖边上就行', '西山水库，鱼多', '去年去过，人太多', '带把伞'],
        (text, i) => `<p>钓鱼人${i} 发表于 ${day(i)} 08:0${i}:00</p><p>${text}</p>`,
      ),
    ),
  },
  {
    name: 'a question with its answers',
    kind: 'qa',
    content: page(
      '莲子要不要去心？ - 东湖问答',
      `<h1>莲子要不要去心？</h1>${list(SUMMARIES.slice(3, 6), (text, i) => `<div class="answer"><div><a href="/u/${i}">厨子${i}</a></div><div>${i}2 人赞同了该回答</div><p>${text}</p><div>发布于 ${day(i)}</div></div>`)}`,
    ),
  },
  {
    name: 'a video with a description',
    kind: 'article',
    content: page(
      '航拍东湖大桥合龙现场_东湖视频',
      `<h1>航拍东湖大桥合龙现场</h1><div>发布时间：2021-06-08</div><video src="a.mp4"></video><p>无人机记录了大桥最后一节钢梁吊装的全过程，历时两个小时，现场响起掌声。</p>${SIDE}`,
    ),
  },
  {
    name: 'a poem as bare text',
    kind: null,
    content: '湖上春行\n\n湖水初平柳色新，\n画船载酒过前津。\n隔岸桃花红似火，\n一双白鹭不惊人。\n',
  },
  {
    name: 'winners as bare text',
    kind: null,
    content:
      '获奖名单\n一等奖 王小明\n一等奖 李小红\n二等奖 赵大海\n二等奖 钱小英\n二等奖 孙立国\n三等奖 周文\n三等奖 吴武\n三等奖 郑双\n',
  },
  {
    name: 'a chronicle as bare text',
    kind: null,
    content:
      '大事记\n2019年3月5日，大桥开工。\n2020年6月1日，主塔封顶。\n2020年9月1日，钢梁架设。\n2021年1月8日，斜拉索安装完成。\n2021年6月8日，大桥合龙。\n2021年12月1日，通车。\n',
  },
  { name: 'a review as bare text', kind: null, content: '页面打不开，客服也不理人，差评。\n' },
  { name: 'one word', kind: null, content: '好\n' },
  { name: 'a fragment of markup', kind: null, content: '<p>这支笔很好用。</p>' },
  {
    name: 'a report with trailing dots as bare text',
    kind: null,
    content: `${SUMMARIES[0]}\n他说了很多……\n后来大家都不说话了……\n湖面上起了风……\n${SUMMARIES[1]}\n`,
  },
  {
    name: 'a thank-you note',
    kind: null,
    content: page('致读者', '<h1>致读者</h1><p>感谢您一年来的支持，我们明年再见。</p>'),
  },
];
