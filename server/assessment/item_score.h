// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include "server/assessment/year_facts.h"

namespace cundang::assessment {

/// Scores one unit by one 考核办法, item after item. A duty is charged once (一事不二扣): a 通报批评 that names it
/// comes first, then the items in the pack's order.
class ItemScorer {
 public:
  ItemScorer(const YearFacts& facts, const ScoringPack& pack, const UnitCode& unit);
  /// In the order of the pack, then 履职提示 with the duties no item judges.
  std::vector<ItemScore> score();

 private:
  ItemScore score(const Indicator& indicator);
  void add_duties(ItemScore& item, const Indicator& indicator);
  void score_rate(ItemScore& item, const Indicator& indicator) const;
  void score_deduct(ItemScore& item, const Indicator& indicator);
  void score_criticism(ItemScore& item, const Indicator& indicator);
  ScoreLine criticism_line(const Criticism& criticism, const Authority& authority) const;
  void score_by_hand(ItemScore& item, const Indicator& indicator) const;
  void score_veto(ItemScore& item, const Indicator& indicator) const;
  void review_lines(ItemScore& item) const;
  void review_item(ItemScore& item) const;
  ItemScore prompts();

  const YearFacts& facts_;
  const ScoringPack& pack_;
  UnitCode unit_;
  const std::vector<ledger::Obligation>& duties_;
  std::set<std::string> charged_;            ///< duties that have cost something
  std::set<std::string> judged_;             ///< duties some item judges
  std::set<std::int64_t> findings_charged_;  ///< 认定 that have cost something
};

}  // namespace cundang::assessment
