// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/prose.h"

#include <iterator>

namespace cundang::support {
namespace {

constexpr std::string_view surnames =
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆"
    "汪范金"
    "石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
constexpr std::string_view given =
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国志文玉兰红梅海波春生林东晓辉永利德福新宏光宁立忠民振峰鹏飞雪莲"
    "云龙凤祥瑞"
    "清泉仁义礼信诚康健安泰和顺景阳思远博雅嘉欣怡然子轩梓涵浩宇俊凯天佑一鸣书恒昊哲维琪颖";
constexpr std::string_view marks =
    "恒兴鼎盛华泰金源宏达永昌隆盛瑞丰信达联合东方南山北海西岭中原长江黄河天河星光明珠银座宝利顺通万顺安康德隆富源广厦鑫"
    "众力新远景腾飞"
    "龙腾虎跃凤凰梧桐青松翠柏春晖秋实朝阳晨曦海纳百川凌云志诚同创共赢卓越恒信";
constexpr std::string_view grounds =
    "河山湖海江溪泉岭峰谷塘湾桥堤坝关城门坊巷柳杨松柏梅兰竹菊荷桂枫槐石金银铜铁玉珠龙凤虎马鹿鹤燕雁云霞雪霜月星阳春秋东"
    "南西北中上下前后"
    "左右新旧大小长高永安宁和平福禄寿喜";

constexpr const char* sectors[] = {
    "建筑施工", "危险化学品", "人员密集场所", "道路交通",   "烟花爆竹",     "特种设备", "矿山",     "冶金机械",
    "水上交通", "轨道交通",   "城镇燃气",     "地下空间",   "有限空间作业", "消防",     "旅游",     "学校",
    "医疗卫生", "商贸流通",   "文化娱乐",     "农业机械",   "供热供水",     "电力设施", "粉尘涉爆", "涉氨制冷",
    "出租房屋", "高层建筑",   "施工起重机械", "深基坑工程", "高支模工程",   "防汛抗旱"};
constexpr const char* departments[] = {"市住房和城乡建设委员会",
                                       "市交通局",
                                       "市公安局",
                                       "市商务局",
                                       "市旅游局",
                                       "市质量技术监督局",
                                       "市教育局",
                                       "市卫生局",
                                       "市文化局",
                                       "市农业局",
                                       "市水务局",
                                       "市国土资源局",
                                       "市市政管理委员会",
                                       "市经济和信息化委员会",
                                       "市民防局",
                                       "市园林绿化局",
                                       "市体育局",
                                       "市国有资产监督管理委员会",
                                       "市总工会",
                                       "市监察局",
                                       "市公安局消防局",
                                       "河东区人民政府",
                                       "临山区人民政府",
                                       "新湖区人民政府",
                                       "市安全生产委员会办公室",
                                       "市安全生产监督管理局",
                                       "市气象局",
                                       "市工商行政管理局",
                                       "市环境保护局",
                                       "市城市管理综合行政执法局"};
constexpr const char* hazards[] = {
    "疏散通道被占用",     "安全出口上锁",         "消防水压不足",         "临边洞口无防护",   "脚手架连墙件缺失",
    "塔式起重机超期未检", "配电箱未接地",         "电气线路私拉乱接",     "气瓶混放",         "可燃气体报警器失效",
    "防爆电气选型不当",   "特种作业人员无证上岗", "安全培训记录缺失",     "应急预案未经演练", "危险作业未经审批",
    "储罐液位计失灵",     "静电接地断开",         "通风设施停用",         "安全警示标志不足", "登记台账不完整",
    "隐患整改不闭合",     "动火作业无人监护",     "劳动防护用品配备不足", "基坑边坡变形超限", "模板支撑立杆间距过大",
    "车辆超员超载",       "卫星定位装置离线",     "灭火器过期",           "自动喷淋系统关闭", "防火卷帘下堆放货物",
    "仓库超量储存",       "电梯维保不到位",       "压力容器安全阀未校验"};
constexpr const char* activities[] = {"安全生产大检查",
                                      "“打非治违”专项行动",
                                      "隐患排查治理",
                                      "联合执法检查",
                                      "安全生产月宣传活动",
                                      "应急救援演练",
                                      "安全标准化达标创建",
                                      "重大危险源普查",
                                      "安全教育培训",
                                      "夜间突击检查",
                                      "“回头看”检查",
                                      "专家会诊",
                                      "风险评估",
                                      "约谈提醒",
                                      "职业健康专项整治",
                                      "汛期安全检查",
                                      "节前安全检查",
                                      "消防安全“四个能力”建设",
                                      "企业安全生产主体责任落实情况督查",
                                      "安全生产诚信评价"};
constexpr const char* measures[] = {
    "落实“一岗双责”",           "健全安全生产责任制", "加大资金投入",     "严格执行挂牌督办", "建立隐患台账",
    "明确整改责任人和整改时限", "强化部门联动",       "严肃责任追究",     "加强源头管理",     "完善应急预案",
    "实行网格化管理",           "推进信息化监管",     "开展警示教育",     "加密检查频次",     "实行日报告制度",
    "严把行政许可关",           "委托专业机构检测",   "建立联席会议制度", "公开曝光违法行为", "督促企业自查自改"};
constexpr const char* paper_kinds[] = {"通知",     "报告",     "函",       "意见", "情况通报",
                                       "工作方案", "汇报材料", "工作总结", "简报"};
constexpr const char* whens[] = {
    "上半年",   "下半年",     "第一季度",       "第二季度", "第三季度",         "第四季度",
    "汛期以来", "国庆节期间", "元旦春节前",     "近期",     "专项行动开展以来", "会议结束后",
    "接函后",   "入冬以来",   "全国“两会”期间", "年初",     "月底前",           "检查期间"};
constexpr const char* firm_kinds[] = {"建设集团有限公司", "化工有限公司", "建筑装饰工程公司", "物流有限责任公司",
                                      "商贸城",           "机械制造厂",   "燃气供应站",       "购物中心",
                                      "大酒店",           "混凝土搅拌站", "客运公司",         "物业管理有限公司",
                                      "食品冷藏厂",       "家具厂",       "涂料厂",           "液化气充装站",
                                      "加油站",           "电子有限公司", "仓储中心",         "网吧"};
constexpr const char* place_kinds[] = {"街道", "镇",     "路",   "大街",     "工业园区", "村",     "广场",
                                       "社区", "开发区", "大厦", "物流基地", "工地",     "立交桥", "小区"};

constexpr const char* sentences[] = {
    "%w，%u组织%n名执法人员，对%l一带的%s领域开展了%a，共检查单位%N家，发现“%h”等问题%n处。",
    "经查，%c（位于%l）存在%h、%h等隐患，现场负责人%p未能说明原因，已责令其于%d前完成整改。",
    "请%u牵头，%u、%u配合，%m，%m，并于%d前将落实情况书面反馈市安委会办公室。",
    "%d，%l发生一起%s安全事故，造成%n人受伤，直接经济损失%N万元，%u已会同%u成立调查组。",
    "各单位要认真吸取教训，%m，%m，切实防止%h现象反复出现。",
    "截至%d，全市%s领域累计排查隐患%N项，已整改%N项，整改率达到%n.%n%%，尚有%n项正在整改之中。",
    "会议听取了%u关于%s安全监管工作的汇报，%p同志就%l的%h问题作了说明。",
    "%p指出，%w%s安全形势总体平稳，但%h的问题仍然突出，必须%m。",
    "%c法定代表人%p表示，将%m，投入资金%N万元用于设备改造，确保%d前通过验收。",
    "依据《%s安全管理办法》第%n条的规定，%u对%c处以罚款%N元，并将其列入重点监控名单。",
    "%w以来，我单位先后%n次召开专题会议，研究%s安全工作，印发《关于%m的通知》，签订责任书%N份。",
    "督查组抽查了%l、%l两处现场，查阅资料%N份，询问%p、%p等有关人员，形成督查意见%n条。",
    "对%c逾期未整改的%h问题，由%u依法查处，%u跟踪督办，结果抄送%u。",
    "下一步，%u将以%a为抓手，%m，%m，力争%w各类事故起数比去年同期下降%n.%n%%。",
    "%u接到群众举报，反映%l的%c夜间违规作业，经现场核实，情况属实，已于%d立案。",
    "一是%m；二是%m；三是结合%a，对辖区内%N家%s单位逐一建档。",
    "据统计，%w全市共发生%s事故%n起，死亡%n人，与去年同期相比分别减少%n起、%n人。",
    "%l段施工单位%c已按要求撤出作业人员%N名，%u派驻%p等%n名专家现场指导。",
    "经%u复查，上次检查提出的%h、%h等%n项问题均已整改完毕，同意销号。",
    "联络员%p负责日常沟通，遇有紧急情况应在%n小时内报告%u。"};
constexpr const char* headings[] = {"基本情况",       "主要做法", "存在的问题", "原因分析", "整改措施",
                                    "下一步工作安排", "检查情况", "工作要求",   "事故经过", "意见建议"};
constexpr const char* ordinals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};

void add_characters(std::string& to, Random& random, std::string_view from, int count) {
  for (int i = 0; i < count; ++i) to += random.pick_character(from);
}

}  // namespace

