// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/rules_check.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

#include "schema/model/kind.h"
#include "server/obligations/act.h"
#include "server/obligations/plan.h"
#include "server/obligations/policy.h"
#include "server/obligations/rule_reader.h"
#include "server/obligations/unit_register.h"

namespace cundang::ledger {
namespace {

Finding fault(std::string code, const Node& node, Text reason, Text cure) {
  return {std::move(code), Severity::Fault, node.name, node.line, std::move(reason), std::move(cure)};
}

void check_id(const Node& node, std::string_view attribute, const std::string& family, std::set<std::string>& seen,
              Findings& findings) {
  const auto id = std::string{node.attribute(attribute)};
  const auto name = std::string{attribute};
  if (id.empty())
    findings.push_back(fault(family + ".missing-attribute", node, {"缺少 " + name, name + " is missing"},
                             {"请补上 " + name, "add " + name}));
  else if (!seen.insert(id).second)
    findings.push_back(fault(family + ".duplicate", node, {"“" + id + "”重复", "\"" + id + "\" stands twice"},
                             {"请删去或改名", "remove or rename one"}));
}

void check_span(const Node& node, const std::string& family, Findings& findings) {
  for (const auto* name : {"from", "until"})
    if (const auto text = node.attribute(name); !text.empty() && !parse_date(text))
      findings.push_back(fault(family + ".bad-date", node,
                               {std::string{name} + " 不是日期", std::string{name} + " is no date"},
                               {"请写成 2012-01-01 的形式", "write it as 2012-01-01"}));
  const auto span = read_span(node);
  if (span.from && span.until && *span.until < *span.from)
    findings.push_back(fault(family + ".bad-span", node, {"until 早于 from", "until lies before from"},
                             {"请核对起止日期", "check both dates"}));
}

bool is_kind(std::string_view kind) { return find_kind(kind) != nullptr; }

/// Kinds the ledger takes as steps or knowledge of its own: they make no duty by a rule.
bool can_trigger(std::string_view kind) {
  static constexpr std::array<std::string_view, 9> own = {"match-confirmation",  "delegation",      "outside-filing",
                                                          "classified-handover", "correction",      "paper-receipt",
                                                          "duty-transfer",       "day-recognition", "deadline-shift"};
  return find_kind(kind)->group != KindGroup::Pack && !is_act(kind) &&
         std::find(own.begin(), own.end(), kind) == own.end();
}

void check_kind(const Node& node, std::string_view kind, Findings& findings) {
  if (is_kind(kind)) return;
  const auto name = std::string{kind};
  findings.push_back(
      fault("rules.unknown-kind", node, {"没有文种“" + name + "”", "there is no kind \"" + name + "\""},
            {"请写文件格式说明中列出的文种名称（英文元素名）", "write the name of a kind as record.md lists it"}));
}

/// What a rule names must exist, or its duties would never arise or never be met.
void check_kinds(const Node& node, const Rule& rule, Findings& findings) {
  const auto* on = node.child("on");
  const auto& who = node.child("each") ? *node.child("each") : *node.child("one");
  if (rule.on) check_kind(*on, rule.on->kind, findings);
  if (rule.on && !rule.on->demand && is_kind(rule.on->kind) && !can_trigger(rule.on->kind))
    findings.push_back(fault("rules.bad-trigger", *on,
                             {"文种“" + rule.on->kind + "”由台账自行处理，不能触发事项",
                              "the ledger itself acts on kind \"" + rule.on->kind + "\": it makes no duty"},
                             {"请改为公文、事故、隐患、认定或预警处理等文种",
                              "use a document, an accident, a hidden danger, a fault-finding or a signal-decision"}));
  if (rule.stated) {
    check_kind(*who.child("stated"), rule.stated->kind, findings);
  } else if (rule.owes != "feedback") {
    check_kind(who, rule.owes, findings);
  }
  for (const auto* part : who.select("part"))
    if (const auto kind = part->attribute("kind"); !kind.empty() && kind != "feedback")
      check_kind(*part, kind, findings);
  for (const auto& input : rule.after)
    if (input == rule.id)
      findings.push_back(fault("rules.after-itself", *node.child("after"),
                               {"规则不能等待自己", "a rule cannot wait for itself"},
                               {"请从 after 中去掉本规则", "take this rule out of after"}));
}

Findings check_rules(const Node& content) {
  Findings findings;
  std::set<std::string> seen;
  for (const auto* rule : content.select("rule")) {
    check_id(*rule, "id", "rules", seen, findings);
    check_span(*rule, "rules", findings);
    if (rule->attribute("id") == demand_rule_id)
      findings.push_back(fault("rules.reserved", *rule, {"规则名“文件自带要求”为系统保留", "this rule id is reserved"},
                               {"请改用别的规则名", "use another id"}));
    if (const auto read = read_rule(*rule, findings)) check_kinds(*rule, *read, findings);
  }
  return findings;
}

bool has_other_value(const Node& policy) {
  return !policy.attribute("months").empty() || !policy.attribute("percent").empty() ||
         !policy.attribute("count").empty();
}

Findings check_policies(const Node& content) {
  Findings findings;
  std::set<std::string> seen;
  for (const auto* policy : content.select("policy")) {
    // One pack may give a policy two spans, but not the same span twice.
    Node keyed = *policy;
    keyed.attributes.emplace_back("key",
                                  std::string{policy->attribute("id")} + " " + std::string{policy->attribute("from")});
    if (policy->attribute("id").empty()) check_id(*policy, "id", "policy", seen, findings);
    check_id(keyed, "key", "policy", seen, findings);
    check_span(*policy, "policy", findings);
    if (!read_policy_value(*policy) && (has_other_value(*policy) || !read_term(*policy)))
      findings.push_back(fault(
          "policy.bad-term", *policy, {"口径的数值不正确", "the policy's value is wrong"},
          {"请只写一个数值：0 到 3660 的 days（unit 为 working 或 calendar），或 1 到 10000 的 months、percent、count",
           "give one value: 0 to 3660 days (unit working or calendar), or months, percent or count of 1 to 10000"}));
  }
  return findings;
}

Findings check_calendar(const Node& content) {
  Findings findings;
  const int year = std::atoi(std::string{content.attribute("year")}.c_str());
  if (year < 1949 || year > 9998)
    findings.push_back(fault("calendar.bad-year", content, {"year 不正确", "year is wrong"},
                             {"请写四位年份", "give a year of four digits"}));
  std::set<std::string> seen;
  for (const auto* day : content.select("day")) {
    check_id(*day, "date", "calendar", seen, findings);
    const auto date = parse_date(day->attribute("date"));
    const auto off = day->attribute("off");
    if (!date || (off != "true" && off != "false") || static_cast<int>(date->year()) != year)
      findings.push_back(fault("calendar.bad-day", *day, {"日期或 off 不正确", "date or off is wrong"},
                               {"请写 date=\"年-月-日\"、off=\"true|false\"，日期在本年",
                                "give date and off=\"true|false\", in this year"}));
  }
  return findings;
}

Findings check_periods(const Node& content) {
  Findings findings;
  const int year = std::atoi(std::string{content.attribute("year")}.c_str());
  std::set<std::string> seen;
  for (const auto* period : content.select("period")) {
    check_id(*period, "name", "periods", seen, findings);
    const auto begins = parse_date(period->attribute("begins"));
    const auto ends = parse_date(period->attribute("ends"));
    if (!begins || !ends || *ends < *begins || static_cast<int>(begins->year()) != year)
      findings.push_back(
          fault("periods.bad-day", *period,
                {"起止日期不正确，或起始日不在本年度", "its days are wrong, or it does not begin in this year"},
                {"请核对 begins、ends 和 year", "check begins, ends and year"}));
  }
  return findings;
}

Findings check_list(const Node& content) {
  Findings findings;
  if (content.attribute("name").empty())
    findings.push_back(fault("list.missing-attribute", content, {"名单缺少 name", "the list has no name"},
                             {"请补上名单名称", "give its name"}));
  std::set<std::string> seen;
  for (const auto* member : content.select("member"))
    if (!member->attribute("unit").empty()) check_id(*member, "unit", "list", seen, findings);
  return findings;
}

Findings check_units(const Node& content) {
  Findings findings;
  std::set<std::string> seen;
  for (const auto* unit : content.select("unit")) {
    check_id(*unit, "code", "units", seen, findings);
    check_span(*unit, "units", findings);
    if (!parse_unit_class(unit->attribute("class")))
      findings.push_back(fault(
          "units.bad-class", *unit, {"单位类别不正确", "the unit's class is wrong"},
          {"请写 committee、office、government、bureau、department、district、district-office、enterprise 或 other",
           "give committee, office, government, bureau, department, district, district-office, enterprise or other"}));
    if (!read_unit(*unit))
      findings.push_back(fault("units.no-name", *unit, {"单位缺少代码或名称", "the unit has no code or no name"},
                               {"请补上代码和至少一个名称", "give a code and at least one name"}));
  }
  return findings;
}

bool reads(std::string_view kind) {
  return kind == "rule-pack" || kind == "policy-pack" || kind == "calendar" || kind == "special-periods" ||
         kind == "list" || kind == "unit-register";
}

}  // namespace

Findings cross_check(const Node& content, const Packs& packs) {
  Findings findings;
  Findings ignored;
  const auto warn = [&](std::string code, const Node& node, const Rule& rule, const std::string& zh,
                        const std::string& en, const std::string& name) {
    findings.push_back({std::move(code),
                        Severity::Warning,
                        "rule " + rule.id + "/" + node.name,
                        node.line,
                        {"规则“" + rule.id + "”所用的" + zh + "“" + name + "”尚未登记",
                         "rule \"" + rule.id + "\" uses the " + en + " \"" + name + "\", which is not filed"},
                        {"请先登记该" + zh + "，或改正名称", "file it first, or correct the name"}});
  };
  for (const auto* node : content.select("rule")) {
    const auto rule = read_rule(*node, ignored);
    if (!rule) continue;
    const auto day = *rule->span.from;
    const auto known_list = [&](const std::string& name) {
      return !packs.lists.members(name, day).empty() || !packs.lists.texts(name, day).empty();
    };
    if (!rule->policy.empty() && !packs.policies.in_force(rule->policy, day))
      warn("rules.unknown-policy", *node->child("due"), *rule, "执行口径", "policy", rule->policy);
    if (!rule->list.empty() && !known_list(rule->list))
      warn("rules.unknown-list", *node->child("each"), *rule, "名单", "list", rule->list);
    for (const auto& part : rule->parts)
      for (const auto& list : {part.list, part.copies_list})
        if (!list.empty() && !known_list(list)) warn("rules.unknown-list", *node, *rule, "名单", "list", list);
    for (const auto& input : rule->after)
      if (!packs.rules.in_force(input, day))
        warn("rules.unknown-rule", *node->child("after"), *rule, "规则", "rule", input);
  }
  return findings;
}

Findings rules_check(const Node& content) {
  Findings findings;
  if (content.name == "rule-pack") findings = check_rules(content);
  if (content.name == "policy-pack") findings = check_policies(content);
  if (content.name == "calendar") findings = check_calendar(content);
  if (content.name == "special-periods") findings = check_periods(content);
  if (content.name == "list") findings = check_list(content);
  if (content.name == "unit-register") findings = check_units(content);
  if (const auto* validity = content.child("validity"); validity && reads(content.name))
    check_span(*validity, "pack", findings);
  return findings;
}

}  // namespace cundang::ledger
