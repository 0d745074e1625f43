// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/assessment/assessment_story.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace cundang::assessment {

using ledger::day;
using ledger::node;
using ledger::text;

Record scoring_pack(const std::string& unit_class, std::vector<Attributes> indicators, const std::string& in_force) {
  std::vector<Node> children{
      node("validity", {{"from", "2012-01-01"}}), text("approved-by", "市安委会"), text("basis", "假定"),
      node("authority", {{"issuer", "市安委会"}, {"doc-no", "铭安委〔2011〕9号"}, {"in-force", in_force}})};
  for (auto& indicator : indicators) children.push_back(node("indicator", std::move(indicator)));
  for (const auto& [name, from] : Attributes{{"优秀", "90"}, {"良好", "80"}, {"合格", "60"}, {"不合格", "0"}})
    children.push_back(node("band", {{"name", name}, {"from", from}}));
  return ledger::record("AWB", node("scoring-pack", {{"year", "2012"}, {"class", unit_class}}, std::move(children)));
}

Attributes reports_item(const std::string& id) {
  return {{"id", id},        {"name", id},  {"clause", "第七条"},     {"method", "deduct"}, {"points", "10"},
          {"rows", "5a 5b"}, {"late", "1"}, {"late-days", "working"}, {"missing", "5"},     {"each-max", "5"}};
}
Attributes criticism_item() {
  return {{"id", "通报批评"},      {"name", "通报批评"}, {"clause", "第九条"},
          {"method", "criticism"}, {"points", "10"},     {"each", "2"}};
}
Attributes hand_item(const std::string& id, const std::string& method, const std::string& points) {
  return {{"id", id}, {"name", id}, {"clause", "第十条"}, {"method", method}, {"points", points}};
}

Node item(Attributes attributes, std::vector<Node> children) {
  return node("item", std::move(attributes), std::move(children));
}

Record step(const std::string& unit, const std::string& kind, const std::string& about, std::vector<Node> items,
            const std::string& answers) {
  std::vector<Node> children{text("year", "2012")};
  if (!about.empty()) children.push_back(node("unit", {{"code", about}}));
  if (!answers.empty()) children.push_back(node("about", {{"id", answers}}));
  if (!items.empty()) children.push_back(node("items", {}, std::move(items)));
  children.push_back(text("statement", "说明"));
  return ledger::record(unit, node(kind, {}, std::move(children)));
}

YearStory::YearStory(bool with_policies) {
  static const auto packs = [] {
    std::vector<Record> read;
    for (const auto& path : ledger::pack_paths())
      if (path.find("scoring") == std::string::npos) read.push_back(ledger::read_record(path));
    return read;
  }();
  for (const auto& pack : packs)
    if (with_policies || pack.kind != "policy-pack") file("2012-06-01 08:00", pack);
}

AccessionNumber YearStory::file(const std::string& when, Record record, const std::string& person) {
  const auto instant = parse_instant(when.substr(0, 10) + "T" + when.substr(11) + ":00+08:00").value();
  const AccessionNumber number{static_cast<std::int64_t>(entries_.size()) + 1};
  entries_.push_back({next_leaf_++, number, instant, record.submitter.code, {person}, std::move(record)});
  return number;
}

void YearStory::refuse(const std::string& when, const std::string& unit) {
  const auto instant = parse_instant(when.substr(0, 10) + "T" + when.substr(11) + ":00+08:00").value();
  const auto counter =
      1 + std::count_if(refused_.begin(), refused_.end(), [&](const auto& each) { return each.unit.text == unit; });
  refused_.push_back({next_leaf_++, {unit}, counter, instant, std::string(64, 'a')});
}

LogFacts YearStory::facts(const std::string& on) const {
  LogFacts facts;
  facts.refused = refused_;
  std::map<UnitCode, std::int64_t> counters;
  for (const auto& entry : entries_) {
    const auto& behalf = entry.record.on_behalf_of;
    facts.filed.push_back({entry.leaf, entry.number, entry.unit, ++counters[entry.unit], entry.received_at,
                           entry.record.kind, behalf ? behalf->code : UnitCode{}, false});
  }
  facts.size = next_leaf_ + 1;  // the last day-close stands behind the last statement
  for (auto closed = day("2012-06-01"); closed < day(on); closed = next_day(closed)) {
    LogFacts::DayClose close;
    close.day = closed;
    const auto end = end_of_beijing_day(closed);
    for (const auto& each : facts.filed)
      if (each.received < end) close.leaf = each.leaf + 1, ++close.counters[each.unit].accepted;
    for (const auto& each : facts.refused)
      if (each.received < end) close.leaf = std::max(close.leaf, each.leaf + 1), ++close.counters[each.unit].refused;
    close.checkpoint = close.leaf + 1;
    if (!hidden_.empty()) ++close.counters[{hidden_}].accepted;
    facts.day_closes.push_back(std::move(close));
  }
  return facts;
}

YearResult YearStory::assess(const std::string& on, const WhatIf& what_if) const {
  const auto replay = [this](const std::function<void(const Entry&)>& take) {
    for (const auto& entry : entries_) take(entry);
  };
  return assessment::assess(replay, facts(on), {2012, day(on), what_if});
}

Scorecard YearStory::card(const std::string& unit, const std::string& on, const WhatIf& what_if) const {
  for (auto& table : assess(on, what_if).classes)
    for (auto& card : table.cards)
      if (card.unit.text == unit) return card;
  ADD_FAILURE() << "no card of " << unit;
  return {};
}

ledger::Obligation YearStory::duty(const std::string& rule, const std::string& unit, const std::string& on) const {
  ledger::Ledger ledger;
  for (const auto& entry : entries_) ledger.apply(entry);
  for (auto& each : ledger.obligations(day(on)))
    if (each.rule == rule && each.owing.text == unit) return each;
  ADD_FAILURE() << "no duty " << rule << " of " << unit;
  return {};
}

const ItemScore& item_of(const Scorecard& card, const std::string& item) {
  static const ItemScore none;
  for (const auto& each : card.items)
    if (each.id == item) return each;
  ADD_FAILURE() << "no item " << item;
  return none;
}

ScoreLine line(const Scorecard& card, const std::string& item, const std::string& rule) {
  for (const auto& each : item_of(card, item).lines)
    if (rule.empty() || (each.duty && each.duty->rule == rule)) return each;
  ADD_FAILURE() << "no line " << rule << " under " << item;
  return {};
}

}  // namespace cundang::assessment
