// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/rule_reader.h"

#include <array>
#include <charconv>
#include <utility>

#include "server/obligations/words.h"

namespace cundang::ledger {
namespace {

template <class Value, std::size_t Size>
std::optional<Value> look_up(const std::array<std::pair<std::string_view, Value>, Size>& table, std::string_view word) {
  for (const auto& [name, value] : table)
    if (name == word) return value;
  return std::nullopt;
}

constexpr std::array<std::pair<std::string_view, Rule::Role>, 6> roles{{{"author", Rule::Role::Author},
                                                                        {"lead", Rule::Role::Lead},
                                                                        {"office", Rule::Role::Office},
                                                                        {"bureau", Rule::Role::Bureau},
                                                                        {"committee", Rule::Role::Committee},
                                                                        {"government", Rule::Role::Government}}};

constexpr std::array<std::pair<std::string_view, Rule::Event>, 8> events{{{"served", Rule::Event::Served},
                                                                          {"issued", Rule::Event::Issued},
                                                                          {"received", Rule::Event::Received},
                                                                          {"meeting-date", Rule::Event::MeetingDate},
                                                                          {"talk-time", Rule::Event::TalkTime},
                                                                          {"held-on", Rule::Event::HeldOn},
                                                                          {"fan-in", Rule::Event::FanIn},
                                                                          {"period-end", Rule::Event::PeriodEnd}}};

UnitPath read_unit_path(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos) return {std::string{text}};
  return {std::string{text.substr(0, at)}, std::string{text.substr(at + 1)}};
}

std::optional<unsigned> read_number(std::string_view text, unsigned low, unsigned high) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < low || number > high) return std::nullopt;
  return number;
}

/// Reads one rule and keeps what is wrong with it.
class Reader {
 public:
  Reader(const Node& node, Findings& findings) : node_{node}, findings_{findings} {}

  std::optional<Rule> read() {
    const auto faults = findings_.size();
    read_head();
    read_trigger();
    read_who();
    read_due();
    return findings_.size() == faults ? std::optional{std::move(rule_)} : std::nullopt;
  }

 private:
  void read_head() {
    rule_.id = required(node_, "id");
    rule_.row = node_.attribute("row");
    rule_.clause = required(node_, "clause");
    rule_.basis = required(node_, "basis");
    rule_.system = static_cast<int>(number(node_, "system", 0, 10));
    rule_.span = read_span(node_);
    if (!rule_.span.from) fault(node_, "rules.bad-value", "from", "请写成 2012-01-01 的形式", "write it as 2012-01-01");
    rule_.text = node_.child_text("text");
    rule_.name.zh = node_.child_text("name");
    if (const auto* name = node_.child("name")) rule_.name.en = name->attribute("en");
    if (rule_.name.zh.empty()) rule_.name.zh = rule_.id;
    if (rule_.name.en.empty()) rule_.name.en = rule_.name.zh;
  }

  void read_trigger() {
    const auto* on = node_.child("on");
    const auto* every = node_.child("every");
    if ((on == nullptr) == (every == nullptr)) {
      fault(node_, "rules.no-trigger", "on | every", "请写 on 或 every 之一", "give either on or every");
      return;
    }
    if (on) {
      rule_.on = Rule::OnRecord{required(*on, "kind"), std::string{on->attribute("series")},
                                std::string{on->attribute("without")}, split_words(on->attribute("cite"))};
      return;
    }
    Rule::OnCalendar calendar;
    for (const auto& word : split_words(every->attribute("month")))
      if (const auto month = read_number(word, 1, 12)) calendar.months.push_back(*month);
    if (calendar.months.empty())
      fault(*every, "rules.bad-value", "month", "请写 1 到 12 的月份", "give months from 1 to 12");
    calendar.day = number(*every, "day", 1, 31);
    calendar.about_previous = every->attribute("about") != "current";
    if (const auto length = parse_period_length(every->attribute("period")))
      calendar.period = *length;
    else
      fault(*every, "rules.bad-value", "period", "请写 month、quarter、half-year 或 year",
            "give month, quarter, half-year or year");
    rule_.every = calendar;
    refuse_before_period_end(*every, calendar);
  }

  /// domain: a date before the end of the period reported on is refused. A year without leap day decides.
  void refuse_before_period_end(const Node& every, const Rule::OnCalendar& calendar) {
    for (const auto month : calendar.months) {
      const Date day{std::chrono::year{2011}, std::chrono::month{month}, std::chrono::day{calendar.day}};
      if (!day.ok()) {
        fault(every, "rules.bad-value", "day", "该月没有这一天", "that month has no such day");
        continue;
      }
      if (!calendar.about_previous && day < Period::holding(calendar.period, day).last_day())
        fault(every, "rules.before-period-end", "day", "期限不得早于所报告时期的结束，请改为期末或之后",
              "a due day may not lie before the end of the period reported on; move it to the period's end or later");
    }
  }

