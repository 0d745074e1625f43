// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/signal_drafts.h"

#include <algorithm>
#include <map>

#include "server/obligations/calendar.h"
#include "server/obligations/span_of_days.h"

namespace cundang::app {
namespace {

constexpr std::size_t facts_quoted_max = 40;  // a year's accidents against a quota may be hundreds

Node leaf(std::string name, std::string text) { return {std::move(name), {}, std::move(text), {}, 0}; }
Node with(std::string name, std::vector<std::pair<std::string, std::string>> attributes, std::string text = {}) {
  return {std::move(name), std::move(attributes), std::move(text), {}, 0};
}
Node group(std::string name, std::vector<Node> children) { return {std::move(name), {}, {}, std::move(children), 0}; }

std::string name_of(const DraftContext& context, const UnitCode& code) {
  for (const auto& unit : context.units)
    if (unit.code == code && !unit.names.empty()) return unit.full_name();
  return code.text;
}

/// 市住房城乡建设委: the first short name, which running text uses.
std::string short_name_of(const DraftContext& context, const UnitCode& code) {
  for (const auto& unit : context.units)
    if (unit.code == code && !unit.names.empty())
      return unit.names.back().short_names.empty() ? unit.full_name() : unit.names.back().short_names.front();
  return code.text;
}

/// Those in being on the day of the draft.
std::vector<UnitRef> of_class(const DraftContext& context, std::initializer_list<UnitClass> classes) {
  std::vector<UnitRef> found;
  for (const auto wanted : classes)
    for (const auto& unit : context.units)
      if (unit.unit_class == wanted && unit.code != context.unit &&
          ledger::SpanOfDays{unit.from, unit.until}.holds(context.today))
        found.push_back({unit.code, unit.full_name()});
  return found;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : "、") + word;
  return text;
}

Record opened(const DraftContext& context, std::string kind, std::string series, std::string title) {
  Record record;
  record.form = "1.0";
  record.kind = kind;
  record.series = std::move(series);
  record.submitter = {context.unit, name_of(context, context.unit)};
  record.authors = {record.submitter};
  record.label = Label::Internal;
  record.title = std::move(title);
  record.signed_name = record.submitter.name;
  record.document_date = context.today;
  record.content.name = std::move(kind);
  return record;
}

/// Numbers the paragraphs of a body as they come.
class Body {
 public:
  explicit Body(Record& record) : record_{record} {}
  void heading(std::string text) {
    record_.body.push_back({Paragraph::Kind::Heading, 1, "h" + std::to_string(++headings_), std::move(text)});
  }
  void say(std::string text) {
    record_.body.push_back({Paragraph::Kind::Text, 0, "p" + std::to_string(++paragraphs_), std::move(text)});
  }