std::string Prose::title() {
  std::string title = "关于";
  fill(title, random_.one_in(2) ? "%w%l%s%a情况的" : "%u在%s领域开展%a的");
  return title += random_.pick(paper_kinds);
}

void Prose::add_sentence(std::string& to) { fill(to, random_.pick(sentences)); }

std::string Prose::heading(int number) {
  return std::string{ordinals[(number - 1) % static_cast<int>(std::size(ordinals))]} + "、" + random_.pick(headings);
}

std::string Prose::person() {
  std::string name{random_.pick_character(surnames)};
  add_characters(name, random_, given, random_.between(1, 2));
  return name;
}

void Prose::fill(std::string& to, std::string_view pattern) {
  for (std::size_t at = 0;;) {
    const auto percent = pattern.find('%', at);
    to += pattern.substr(at, percent - at);
    if (percent == std::string_view::npos) return;
    add_word(to, pattern[percent + 1]);
    at = percent + 2;
  }
}

void Prose::add_word(std::string& to, char what) {
  switch (what) {
    case 'w':
      to += random_.pick(whens);
      return;
    case 'u':
      to += random_.pick(departments);
      return;
    case 's':
      to += random_.pick(sectors);
      return;
    case 'h':
      to += random_.pick(hazards);
      return;
    case 'a':
      to += random_.pick(activities);
      return;
    case 'm':
      to += random_.pick(measures);
      return;
    case 'p':
      to += person();
      return;
    case 'c':
      add_characters(to, random_, marks, 2);
      to += random_.pick(firm_kinds);
      return;
    case 'l':
      add_characters(to, random_, grounds, 2);
      to += random_.pick(place_kinds);
      return;
    case 'n':
      return add_number(to, 1, 9);
    case 'N':
      return add_number(to, 10, 9999);
    case 'd':
      return add_date(to);
    default:
      to += what;
  }
}

void Prose::add_number(std::string& to, int low, int high) { to += std::to_string(random_.between(low, high)); }

void Prose::add_date(std::string& to) {
  if (random_.one_in(3)) to += "2012年";
  to += std::to_string(random_.between(1, 12)) + "月" + std::to_string(random_.between(1, 28)) + "日";
}

}  // namespace cundang::support