  void read_who() {
    const auto* each = node_.child("each");
    const auto* one = node_.child("one");
    if ((each == nullptr) == (one == nullptr)) {
      fault(node_, "rules.no-owing-unit", "each | one", "请写 each 或 one 之一", "give either each or one");
      return;
    }
    const auto& who = each ? *each : *one;
    rule_.owes = required(who, "owes");
    rule_.to = role(who, "to");
    rule_.via = who.attribute("via");
    for (const auto& word : split_words(who.attribute("classes"))) {
      if (const auto unit_class = parse_unit_class(word))
        rule_.classes.push_back(*unit_class);
      else
        fault(who, "rules.bad-value", "classes", "请写单位名册中的类别", "give classes of the unit register");
    }
    if (!who.attribute("items").empty()) rule_.items = read_unit_path(who.attribute("items"));
    for (const auto& word : split_words(who.attribute("also"))) rule_.also.push_back(read_unit_path(word));
    if (each)
      read_selection(who);
    else
      rule_.by = role(who, "by");
    for (const auto* part : who.select("part")) read_part(*part);
  }

  void read_selection(const Node& each) {
    const auto select = each.attribute("select");
    rule_.list = each.attribute("list");
    if (select.empty() == rule_.list.empty()) {
      fault(each, "rules.no-owing-unit", "select | list", "请写 select 或 list 之一", "give either select or list");
      return;
    }
    rule_.select = !rule_.list.empty()      ? Rule::Select::List
                   : select == "addressees" ? Rule::Select::Addressees
                   : select == "copies"     ? Rule::Select::Copies
                                            : Rule::Select::Content;
    if (rule_.select != Rule::Select::List && rule_.every)
      fault(each, "rules.bad-value", "select", "按日历产生的事项请用 list",
            "what the calendar triggers selects from a list");
    rule_.units = read_unit_path(select);
    rule_.where = each.attribute("where");
    rule_.in = split_words(each.attribute("in"));
    rule_.where_default = each.attribute("default");
    rule_.item_attribute = each.attribute("item");
  }

  void read_part(const Node& node) {
    RequiredPart part{required(node, "name"), std::string{node.attribute("kind")}, std::nullopt,
                      std::string{node.attribute("element")}, node.attribute("met-by") == "trigger"};
    if (part.kind.empty()) part.kind = rule_.owes;
    if (const auto to = node.attribute("to"); !to.empty()) {
      part.filed_to = parse_unit_class(to);
      if (!part.filed_to)
        fault(node, "rules.bad-value", "to", "请写单位名册中的类别", "give a class of the unit register");
    }
    rule_.parts.push_back(std::move(part));
  }

  void read_due() {
    if (const auto* after = node_.child("after")) rule_.after = split_words(after->attribute("all"));
    const auto* due = node_.child("due");
    if (!due) {
      fault(node_, "rules.no-due", "due", "请写明期限从何而来", "say where the due date comes from");
      return;
    }
    rule_.policy = due->attribute("policy");
    rule_.shift = due->attribute("holiday") != "none";
    if (!due->attribute("days").empty()) {
      rule_.term = read_term(*due);
      if (!rule_.term) fault(*due, "rules.bad-value", "days", "请写 0 到 3660 的日数", "give 0 to 3660 days");
    }
    if (const auto from = due->attribute("from"); !from.empty()) {
      const auto event = look_up(events, from);
      if (event)
        rule_.from = *event;
      else
        fault(*due, "rules.bad-value", "from", "请写本页列出的起算事件", "give one of the events listed in rules.md");
    }
    if (rule_.on && rule_.policy.empty() && !rule_.term)
      fault(*due, "rules.no-due", "policy | days", "请写执行口径 policy 或日数 days",
            "give a policy or a number of days");
    if ((rule_.from == Rule::Event::FanIn) && rule_.after.empty())
      fault(*due, "rules.no-inputs", "after", "从 fan-in 起算时请写 after", "a due date from fan-in needs after");
  }

  std::string required(const Node& node, std::string_view name) {
    const auto value = node.attribute(name);
    if (value.empty()) fault(node, "rules.missing-attribute", name, "请补上该属性", "add the attribute");
    return std::string{value};
  }

  unsigned number(const Node& node, std::string_view name, unsigned low, unsigned high) {
    const auto value = read_number(node.attribute(name), low, high);
    if (!value) {
      const auto range = std::to_string(low) + "–" + std::to_string(high);
      fault(node, "rules.bad-value", name, "请写 " + range + " 的数", "give a number, " + range);
    }
    return value.value_or(low);
  }

  Rule::Role role(const Node& node, std::string_view name) {
    const auto found = look_up(roles, node.attribute(name));
    if (!found)
      fault(node, "rules.bad-value", name, "请写 author、lead、office、bureau、committee 或 government",
            "give author, lead, office, bureau, committee or government");
    return found.value_or(Rule::Role::Author);
  }

  void fault(const Node& node, std::string code, std::string_view what, std::string cure_zh, std::string cure_en) {
    const auto subject = std::string{what};
    const auto rule = std::string{node_.attribute("id")};
    findings_.push_back({std::move(code),
                         Severity::Fault,
                         "rule " + rule + "/" + node.name + "/@" + subject,
                         node.line,
                         {"规则“" + rule + "”的 " + subject + " 缺失或不正确",
                          "rule \"" + rule + "\": " + subject + " is missing or wrong"},
                         {std::move(cure_zh), std::move(cure_en)}});
  }

  const Node& node_;
  Findings& findings_;
  Rule rule_;
};

}  // namespace

std::optional<Rule> read_rule(const Node& node, Findings& findings) { return Reader{node, findings}.read(); }

}  // namespace cundang::ledger