 private:
  Record& record_;
  int headings_ = 0, paragraphs_ = 0;
};

// ---- papers a suggestion leads to

std::string subject_name(const signals::Signal& signal, const DraftContext& context) {
  if (!signal.subject.unit.empty()) return name_of(context, signal.subject.unit);
  if (!signal.subject.name.empty()) return signal.subject.name;
  std::vector<std::string> names;
  for (const auto& unit : signal.targets) names.push_back(name_of(context, unit));
  return joined(names);
}

std::string about(const signals::Signal& signal) {
  return signal.about.empty() ? std::string{} : "（" + signal.about + "）";
}

/// 预警编号 and the records: what a reader needs to find the suggestion again.
std::string grounds_text(const signals::Signal& signal) {
  std::vector<std::string> numbers;
  for (const auto& fact : signal.facts) {
    if (numbers.size() == facts_quoted_max) break;
    numbers.push_back(to_text(fact.first));
  }
  auto text = std::string{signals::trigger_info(signal.trigger).zh} + about(signal) + "；预警 " + signal.id +
              "；依据 " + joined(numbers);
  if (signal.facts.size() > facts_quoted_max) text += " 等 " + std::to_string(signal.facts.size()) + " 件";
  return text;
}

void add_facts(Body& body, const signals::Signal& signal) {
  std::size_t quoted = 0;
  for (const auto& fact : signal.facts) {
    if (++quoted > facts_quoted_max) {
      body.say("其余 " + std::to_string(signal.facts.size() - facts_quoted_max) + " 件略。");
      break;
    }
    if (!fact.text.zh.empty()) body.say(fact.text.zh + "（" + to_text(fact.version) + "）");
  }
  for (const auto& change : signal.changes)
    body.say("依据变化：" + change.after.zh + "（" + to_text(change.after_version) + "）");
  for (const auto& step : signal.arithmetic) body.say(step.zh);
}

void address(Record& record, const signals::Signal& signal, const DraftContext& context) {
  for (const auto& unit : signal.targets) record.addressees.push_back({unit, name_of(context, unit)});
  if (record.addressees.empty() && !signal.subject.name.empty()) record.addressees.push_back({{}, signal.subject.name});
}

Record talk_notice(const signals::Signal& signal, const DraftContext& context) {
  const auto whom = subject_name(signal, context);
  auto record = opened(context, "talk-notice", "约谈", "关于约谈" + whom + "的通知");
  record.label = Label::WorkSecret;
  address(record, signal, context);
  auto& content = record.content;
  const auto talk_day = ledger::plus_days(context.today, 7);
  content.children.push_back(leaf("talk-time", to_text(talk_day) + "T09:30:00+08:00"));
  content.children.push_back(leaf("place", "（请填写约谈地点）"));
  content.children.push_back(leaf("subject", std::string{signals::trigger_info(signal.trigger).zh} + about(signal)));
  auto person = with("person", {}, "（请填写姓名）");
  if (!signal.subject.unit.empty()) person.attributes.emplace_back("unit", signal.subject.unit.text);
  person.attributes.emplace_back("post", "（请填写职务）");
  content.children.push_back(group("persons", {std::move(person)}));
  content.children.push_back(
      with("grounds", {{"trigger", std::string{signals::trigger_info(signal.trigger).code}}}, grounds_text(signal)));
  Body body{record};
  body.say("依据约谈制度“" + std::string{signals::trigger_info(signal.trigger).words} + "”的规定，决定对" + whom +
           "进行约谈。有关情况如下。");
  add_facts(body, signal);
  body.say("约谈定于 " + to_chinese(talk_day) +
           " 上午 9 时 30 分在（请填写约谈地点）进行。请约谈对象于约谈前提交书面约谈材料。");
  return record;
}

Record advisory_letter(const signals::Signal& signal, const DraftContext& context) {
  const auto& info = signals::trigger_info(signal.trigger);
  const auto whom = subject_name(signal, context);
  auto record = opened(context, "advisory-letter", "建议函", "关于进一步加强安全生产工作的建议函");
  address(record, signal, context);
  auto& content = record.content;
  content.children.push_back(leaf("problems", whom + "：" + std::string{info.zh} + about(signal)));
  content.children.push_back(leaf("causes", "（请填写主要原因）"));
  content.children.push_back(group("suggestions", {with("suggestion", {{"id", "s1"}}, "（请填写下一步工作意见）")}));
  content.children.push_back(with("grounds", {{"trigger", std::string{info.code}}}, grounds_text(signal)));
  Body body{record};
  body.say("依据函告制度“" + std::string{info.words} + "”的规定，现将有关情况和建议函告如下。");
  body.heading("一、存在的突出问题");
  add_facts(body, signal);
  body.heading("二、主要原因");
  body.say("（请填写主要原因）");
  body.heading("三、下一步工作意见");
  body.say("（请填写下一步工作意见）");
  body.say("请接函后及时沟通情况、制定措施、督促落实，并将工作情况书面反馈我单位。");
  return record;
}

Record inspection_notice(const signals::Signal& signal, const DraftContext& context) {
  const auto& info = signals::trigger_info(signal.trigger);
  auto record = opened(context, "inspection-notice", "督查",
                       "关于开展安全生产督查的通知：" + std::string{info.zh} + about(signal));
  address(record, signal, context);
  if (record.addressees.empty()) record.addressees = of_class(context, {UnitClass::District});
  auto& content = record.content;
  const auto first = ledger::plus_days(context.today, 7), last = ledger::plus_days(context.today, 9);
  content.children.push_back(leaf("from", to_text(first)));
  content.children.push_back(leaf("to", to_text(last)));
  content.children.push_back(with("lead", {{"unit", context.unit.text}}));
  std::vector<Node> inspected;
  for (const auto& unit : record.addressees)
    if (!unit.code.empty()) inspected.push_back(with("unit", {{"code", unit.code.text}}, unit.name));
  content.children.push_back(group("inspected", std::move(inspected)));
  content.children.push_back(group("matters", {leaf("matter", std::string{info.words} + about(signal))}));
  content.children.push_back(with("grounds", {{"trigger", std::string{info.code}}}, grounds_text(signal)));
  Body body{record};
  body.say("依据督查制度，定于 " + to_chinese(first) + " 至 " + to_chinese(last) + " 组织安全生产督查。有关情况如下。");
  add_facts(body, signal);
  body.say("请被督查单位准备汇报材料和有关工作文件。");
  return record;
}

// ---- papers of a quarter

/// What the form calls the element a quotation stands in.
std::string element_name(const std::string& element) {
  static const std::map<std::string, std::string> names{
      {"situation", "安全形势"},  {"work", "工作情况"},     {"results", "工作成效"},
      {"outlook", "预测与打算"},  {"figures", "统计数据"},  {"forecast", "预测"},
      {"measures", "采取的措施"}, {"progress", "进展情况"}, {"conclusions", "研讨结论"}};
  return names.at(element);
}

/// 市旅游局：…（R0000020 第 p2 段）.
std::string cited(const signals::Quotation& quotation, const DraftContext& context) {
  const auto place =
      quotation.paragraph.empty() ? "“" + element_name(quotation.element) + "”" : " 第 " + quotation.paragraph + " 段";
  return short_name_of(context, quotation.unit) + "：" + quotation.text + "（" + to_text(quotation.record) + place +
         "）";
}

/// One heading with every quotation of these elements below it; the same sentences joined are the form's own text.
std::string add_section(Body& body, const std::string& heading, const signals::QuarterSources& sources,
                        std::initializer_list<std::string_view> elements, const DraftContext& context) {
  std::string text;
  body.heading(heading);
  for (const auto& quotation : sources.quotations) {
    if (std::find(elements.begin(), elements.end(), quotation.element) == elements.end()) continue;
    const auto line = cited(quotation, context);
    body.say(line);
    text += (text.empty() ? "" : " ") + line;
  }
  if (text.empty()) {
    text = "（本系统未见有关材料，请补写）";
    body.say(text);
  }
  return text;
}

/// Papers that are here and cannot be quoted from their record: whoever drafts reads them himself.
void add_unread(Body& body, const signals::QuarterSources& sources, const DraftContext& context) {
  if (sources.unread.empty()) return;
  std::vector<std::string> papers;
  for (const auto& [number, unit] : sources.unread)
    papers.push_back(short_name_of(context, unit) + "（" + to_text(number) + "）");
  body.say("下列单位的材料以纸质或机要渠道收到，未在此引用，请查阅原件：" + joined(papers) + "。");
}

void add_missing(Body& body, const signals::QuarterSources& sources, const DraftContext& context) {
  if (sources.missing.empty()) return;
  std::vector<std::string> names;
  for (const auto& unit : sources.missing) names.push_back(short_name_of(context, unit));
  body.say("截至 " + to_text(context.today) + "，本系统未见下列单位的材料：" + joined(names) + "。");
}

void answer_sources(Record& record, const signals::QuarterSources& sources) {
  for (const auto number : sources.answered) {
    Answer answer;
    answer.record = number;
    record.answers.push_back(std::move(answer));
  }
}

}  // namespace

