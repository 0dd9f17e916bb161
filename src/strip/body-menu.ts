import { lettersOf } from '../text/letters.ts';

/** Words that stand alone as entries of menus, toolbars and footers on Chinese sites of any kind. Simplified; lines are matched on their shadow. */
const ENTRIES: ReadonlySet<string> = new Set(
  (
    '首页 主页 新闻 要闻 国内 国际 社会 时政 政务 军事 体育 财经 经济 股票 基金 理财 证券 金融 娱乐 明星 电影 电视 音乐 科技 数码 手机 互联网 汽车 房产 家居 教育 高考 健康 医疗 养生 旅游 美食 ' +
    '时尚 女性 女人 母婴 育儿 亲子 历史 文化 读书 小说 艺术 收藏 佛学 星座 游戏 动漫 彩票 天气 视频 图片 直播 专题 专栏 评论 观点 滚动 热点 热门 最新 推荐 排行 法治 公益 环保 能源 农业 三农 ' +
    '地方 港澳 台湾 港澳台 华人 时评 理论 人事 党建 反腐 博客 微博 论坛 贴吧 社区 空间 问答 知道 百科 文库 邮箱 地图 导航 网址 商城 购物 招聘 人才 交友 客户端 手机版 电脑版 移动版 无障碍 ' +
    '关怀版 登录 登陆 注册 退出 搜索 检索 高级搜索 设置 帮助 反馈 投诉 举报 更多 全部 展开 收起 刷新 返回 顶部 返回顶部 回到顶部 关闭 打印 复制 下载 上传 分享 转发 收藏 点赞 赞 踩 关注 订阅 投稿 ' +
    '回复 引用 发表 发布 提交 取消 确定 确认 删除 编辑 上一页 下一页 上一篇 下一篇 上页 下页 末页 尾页 目录 书签 加入书架 加入收藏 设为首页 关于我们 联系我们 广告服务 版权声明 免责声明 法律声明 ' +
    '隐私政策 隐私声明 用户协议 服务条款 网站地图 友情链接 合作伙伴 诚聘英才 人才招聘 诚征英才 客服 客服中心 帮助中心 意见反馈 网站声明 加入我们 公司简介 网站律师 联系方式 ' +
    '相关新闻 相关阅读 相关文章 相关链接 相关推荐 相关内容 热门文章 热门推荐 热门标签 热门搜索 热点新闻 热点推荐 推荐阅读 精彩推荐 精彩图片 猜你喜欢 最新评论 最新文章 网友评论 全部评论 发表评论 ' +
    '我要评论 查看评论 图片新闻 视频新闻 新闻排行 点击排行 阅读排行 评论排行 阅读排行榜 排行榜 扫一扫 微信 微信好友 朋友圈 新浪微博 腾讯微博 QQ空间 QQ好友 QQ 人人网 豆瓣 开心网 复制链接 广告 ' +
    'English RSS WAP APP 简体 繁体 简体中文 繁体中文 加载中 加载更多 查看更多 点击加载更多 暂无评论 用户名 密码 验证码 忘记密码 记住我 自动登录 免费注册 立即登录 立即注册 个人中心 我的 消息 通知 ' +
    '日 一 二 三 四 五 六 周一 周二 周三 周四 周五 周六 周日 上一章 下一章 上一条 下一条 作者 来源 标签 关键词 标题 姓名 内容 主题 分类 栏目 频道 专家 机构 产品 服务 资讯 动态 公告 通知公告'
  ).split(' '),
);

/** Longest line that is looked up, in UTF-16 units. */
const LONGEST = 12;

/** True if a line is an entry of a menu, ornaments aside: bullets, brackets, arrows, spaces. */
export function isEntry(shadow: string): boolean {
  if (shadow.length === 0 || shadow.length > LONGEST) return false;
  return ENTRIES.has(shadow) || ENTRIES.has(lettersOf(shadow));
}

const MOMENT = /(?:19|20)\d\d\s*[-年/.]\s*\d{1,2}|\d{1,2}:\d\d|\d{1,2}月\d{1,2}日|(?:小时|分钟|天)前/;

/** True if a short line gives a date or a time, as those beside headlines and names do. */
export function isDated(shadow: string): boolean {
  return shadow.length <= 60 && MOMENT.test(shadow);
}
