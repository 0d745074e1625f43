// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/model/finding.h"
#include "schema/model/node.h"
#include "server/assessment/result.h"

namespace cundang::assessment {

/// What a 一票否决 may be drawn from without a person's hand.
enum class VetoGround {
  DeathsOverQuota,  ///< 死亡人数超过控制指标
  MajorAccident,    ///< 重大以上事故
  Concealment,      ///< 认定瞒报
};

/// One indicator of a 考核办法 (docs/formats/assessment.md, Scoring pack).
struct Indicator {
  std::string id, name, clause;
  Method method = Method::ByHand;
  Points points;                         ///< 单项分值
  std::vector<std::string> rows, rules;  ///< whose duties it judges
  Points each;                           ///< criticism: lost each time
  Points late, missing;                  ///< deduct: lost a day late, lost for one not seen
  std::optional<Points> each_max;        ///< deduct: the most one duty can cost
  bool late_in_working_days = true;
  std::int64_t late_credit = 0;     ///< rate: thousandths of a duty answered late
  std::vector<VetoGround> grounds;  ///< veto: what the clause names
  std::optional<Date> from;         ///< clause in force from, where another day than the pack's

  bool judges(const ledger::Obligation& duty) const;
};

struct ScoringPack {
  int year = 0;
  UnitClass unit_class = UnitClass::District;
  bool example = false;
  Authority authority;
  std::vector<Indicator> indicators;
  std::vector<Band> bands;                ///< highest first
  std::optional<AccessionNumber> record;  ///< absent: not from the archive
  /// Sum of the items that make the full score: without bonus and veto.
  Points full() const;
  Authority authority_of(const Indicator& indicator) const;
};

/// Reads a scoring-pack element. @returns nothing where scoring_check() finds a fault.
std::optional<ScoringPack> read_scoring_pack(const Node& content);
/// What is wrong with a scoring-pack beyond its schema, each with line, reason and cure (codes scoring.*). Empty for
/// any other kind.
Findings scoring_check(const Node& content);

}  // namespace cundang::assessment
