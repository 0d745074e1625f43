// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/rule_reader.h"

#include "server/obligations/rule_desk.h"
#include "server/obligations/words.h"

namespace cundang::ledger {
namespace {

void read_head(RuleDesk& desk, Rule& rule) {
  const auto& node = desk.rule();
  rule.id = desk.required(node, "id");
  rule.row = node.attribute("row");
  rule.clause = desk.required(node, "clause");
  rule.basis = desk.required(node, "basis");
  rule.system = static_cast<int>(desk.number(node, "system", 0, 10));
  rule.span = read_span(node);
  if (!rule.span.from)
    desk.fault(node, "rules.bad-value", "from", "请写成 2012-01-01 的形式", "write it as 2012-01-01");
  rule.text = node.child_text("text");
  rule.name.zh = node.child_text("name");
  if (const auto* name = node.child("name")) rule.name.en = name->attribute("en");
  if (rule.name.zh.empty()) rule.name.zh = rule.id;
  if (rule.name.en.empty()) rule.name.en = rule.name.zh;
}

void check_event(RuleDesk& desk, const Node& due, const Rule& rule) {
  const bool counted = !rule.policy.empty() || rule.term;
  if (rule.on && !counted)
    desk.fault(due, "rules.no-due", "policy | days", "请写执行口径 policy 或日数 days",
               "give a policy or a number of days");
  if (rule.from == Event::FanIn && rule.after.empty())
    desk.fault(due, "rules.no-inputs", "after", "从 fan-in 起算时请写 after", "a due date from fan-in needs after");
  // A term of days could end before the period does, were it counted from anything else.
  if (rule.every && counted && rule.from != Event::PeriodEnd)
    desk.fault(due, "rules.before-period-end", "from", "定期报告的期限请从报告期结束（period-end）起算，或只写固定日期",
               "count the term of a periodical report from period-end, or give the fixed day alone");
  if (rule.before && counted)
    desk.fault(due, "rules.bad-value", "policy | days", "特定时期之前的事项以其前一日为限，不写 policy 或 days",
               "before a special period the day before it is the last; give neither policy nor days");
}

void read_due(RuleDesk& desk, Rule& rule) {
  const auto& node = desk.rule();
  if (const auto* after = node.child("after")) {
    rule.after = split_words(after->attribute("all"));
    rule.overdue_closes = after->attribute("close") != "in";
  }
  const auto* due = node.child("due");
  if (!due) return desk.fault(node, "rules.no-due", "due", "请写明期限从何而来", "say where the due date comes from");
  rule.policy = due->attribute("policy");
  rule.shift = due->attribute("holiday") != "none";
  if (!due->attribute("days").empty()) {
    rule.term = read_term(*due);
    if (!rule.term) desk.fault(*due, "rules.bad-value", "days", "请写 0 到 3660 的日数", "give 0 to 3660 days");
  }
  if (const auto from = due->attribute("from"); !from.empty()) {
    if (const auto event = parse_event(from))
      rule.from = *event;
    else
      desk.fault(*due, "rules.bad-value", "from", "请写规则说明中列出的起算事件",
                 "give one of the events listed in rules.md");
  }
  check_event(desk, *due, rule);
}

}  // namespace

std::optional<Rule> read_rule(const Node& node, Findings& findings) {
  const auto faults = findings.size();
  Rule rule;
  RuleDesk desk{node, findings};
  read_head(desk, rule);
  read_trigger(desk, rule);
  read_who(desk, rule);
  read_due(desk, rule);
  return findings.size() == faults ? std::optional{std::move(rule)} : std::nullopt;
}

}  // namespace cundang::ledger
