/** The most common surnames of one character, simplified, most frequent first, with their ranks; they cover about 99 % of people. */
const SINGLE_SURNAMES: ReadonlyMap<string, number> = new Map(
  Array.from(
    '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由萧傅阎锺丘常赖洪代凃蔚贝佴仉靖郦庾逄矫'.normalize(),
    (surname, rank) => [surname, rank] as const,
  ),
);

/** Surnames of two characters. */
const DOUBLE_SURNAMES: ReadonlySet<string> = new Set(
  '欧阳 上官 皇甫 司徒 司马 诸葛 东方 夏侯 尉迟 令狐 公孙 慕容 宇文 长孙 独孤 端木 南宫 西门 申屠 轩辕 钟离 闻人 澹台 赫连 完颜 呼延 淳于 单于 太史 濮阳 公羊 万俟 东郭 百里 拓跋'.split(
    ' ',
  ),
);

/** Words of menus, and place names, that begin with a surname. */
const COMMON_WORDS: ReadonlySet<string> = new Set(
  '国际 国内 房产 时尚 时政 时事 时评 时讯 高考 高校 安全 安徽 江苏 江西 海南 海外 河南 河北 云南 云计算 常识 常见 成人 文化 文学 车市 车险 车讯 易车 马上 方向 方法 方案 任务 温度 温州 黄金 金融 金属 金牌 平台 平安 平板 平面 白酒 石油 石家庄 张家口 宁夏 宁波 苏州 苏宁 连载 连环画 路况 路线 项目 简介 简体 计算机 计划 计生 管理 管家 关于 关注 关闭 印象 印刷 于是 和谐 通讯 明星 明天 相册 相关 相声 门户 门诊 支付 丰台 安装 应用 应急 游戏 游记 游客 游泳 包装 双语 广东 向导 何处 万象 万家 万元 左右 花卉 华人 华夏 华东 华北 华南 华中 孙子 车友 农业 农村 农民 公司 公告 公益 公安 公示 公众 单位 单车 元宵 全部 全文 全球 全国 全景 全屏 丁香 党建 党委 党史 党员 贺卡 查看 查询 习题 强国 商业 商城 商标 商务 商家 商品 封面 雷达 雷人 喜剧 空间 司法 司机 景点 景区 景观 舒适 祝福 解读 解放 解析 阳光 终端 阅读 范文 温馨 水果 水利 康复 养生 养老 毛衣 冷知识 封闭 车型 幸福 边疆 牛人 牛市 尚品 习俗 台湾 台海 危机 暴雨 经济 经典 经验 师生 师范 申请 申报 宣传 宣布 展览 常委 常务 常年 常用 常州 常德 代表 代码 代理 代价 代购 代言 洪水 洪灾 贝壳 萧条 傅立叶 能源 能力 冰雪 居家 居民 信息 信用 信箱 展会'.split(
    ' ',
  ),
);

/** Prefixes that begin with a surname but never start a name. */
const NON_NAME_PREFIX = /^(?:来自|关于|应该|任何|何时|于是|关注|关键|万一|经过|全部|全新|包括|方便|终于)/;

/** Length of the surname at the start of a name in simplified script; 0 if there is none. */
export function surnameLength(name: string): 0 | 1 | 2 {
  if (DOUBLE_SURNAMES.has(name.slice(0, 2))) return 2;
  return SINGLE_SURNAMES.has(name.charAt(0)) ? 1 : 0;
}

/** Rank of a surname of one character in simplified script, from 0 for the most frequent; -1 if it is none. */
export function surnameRank(surname: string): number {
  return SINGLE_SURNAMES.get(surname) ?? -1;
}

/** Whether a word in simplified script looks like a Chinese name: a surname followed by one or two characters. */
export function isPersonName(word: string): boolean {
  if (COMMON_WORDS.has(word) || NON_NAME_PREFIX.test(word)) return false;
  const surname = surnameLength(word);
  return surname > 0 && /^\p{Script=Han}+$/u.test(word) && word.length > surname && word.length <= surname + 2;
}