Record draft_paper(const signals::Signal& signal, const DraftContext& context) {
  switch (signals::trigger_info(signal.trigger).action) {
    case signals::Action::Letter:
      return advisory_letter(signal, context);
    case signals::Action::Inspection:
      return inspection_notice(signal, context);
    case signals::Action::Talk:
    case signals::Action::Dismissed:
      break;
  }
  return talk_notice(signal, context);
}

Record draft_decision(const signals::Signal& signal, signals::Action action, std::optional<AccessionNumber> paper,
                      const std::string& reason, std::optional<LeafIndex> expects, const DraftContext& context) {
  const auto& info = signals::trigger_info(signal.trigger);
  auto record = opened(context, "signal-decision", {},
                       "预警处理：" + subject_name(signal, context) + std::string{info.zh} + about(signal));
  record.signed_name.clear();
  auto& content = record.content;
  content.children.push_back(with("signal", {{"id", signal.id}}));
  if (expects) content.children.push_back(leaf("expects", std::to_string(*expects)));
  content.children.push_back(leaf("trigger", std::string{info.code}));
  content.children.push_back(leaf("action", std::string{signals::action_code(action)}));
  if (paper) content.children.push_back(with("record", {{"id", to_text(*paper)}}));
  if (!reason.empty()) content.children.push_back(leaf("reason", reason));
  return record;
}

