/** Words in which a character takes a different form than in OpenCC, and why. */
export interface OverlayLine {
  /** The character, and its form in these words. */
  readonly form: readonly [from: string, to: string];
  /** Separated by spaces; the character alone stands for all other contexts. Other characters of the words follow OpenCC. */
  readonly words: string;
  readonly reason: string;
}

/** Corrections of OpenCC. Longer words take precedence over shorter ones, later lines over earlier ones. */
export const OVERLAY: readonly OverlayLine[] = [
  // 著: Taiwan writes 着 and 著 alike. 着 is the default; these are the exceptions, and exceptions to them.
  line('著着', '著', 'the particle of a continuing state, and all verbs read zháo or zhuó'),
  line(
    '著著',
    '著作 參照著作 依照著作 按照著作 無著 著名 著者 著述 著書 著稱 著錄 著於世 著於竹帛 著有《 著有〈 並著有 曾著有 著有成效 著《 著〈',
    'to write, to be known',
  ),
  line('著著', '顯著 昭著 卓著 彰著 炳著 彰明較著 較著者 見微知著 以微知著 積微成著 功勳卓著 惡名昭著', 'evident'),
  line(
    '著著',
    '名著 巨著 鉅著 原著 專著 論著 編著 譯著 合著 遺著 拙著 撰著 纂著 所著 土著',
    'a work; 土著 is native to a place',
  ),
  line(
    '著着',
    '隨著 跟著 沿著 帶著 穿著 看著 有著 接著 為著 爲著 向著 朝著 對著 趁著 憑著 拿著 抱著 懷著 本著 照著 順著',
    'the particle after these verbs, whatever follows',
  ),
  line(
    '著着',
    '意味著 代表著 存在著 面臨著 活著 站著 坐著 走著 笑著 說著 想著 等著 聽著 寫著 指著 忙著 守著 當著 望著 握著',
    'the particle after these verbs, whatever follows',
  ),
  line(
    '著着',
    '得著 遵著 按著 依著 循著 尋著 領著 靠著 仗著 藉著 迎著 衝著 踏著 踩著 追著 數著 喊著 唱著 呼著 喚著 問著 存著 藏著 收著 夾著 擺著 放著 堆著 裝著 盛著 載著 擁著 冒著 頂著 管著 挑著 揹著 摟著 攜著 奔著 圖著 隔著 挨著 留著 扶著 撐著 燒著 曬著 盯著 瞧著 瞪著 盼著 愛著 恨著 求著 催著 逼著 牽著',
    'the particle after these verbs, whatever follows',
  ),
  line(
    '著着',
    '戴著 背著 伴著 繞著 護著 讀著 捧著 翻著 唸著 念著 叫著 打著 掛著 陪著 圍著 提著 舉著 扛著 牽著 拉著 推著 騎著',
    'the particle after these verbs, whatever follows',
  ),
  line(
    '著着',
    '討論著 談論著 議論著 爭論著 評論著 辯論著 無論著 還原著 翻譯著 高原著 草原著 平原著 塵土著 泥土著 黃土著',
    'a verb or a noun that ends like the words for a work',
  ),
  line(
    '著着',
    '配合著 結合著 混合著 符合著 融合著 迎合著 集合著 聯合著 組合著 摻合著 揉合著 糅合著 綜合著 吻合著 契合著 撮合著 磨合著',
    'a verb in 合',
  ),
  line(
    '著着',
    '合著眼 合著嘴 合著雙 合著手 合著拍 縫合著 癒合著 閉合著 貼合著 重新著 從新著 莫名著 所著手 所著重 所著墨 所著力 所著眼',
    'other words that end like a work',
  ),
  line(
    '著着',
    '無著落 無著手 無著力 無著墨 無著陸 著作戰 著作業 著作品 著作用 著名單 著名字 著名片 著名牌 著名義 著書包 著書本 著書桌 著稱呼 著述說 著錄音 著錄影 著錄取',
    'the particle before another word',
  ),
  line(
    '著著',
    '有著名 對著名 為著名 爲著名 當著名的 有著作 依著作權 按著作權 為著作權 爲著作權 向著作權 對著作權 照著作權 本著作權 憑著作權 遵著作權 隨著作權 看著作權 存著作權 護著作權 讀著作權 擁著作權 有著作權 依著作人 按著作人 為著作人 爲著作人 向著作人 對著作人 依著作財 按著作財 為著作財 爲著作財 向著作財 對著作財 本著作物 本著作之 本著作係 著名牌子 土著者',
    'known, after a verb that also takes the particle',
  ),
  // 么: part of simplified 什么 in traditional text, or Taiwan's form of 幺.
  line('么么', '什么 怎么 这么 這么 那么 多么 要么 好么', 'already simplified'),
  line(
    '么幺',
    '老么 么妹 么弟 么女 么兒 么子 么叔 么爸 么爹 么姑 么姨 么媽 么房 么蛾子 么點 么二 么二三 么三 么六 么雞 么九 么五',
    'the youngest; the one on dice',
  ),
  line(
    '么幺',
    '對么 六么 呼么喝六 吆么喝六 喝么 么正 么元 么半群 么並矢 么模 么廝 么妮',
    'the youngest; the one on dice; unit',
  ),
  // 乾: 干 is the default.
  line(
    '乾乾',
    '徐乾學 乾上乾下 目乾連 乾安 乾寧 乾符 乾封 乾祐 乾德 乾興 乾統 乾亨 乾定 乾順 乾位 乾爻 乾健 乾宮 乾清 乾初 乾末',
    'names, eras, places and the first of the trigrams',
  ),
  line(
    '乾乾',
    '乾乾夕惕 終日乾乾 乾乾不息 乾乾翼翼 雍乾 順康雍乾 康雍乾 乾學 乾務鎮 乾州 乾卦 乾上 乾下乾上 孫乾 宇文乾',
    'names, eras, the first of the trigrams',
  ),
  line('乾乾', '南漢乾和 改元乾和 年號乾和 年號乾化 改元乾化 乾綱 乾方 乾兌', 'eras, the first of the trigrams'),
  line('乾干', '孫乾脆 乾上漿 乾下去 乾下來', 'dry, although a name or trigram begins so'),
  line(
    '乾干',
    '曬乾 晒乾 晾乾 烘乾 吹乾 風乾 擦乾 喝乾 吸乾 抹乾 瀝乾 炒乾 烤乾 焙乾 熬乾 燒乾 流乾 淘乾 榨乾 搾乾 抽乾 拭乾 脫乾 弄乾 陰乾 擰乾 餅乾 肉乾 果乾 豆乾 筍乾 魚乾 葡萄乾 未乾 風乾',
    'dried, before words that begin like names and eras: 晾乾州官的衣服',
  ),
  // 徵: 征 is the default.
  line('徵徵', '文徵明 宮商角徵 含宮咀徵 含商咀徵 引商刻徵 清徵 徵羽 變徵', 'the fourth note of the scale; a painter'),
  line('徵征', '徵調 魏徵', 'to levy; the minister is printed so on the mainland'),
  line(
    '徵徵',
    '徵調式 角調、徵調 角調，徵調 商調、徵調 徵調、羽調 徵調，羽調 徵調和羽調 徵調與羽調 宮調、徵調 五聲徵調',
    'a mode of the scale',
  ),
  line('甚什', '甚麼 甚麽 甚么', 'what: 什么 is the form of the mainland'),
  // 覆, 瞭, 鍾, 藉, 祇
  line(
    '覆复',
    '盼覆 覆函 覆述 覆核 覆審 覆議 覆診 覆檢 覆查 覆試 覆賽 覆驗 敬覆 賜覆 奉覆 覆選 裁覆 覆決',
    'again, to answer',
  ),
  line('覆覆', '天翻地覆核 傾覆核', 'to overturn'),
  line('瞭了', '瞭如指掌 一目瞭然 瞭然 瞭悟 明瞭 不明瞭 簡單明瞭', 'clear'),
  line(
    '祇只',
    '祇有 祇是 祇能 祇要 祇會 祇得 祇好 祇不過 祇怕 祇可 祇為 祇因 祇見 祇在 祇用 祇想 祇剩 祇知 祇求 祇顧 祇限 祇需 祇須 不祇',
    'only, as Hong Kong writes it',
  ),
  line('祇祇', '神祇 地祇 天祇 祇園', 'a god of the earth'),
  line(
    '藉藉',
    '藉甚 茵藉 躪藉 醞藉 蘊藉 凌藉 滑藉 素藉 藉槁 藉卉 藉草 藉草枕塊 枕藉 狼藉 杯盤狼藉 聲名狼藉 藉田',
    'to lie on, in disorder: the standard list keeps it (OpenCC 536)',
  ),
  line(
    '覆覆',
    '名覆金甌 覆墓 覆帳 頗覆 射覆 包覆 覆手 覆巢 覆舟 覆轍',
    'to cover, to overturn: the standard list keeps it (OpenCC 442, 536, 996)',
  ),
  line('谿谿', '豁谿 谿刻 谿卡', 'not a brook: as printed (OpenCC 901)'),
  line('夥夥', '甚夥 夥頤 繁夥 眾夥', 'many: the standard list keeps it'),
  line('甯宁', '甯靜 甯可 甯願 安甯 康甯', 'peace, rather; 甯 is kept for the surname'),
  line('鍾锺', '錢鍾', 'the brothers of 钱锺书 are printed like him'),
  line('鎗枪', '鎗', 'gun'),
  line('薳薳', '薳', 'the standard character; its analogue 䓕 is not in the list (OpenCC 1492)'),
  line('坏坏', '坏', 'already simplified, where it stands in traditional text (OpenCC 1390)'),
  line('坏坯', '土坏 磚坏 陶坏 瓷坏 坏胎 坏料 粗坏 坏布', 'unfired brick'),
  line('脩修', '脩改 脩正 脩理 脩養 脩訂 脩建 脩飾 脩築 脩葺 脩撰 脩身 脩德', 'to mend; 束脩 is dried meat'),
  line('著著', '微知著 較著 比較著名', 'evident: 視微知著'),
  line('著着', '比較著', 'the particle after a verb'),
  line('濬浚', '濬', 'to dredge: the standard character'),
  line('睪睾', '睪丸', 'the organ'),
  line('徬彷', '徬徨', 'to waver'),
  line('鍾钟', '鍾馗 鍾繇 黃鍾公', 'names printed so on the mainland'),
  line('鍾钟', '千鍾 萬鍾 酒逢知己千鍾少', 'an old measure, and a cup: printed like the bell'),
  line(
    '鑪炉',
    '熏鑪 香鑪 火鑪 鑪火 鑪子 鑪灶 洪鑪 鑪錘 鑪鞴 當鑪 酒鑪 茶鑪 銅鑪 手鑪 鑪煙 竹鑪 博山鑪 丹鑪 藥鑪 鑪邊 圍鑪 鑪峰',
    'a stove; alone the element',
  ),
  line(
    '鎔熔',
    '鎔化 鎔岩 鎔爐 鎔鑄 鎔解 鎔點 鎔合 鎔煉 鎔融 鎔接 鎔渣 鎔斷 鎔漿 鎔於一爐 消鎔',
    'to melt; 镕 is kept for names',
  ),
  line('鍊链', '銅鍊 足鍊 腳鍊 錶鍊 車鍊 鍊索 鍊環 鍊球 鍊接 鍊帶 鍊表 鍊鋸 鉸鍊 拉鍊 鏈鍊 腰鍊 鍊墜', 'chain'),
  line('賙周', '賙濟 賙恤 賙急 賙給', 'to relieve'),
  line('搆够', '搆不著 搆不到 搆得著 搆得到', 'to reach'),
  line('殽肴', '酒殽 佳殽 菜殽 殽饌 殽核', 'dishes'),
  line('薰熏', '薰陶 薰染 薰心 薰製 薰肉 薰魚 薰黑 煙薰 薰蒸 薰烤 薰雞', 'to smoke; 薰 is kept for scent'),
  line('珮佩', '玉珮 環珮 珮飾 珮戴 珮帶', 'pendant; names keep 珮'),
  line('薙剃', '薙髮 薙度 薙頭', 'to shave'),
  line('畫划', '企畫 規畫 策畫 謀畫 籌畫 計畫', 'to plan'),
  line('畫画', '設計畫面 統計畫面 計畫面板 計畫圖 計畫作品 計畫冊 會計畫面', 'a picture, after 計'),
  line('畫划', '企畫案 企畫書', 'to plan'),
  line('剋克', '剋日 剋期 剋星 相剋 生剋 剋扣 剋制 剋死 剋夫 剋妻 相生相剋', 'to overcome'),
  line('鉋刨', '鉋', 'to plane: the standard character'),
  line(
    '於于',
    '於單 於其一 於則 於倫 於坦 於惟一 於敖',
    'the preposition is frequent, the names that OpenCC lists are not',
  ),
  line(
    '於于',
    '於潛 於穆 於戲 於琳 於邑 於世成 於清言 於忠祥',
    'the preposition before 潛心, 穆斯林, 戲劇, 琳瑯, 邑中, 世，成…, although names begin so',
  ),
  line(
    '於於',
    '於潛縣 於潛鎮 於潛人 於潛令 於潛僧 於潛女 於潛絹 於潛白朮 於潛、 於潛， 於潛。 於穆清廟 於穆不已 於穆時熙 於戲！ 於戲， 於琳女士 於陵子 於世成教授',
    'the place, the exclamation, people',
  ),
  line('祕秘', '李祕書 吳祕書 袁祕書 辛祕書 李祕密 吳祕密', 'a secretary, although there are people called so'),
  line('氾泛', '東氾濫 南氾濫', 'to flood, although there are places called so'),
  line(
    '著着',
    '彰顯著 凸顯著 突顯著 浮顯著 流著 夾著',
    'the particle, although it looks like 顯著; after a verb, whatever follows',
  ),
  line('藉借', '藉著 藉着', 'by means of, as OpenCC has it for Hong Kong and Taiwan'),
  line('藉藉', '慰藉著 慰藉着', 'to comfort'),
  line('座坐', '座標', 'coordinates are spelled with 坐 on the mainland'),
  line('座座', '座標誌 座標題 座標準 座標示 座標桿 座標竿', 'one landmark: a counter before another word'),
  line('妳你', '妳', 'you, to a woman'),
  line('牠它', '牠', 'it, of animals'),
  line('姪侄', '姪', 'nephew'),
  line('薹薹', '薹', 'sedge, and the flower stalk: a standard character'),
  line('鉅巨', '鉅子 甚鉅 鉅防 鉅萬', 'great'),
  line('瑯琅', '琳瑯 琺瑯 瑯琊 瑯嬛 瑯瑯 擋瑯 瑯', 'stone like jade'),
  // 沈: a surname, and Taiwan's form of 沉.
  line(
    '沈沉',
    '沈穩 沈厚 沈著 下沈 低沈 消沈 沈入 沈潛 打沈 撞沈 炸沈 沈箱 沈到 沈進 沈了 沈底 升沈 深沈 沈下去 沈下來 沈寂',
    'to sink',
  ),
  line(
    '沈沉',
    '沈陷 沈溺 沈疴 沈醉 沈重 沈默 沈甸甸 沈睡 沈思 沈吟 沈浸 沈悶 沈靜 沈淪 沈湎 沈冤 沈降 沈積 沈澱 沈沒 沈迷 沈痛',
    'to sink',
  ),
  line(
    '沈沉',
    '鑿沈 石沈大海 沈潭 沈江 沈屍 月沈 日沈 西沈 沈沈 昏昏沈沈 沈魚 沈舟 沈浮 沈船 陸沈 沈水植物 沈落',
    'to sink',
  ),
];

