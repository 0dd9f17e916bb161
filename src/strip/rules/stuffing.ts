import { isStuffing, STUFFING_WORDS } from '../../text/stuffing.ts';
import type { LineRule } from './line-rule.ts';

/** What those who hack a page for search engines write into it. */
export const stuffing: readonly LineRule[] = [
  {
    name: 'keyword-stuffing',
    summary: 'Injected spam keywords, mostly for adult sites and gambling',
    words: STUFFING_WORDS,
    maxUnits: 1200,
    place: 'anywhere',
    patterns: [{ exec: (matchForm) => (isStuffing(matchForm) ? {} : null) }],
    removes: [
      '国产精品久久久久久,亚洲一区二区三区,日韩无码在线观看,欧美中文字幕av',
      '久久精品免费视频_国产亚洲av_欧美日韩中文字幕',
      '亚洲欧美一区二区三区-久久精品在线观看-国产自拍视频',
      '人妻少妇av|国产自拍偷拍视频|日韩精品一区二区',
      '• 亚洲综合久久,国产精品免费视频,欧美无码高清在线 ?',
      '精品国产一区二区,久久久免费观看,伊人大香蕉在线,中文字幕乱码',
      '成人电影免费观看,成人视频在线播放,国产熟女自拍,东湖',
      '北京赛车pk10开奖,时时彩计划平台,百家乐投注网,幸运飞艇官网',
      '澳门葡京赌场_真人百家乐平台_老虎机棋牌下载_注册送彩金',
      '五月天婷婷在线_丁香久久综合_狠狠免费视频_亚洲天堂av',
      '日本一区二区不卡,无码高清视频,久久av免费,国产黄色视频大全',
    ],
    keeps: [
      '警方查处传播淫秽视频网站，抓获十二人，扣押电脑三十台。',
      '成人教育,成人高考,成人自考,网络教育',
      '欧美电影,日韩电影,国产电影,动漫电影',
      '在线视频课程_免费试听_中文字幕',
      '亚洲杯,欧洲杯,美洲杯,非洲杯',
      '一区两园,高新区,产业园,孵化器',
      '男生宿舍一区,男生宿舍二区,女生宿舍三区,研究生公寓',
      '彩票管理条例,体育彩票,福利彩票,公益金',
      '青春期性教育,性心理,性健康,家长课堂',
      '精品课程,视频公开课,在线学习,免费注册',
      '法院判决一起网络赌博案,主犯获刑五年,没收赌资',
      '国产手机,日韩化妆品,欧美服饰,精品女包',
    ],
  },
];
