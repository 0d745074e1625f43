// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/rules_check.h"

#include <cstdlib>
#include <set>

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

Findings check_rules(const Node& content) {
  Findings findings;
  std::set<std::string> seen;
  for (const auto* rule : content.select("rule")) {
    check_id(*rule, "id", "rules", seen, findings);
    check_span(*rule, "rules", findings);
    if (rule->attribute("id") == demand_rule_id)
      findings.push_back(fault("rules.reserved", *rule, {"规则名“文件自带要求”为系统保留", "this rule id is reserved"},
                               {"请改用别的规则名", "use another id"}));
    read_rule(*rule, findings);
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

}  // namespace

Findings rules_check(const Node& content) {
  Findings findings;
  if (content.name == "rule-pack") findings = check_rules(content);
  if (content.name == "policy-pack") findings = check_policies(content);
  if (content.name == "calendar") findings = check_calendar(content);
  if (content.name == "list") findings = check_list(content);
  if (content.name == "unit-register") findings = check_units(content);
  if (const auto* validity = content.child("validity"); validity && content.name != "special-periods")
    check_span(*validity, "pack", findings);
  return findings;
}

}  // namespace cundang::ledger