/**
 * Variants that the standard list of 2013 replaced, each followed by its standard form. From the variant fields of Unihan
 * (kSemanticVariant, kZVariant; same reading), reviewed one by one; variants that are also characters in their own right, or used in
 * Japan only, are left out.
 */
export const VARIANTS: readonly (readonly [reason: string, pairs: string])[] = [
  [
    'frequent in Taiwan and Hong Kong',
    '衞卫衹只糭粽砲炮痺痹瞇眯毘毗痲麻醡榨撚捻櫺棂摀捂餽馈咷啕搆构啣衔籐藤搥捶銲焊茍苟倣仿荳豆暱昵囓啮簷檐傚效勦剿礡礴揹背櫂棹',
  ],
  [
    'frequent in Taiwan and Hong Kong',
    '嶴岙嬝袅坵丘剉锉唚吣肈肇隄堤涖莅玨珏駮驳跼局殽淆諠喧骾鲠鬉鬃伕夫嬭奶甎砖煖暖牋笺筭算箠捶',
  ],
  ['frequent in Taiwan and Hong Kong', '糢模搾榨燄焰繖伞罋瓮鷿䴙鷈䴘屭屃寳宝鬭斗鬬斗鬪斗鬦斗駞驼'],
  ['left out by opencc-js, for want of fonts', '殢𣨼圞𪢮樠𣗊'],
  [
    'old printing',
    '囘回囬回凖准刦劫刧劫刼劫剙创刱创劒剑匃丐匧箧厓崖叅参叜叟呌叫呪咒吿告嗁啼噐器噑嚎圅函塟葬壻婿夀寿宂冗宐宜宻密宼寇寃冤',
  ],
  [
    'old printing',
    '尅克岀出峩峨崪崒嵠溪帋纸帬裙幇帮廐厩廵巡廻回彞彝徃往徧遍怱匆恠怪恡吝悋吝悤匆愽博慂恿慙惭慽戚憇憩戹厄抍拯捦擒揑捏搃总擧举攷考',
  ],
  [
    'old printing',
    '敍叙昬昏昻昂晳皙暎映曡叠朙明朶朵枱台栁柳栢柏栰筏棃梨棅柄椶棕槀稿槑梅橜橛櫈凳欝郁欵款歗啸毧绒氊毡沍冱洤泉涷冻湌餐',
  ],
  [
    'old printing',
    '湼涅濶阔炤照烖灾煑煮熈熙牕窗犂犁犲豺狥殉猨猿珎珍瑇玳甆瓷甞尝畊耕畧略畱留畺疆疎疏皃貌皷鼓盇盍眎视砇珉硏研碪砧磵涧礮炮',
  ],
  [
    'old printing',
    '禂祷秏耗秔粳稉粳稾稿穅糠穉稚稺稚窰窑窻窗竆穷竒奇竚伫竝并筯箸箒帚簒篡粃秕粧妆糓谷糡糨纎纤緜绵繦襁缾瓶罇樽羃幂羗羌羮羹翄翅翺翱',
  ],
  [
    'old printing',
    '耼聃聦聪肎肯肧胚脃脆脇胁膓肠臙胭臯皋舃舄艢樯艪橹荍荞菓果葢盖蔴麻蕋蕊蘂蕊蘤花虣暴蚘蛔蛕蛔蜨蝶蜯蚌蠏蟹蠭蜂螘蚁衂衄衇脉袠帙',
  ],
  [
    'old printing',
    '袵衽裠裙襍杂覩睹覔觅觔斤觝抵訽诟謌歌譌讹讁谪譈怼豘豚貛獾賍赃賸剩賷赍趂趁跥跺蹏蹄蹵蹴躭耽躱躲躳躬躶裸輭软辠罪辢辣迯逃遯遁',
  ],
  [
    'old printing',
    '酖鸩醻酬鈆铅鉏锄鍫锹鎒耨鎻锁鏁锁鐡铁阬坑陁陀陜陕陻堙隖坞鞌鞍鞵鞋鞾靴韤袜韈袜韮韭頟额顖囟顦憔飃飘飜翻餂舔餙饰餠饼餻糕',
  ],
  [
    'old printing',
    '饍膳驘骡骽腿髠髡鬀剃鰕虾鱓鳝鱻鲜鴈雁鵞鹅鵶鸦鶵雏鸎莺麤粗麞獐鼃蛙鼇鳌鼈鳖鼔鼓齅嗅齩咬龝秋僊仙兎兔冺泯凢凡劵券勌倦匲奁',
  ],
  [
    'old printing',
    '匳奁厀膝咊和唘启嘑呼坿附埜野堦阶塼砖墖塔媿愧嫰嫩孼孽寘置尒尔帀匝庻庶悐惕憜惰懽欢戞戛扵于抝拗拏拿挍校搤扼摠总擕携',
  ],
  [
    'old printing',
    '堿碱靑青淸清緖绪塡填尠鲜揷插忼慷瓌瑰盌碗篛箬紥扎緥褓胷胸蔕蒂蘓苏虵蛇踈疏逈迥飮饮餧喂賉恤閙闹倂并尙尚嬾懒婬淫兪俞姸妍',
  ],
  [
    'old printing',
    '偪逼凴凭刴剁効效厰厂囯国坆坟垜垛塲场廧墙墫樽姙妊娬妩婣姻寍宁帒袋幙幕廸迪廹迫徬彷悳德惪德挐拿捬抚揅研搇揿撘搭敺驱斈学旛幡朢望桼漆楥楦槖橐槩概樚辘檝楫歕喷氷冰沲沱潬滩澁涩澣浣玅妙玆兹瓈璃畆亩瘉愈矙瞰碯瑙礶罐秌秋稬糯穽阱窓窗窴填竢俟篴笛縚绦繈襁罁缸羴膻肕韧臈腊臝裸臿锸艥楫萲萱蒭刍',
  ],
  [
    'old printing',
    '蔾藜蕚萼薓参藷薯蘐萱蟁蚊裌夹襃褒觧解讛呓豋登賔宾賮赆趮躁蹷蹶輙辄轝舆迆迤迊匝遉侦酧酬醆盏釬焊鐀匮鑛矿閧哄隣邻靭韧顋腮颿帆飡餐餹糖饟饷騐验鬂鬓鷰燕鹻碱麄粗亾亡伱你俻备兦亡冄冉凣凡匄丐匘脑塐塑夣梦寚宝旹时糤馓羙美觵觥覌观覐觉銕铁鎋辖闗关隂阴馿驴騈骈髙高髩鬓鬽魅鳮鸡鴺鹈鼄蛛糺纠璢琉',
  ],
  [
    'old printing',
    '畄留偸偷冩写刄刃攅攒晩晚値值呑吞亊事厯历爕燮緐繁縂总緫总綂统甁瓶焔焰屛屏崐昆崘仑廏厩頋顾魦鲨霛灵槪概漑溉顚颠鄕乡郷乡曁暨巓巅愼慎喩喻郞郎挿插覊羁亷廉聼听毉医濳潜黙默勅敕冝宜灋法琹琴禩祀脗吻螎融醕醇陗峭貭质尲尴斲斫斵斫耡锄',
  ],
];

function line(form: string, words: string, reason: string): OverlayLine {
  const [from, to] = form;
  if (from === undefined || to === undefined) throw new Error(`Not a pair of characters: ${form}`);
  return { form: [from, to], words, reason };
}
