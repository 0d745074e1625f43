// SPDX-License-Identifier: GPL-3.0-or-later
// What makes a duty: `on` a record or a demand, `every` so often or before each special period.
#include "server/obligations/rule_desk.h"
#include "server/obligations/words.h"

namespace cundang::ledger {
namespace {

constexpr int ahead_days_max = 366;

Condition read_condition(RuleDesk& desk, const Node& node) {
  Condition condition;
  condition.wanted = node.name == "if";
  condition.at = read_unit_path(node.attribute("path"), "");
  condition.fallback = node.attribute("default");
  condition.in = split_words(node.attribute("in"));
  condition.classes = desk.classes(node, "classes");
  if (!node.attribute("system").empty())
    condition.system = static_cast<int>(desk.number(node, "system", 1, 99));
  else if (condition.at.path.empty())
    desk.fault(node, "rules.missing-attribute", "path", "请写 path 或 system", "give path or system");
  return condition;
}

void read_on(RuleDesk& desk, const Node& on, Rule& rule) {
  Rule::OnRecord trigger;
  trigger.demand = !on.attribute("demand").empty();
  trigger.kind = trigger.demand ? std::string{on.attribute("demand")} : desk.required(on, "kind");
  if (trigger.demand && !on.attribute("kind").empty())
    desk.fault(on, "rules.bad-value", "demand", "kind 与 demand 只写其一", "give either kind or demand");
  trigger.series = split_words(on.attribute("series"));
  trigger.issuer = desk.classes(on, "issuer");
  trigger.first = on.attribute("first") == "true";
  trigger.cite = split_words(on.attribute("cite"));
  if (const auto absent = on.attribute("without"); !absent.empty())
    trigger.conditions.push_back({false, read_unit_path(absent, ""), {}, {}, {}, 0});
  for (const auto& child : on.children)
    if (child.name == "if" || child.name == "unless") trigger.conditions.push_back(read_condition(desk, child));
  rule.on = std::move(trigger);
}

/// domain: a date before the end of the period reported on is refused. A year without leap day decides.
void refuse_before_period_end(RuleDesk& desk, const Node& every, const Rule::OnCalendar& calendar) {
  for (const auto month : calendar.months) {
    const Date day{std::chrono::year{2011}, std::chrono::month{month}, std::chrono::day{calendar.day}};
    if (!day.ok()) {
      desk.fault(every, "rules.bad-value", "day", "该月没有这一天", "that month has no such day");
      continue;
    }
    if (!calendar.about_previous && day < Period::holding(calendar.period, day).last_day())
      desk.fault(
          every, "rules.before-period-end", "day", "期限不得早于所报告时期的结束，请改为期末或之后",
          "a due day may not lie before the end of the period reported on; move it to the period's end or later");
  }
}

void read_calendar(RuleDesk& desk, const Node& every, Rule& rule) {
  Rule::OnCalendar calendar;
  for (const auto& word : split_words(every.attribute("month")))
    if (const auto month = read_number(word, 1, 12)) calendar.months.push_back(*month);
  if (calendar.months.empty())
    desk.fault(every, "rules.bad-value", "month", "请写 1 到 12 的月份", "give months from 1 to 12");
  calendar.day = desk.number(every, "day", 1, 31);
  calendar.about_previous = every.attribute("about") != "current";
  if (const auto length = parse_period_length(every.attribute("period")))
    calendar.period = *length;
  else
    desk.fault(every, "rules.bad-value", "period", "请写 month、quarter、half-year 或 year",
               "give month, quarter, half-year or year");
  refuse_before_period_end(desk, every, calendar);
  rule.every = std::move(calendar);
}

void read_before(RuleDesk& desk, const Node& every, Rule& rule) {
  Rule::BeforePeriod before;
  if (every.attribute("before") != "special-period")
    desk.fault(every, "rules.bad-value", "before", "请写 special-period", "give special-period");
  if (!every.attribute("month").empty() || !every.attribute("period").empty())
    desk.fault(every, "rules.bad-value", "month", "按特定时期触发时不写 month、day、period",
               "before a special period month, day and period are not given");
  before.names = split_words(every.attribute("names"));
  if (!every.attribute("ahead").empty())
    before.ahead_days = static_cast<int>(desk.number(every, "ahead", 1, ahead_days_max));
  rule.before = std::move(before);
}

}  // namespace

void read_trigger(RuleDesk& desk, Rule& rule) {
  const auto* on = desk.rule().child("on");
  const auto* every = desk.rule().child("every");
  if ((on == nullptr) == (every == nullptr))
    return desk.fault(desk.rule(), "rules.no-trigger", "on | every", "请写 on 或 every 之一",
                      "give either on or every");
  if (on) return read_on(desk, *on, rule);
  if (!every->attribute("before").empty()) return read_before(desk, *every, rule);
  read_calendar(desk, *every, rule);
}

}  // namespace cundang::ledger
