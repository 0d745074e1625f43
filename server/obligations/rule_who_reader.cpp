// SPDX-License-Identifier: GPL-3.0-or-later
// Who owes what to whom, and of which parts it consists: `each` or `one`.
#include "server/obligations/rule_desk.h"
#include "server/obligations/words.h"

namespace cundang::ledger {
namespace {

Rule::Select selection(std::string_view word) {
  if (word == "addressees") return Rule::Select::Addressees;
  if (word == "copies") return Rule::Select::Copies;
  if (word == "demanded") return Rule::Select::Demanded;
  return Rule::Select::Content;
}

void read_selection(RuleDesk& desk, const Node& each, Rule& rule) {
  const auto select = each.attribute("select");
  rule.list = each.attribute("list");
  if (select.empty() == rule.list.empty())
    return desk.fault(each, "rules.no-owing-unit", "select | list", "请写 select 或 list 之一",
                      "give either select or list");
  rule.select = rule.list.empty() ? selection(select) : Rule::Select::List;
  if (rule.select != Rule::Select::List && rule.of_calendar())
    desk.fault(each, "rules.bad-value", "select", "按日历产生的事项请用 list",
               "what the calendar triggers selects from a list");
  if ((rule.select == Rule::Select::Demanded) != (rule.on && rule.on->demand))
    desk.fault(each, "rules.bad-value", "select", "select=\"demanded\" 与 on 的 demand 须同时使用",
               "select=\"demanded\" goes with the demand of on, and only with it");
  rule.units = read_unit_path(select);
  rule.within = each.attribute("units");
  rule.where = each.attribute("where");
  rule.in = split_words(each.attribute("in"));
  rule.where_default = each.attribute("default");
  rule.item_attribute = each.attribute("item");
  rule.order = each.attribute("order");
  if (each.attribute("by").empty()) return;
  rule.by = desk.role(each, "by");
  if (rule.item_attribute.empty())
    desk.fault(each, "rules.missing-attribute", "item", "by 与 select 并用时须写 item，每个元素一项",
               "each with by needs item: one duty an element");
}

void read_part(RuleDesk& desk, const Node& node, Rule& rule) {
  RequiredPart part;
  part.name = desk.required(node, "name");
  part.kind = node.attribute("kind").empty() ? rule.owes : std::string{node.attribute("kind")};
  part.element = node.attribute("element");
  part.value = node.attribute("value");
  part.met_by_trigger = node.attribute("met-by") == "trigger";
  part.attachment = node.attribute("attachment");
  part.copies_list = node.attribute("copies");
  part.copies_classes = desk.classes(node, "copies-classes");
  part.list = node.attribute("list");
  if (const auto each = node.attribute("each"); !each.empty()) part.each = read_unit_path(each);
  if (const auto to = node.attribute("to"); !to.empty()) {
    part.filed_to = parse_unit_class(to);
    if (!part.filed_to)
      desk.fault(node, "rules.bad-value", "to", "请写单位名册中的类别", "give a class of the unit register");
  }
  if ((!part.list.empty() || !part.value.empty()) && part.element.empty())
    desk.fault(node, "rules.missing-attribute", "element", "写明 list 或 value 时须写 element",
               "list and value need element");
  if (part.each && rule.of_calendar())
    desk.fault(node, "rules.bad-value", "each", "按日历产生的事项没有触发文件，请用 list",
               "a calendar duty has no trigger: use list");
  rule.parts.push_back(std::move(part));
}

void read_stated(RuleDesk& desk, const Node& node, Rule& rule) {
  StatedFact stated;
  stated.kind = desk.required(node, "kind");
  stated.via = desk.required(node, "via");
  stated.units = read_unit_path(desk.required(node, "select"));
  stated.where = desk.required(node, "where");
  stated.fallback = node.attribute("default");
  stated.met = split_words(desk.required(node, "met"));
  stated.excused = split_words(node.attribute("excused"));
  if (!rule.on) desk.fault(node, "rules.bad-value", "kind", "stated 只用于 on", "stated goes with on only");
  rule.stated = std::move(stated);
}

void read_owed_to(RuleDesk& desk, const Node& who, Rule& rule) {
  const auto to = who.attribute("to");
  if (!to.starts_with("@")) {
    rule.to = desk.role(who, "to");
    return;
  }
  rule.to_attribute = to.substr(1);
  if (rule.item_attribute.empty())
    desk.fault(who, "rules.missing-attribute", "item", "to 取自元素属性时须写 item", "to from an attribute needs item");
}

}  // namespace

void read_who(RuleDesk& desk, Rule& rule) {
  const auto* each = desk.rule().child("each");
  const auto* one = desk.rule().child("one");
  if ((each == nullptr) == (one == nullptr))
    return desk.fault(desk.rule(), "rules.no-owing-unit", "each | one", "请写 each 或 one 之一",
                      "give either each or one");
  const auto& who = each ? *each : *one;
  rule.owes = desk.required(who, "owes");
  rule.via = who.attribute("via");
  rule.item_in = who.attribute("item-in");
  rule.counts_on = who.attribute("counts-on");
  rule.classes = desk.classes(who, "classes");
  rule.not_before_trigger = who.attribute("not-before") == "issued";
  if (rule.not_before_trigger && rule.counts_on.empty())
    desk.fault(who, "rules.missing-attribute", "counts-on", "not-before 须与 counts-on 并用",
               "not-before needs counts-on");
  if (!who.attribute("items").empty()) rule.items = read_unit_path(who.attribute("items"));
  for (const auto& word : split_words(who.attribute("also"))) rule.also.push_back(read_unit_path(word));
  if (each)
    read_selection(desk, who, rule);
  else
    rule.by = desk.role(who, "by");
  read_owed_to(desk, who, rule);
  for (const auto* part : who.select("part")) read_part(desk, *part, rule);
  if (const auto* stated = who.child("stated")) read_stated(desk, *stated, rule);
}

}  // namespace cundang::ledger
