// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "server/assessment/criticism.h"
#include "server/assessment/log_facts.h"
#include "server/assessment/pack_versions.h"
#include "server/assessment/scoring_pack.h"
#include "server/assessment/stages.h"
#include "server/obligations/ledger.h"
#include "server/signals/known.h"

namespace cundang::assessment {

/// Assessment year of a duty: the period reported on, else the year of the due date; none while it has no date.
std::optional<int> assessment_year(const ledger::Obligation& duty);

/// One pack of control quotas, by itself.
struct QuotaVersion {
  Date filed;
  signals::QuotaBook book;
};

/// Everything a card of one year is made of, gathered from the entries before the freeze.
struct YearFacts {
  int year = 0;
  Date on{}, counted_to{};
  ledger::Ledger ledger;
  CriticismBook criticisms;
  PackVersions versions;
  std::vector<ScoringPack> packs;  ///< of the archive, leaf order, examples left out
  /// Records that are paper of a unit, entered by the desk: number → unit, in leaf order.
  std::map<std::int64_t, UnitCode> paper_of;
  /// 顺延 and clock rulings: outages the scorer must look at.
  std::vector<std::pair<AccessionNumber, Instant>> outages;
  std::map<UnitCode, std::vector<ledger::Obligation>> duties;  ///< of the year, as of counted_to
  std::map<std::int64_t, bool> discharging;                    ///< records that answer some duty
  signals::Known known;                                        ///< accidents as known, and whose sector is whose
  std::vector<QuotaVersion> quotas;                            ///< of office and bureau, leaf order
  const StageBook* stages = nullptr;                           ///< of a frozen year as they were at the freeze
  LogFacts log;
  /// Places in `log` of what concerns a unit: what it filed, what was filed for it or is its paper, what was refused.
  struct UnitLog {
    std::vector<std::size_t> filed, refused;
  };
  std::map<UnitCode, UnitLog> log_of;

  /// Fills `log_of` from `log` and `paper_of`: once for all duties, which may be many.
  void index_log();
  const ledger::Calendar& calendar() const { return stages->packs().calendar; }
};

}  // namespace cundang::assessment