Record draft_summary(const signals::QuarterSources& sources, const DraftContext& context) {
  auto record = opened(context, "implementation-summary", "安委会例会",
                       sources.quarter.chinese() + "市安委会例会议定事项落实情况汇总");
  record.addressees = of_class(context, {UnitClass::Committee, UnitClass::Government});
  answer_sources(record, sources);
  Body body{record};
  body.say("现将" + sources.quarter.chinese() + "市安委会例会议定事项落实情况汇总如下。");
  auto text = add_section(body, "一、采取的措施", sources, {"measures"}, context);
  text += " " + add_section(body, "二、进展情况", sources, {"progress"}, context);
  add_unread(body, sources, context);
  add_missing(body, sources, context);
  auto& content = record.content;
  content.children.push_back(leaf("summary", std::move(text)));
  std::vector<Node> listed, missing;
  for (const auto number : sources.records) listed.push_back(with("source", {{"record", to_text(number)}}));
  for (const auto& unit : sources.missing)
    missing.push_back(with("unit", {{"code", unit.text}}, name_of(context, unit)));
  content.children.push_back(group("sources", std::move(listed)));
  content.children.push_back(group("missing", std::move(missing)));
  return record;
}

Record draft_forecast(const signals::QuarterSources& sources, const DraftContext& context) {
  auto record = opened(context, "forecast-report", "形势分析", sources.quarter.chinese() + "安全生产形势分析预测报告");
  record.addressees = of_class(context, {UnitClass::Committee, UnitClass::Government});
  record.copies = of_class(context, {UnitClass::District, UnitClass::Department});
  answer_sources(record, sources);
  Body body{record};
  body.say("根据有关成员单位季度综合分析报告和举报投诉统计分析，现将" + sources.quarter.chinese() +
           "安全生产形势分析预测情况报告如下。");
  auto analysis = add_section(body, "一、安全生产形势", sources, {"situation"}, context);
  analysis += " " + add_section(body, "二、工作开展和隐患治理", sources, {"work"}, context);
  analysis += " " + add_section(body, "三、成效和存在的问题", sources, {"results"}, context);
  analysis += " " + add_section(body, "四、举报投诉", sources, {"figures"}, context);
  const auto forecast = add_section(body, "五、形势预测", sources, {"outlook", "forecast", "conclusions"}, context);
  body.heading("六、对策建议");
  body.say("（请据研讨会结论填写对策建议）");
  add_unread(body, sources, context);
  add_missing(body, sources, context);
  auto& content = record.content;
  content.children.push_back(leaf("period", sources.quarter.text()));
  content.children.push_back(leaf("analysis", std::move(analysis)));
  content.children.push_back(leaf("forecast", forecast));
  content.children.push_back(leaf("suggestions", "（请据研讨会结论填写对策建议）"));
  return record;
}

}  // namespace cundang::app
