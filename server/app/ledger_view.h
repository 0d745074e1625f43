// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <shared_mutex>
#include <string>
#include <vector>

#include "server/app/entry_source.h"
#include "server/app/service.h"
#include "server/notices/reminder_day.h"
#include "server/obligations/ledger.h"
#include "server/obligations/obligation.h"

namespace cundang::app {

/// The ledger over the registry's entries: kept up to date for today, replayed for any earlier prefix. Thread-safe.
class LedgerView {
 public:
  explicit LedgerView(const EntrySource& entries);

  /// Applies what has been settled since. Called by the worker, and before a read.
  void catch_up();
  /// Obligations of a day, as docs/formats/rules.md computes them. Visibility is the caller's.
  /// @throws Error{BadRequest} where the knowledge asked for lies beyond the log.
  std::vector<ledger::Obligation> obligations(const ObligationQuery& query, Date today) const;
  std::vector<Unit> units() const;
  /// One duty as of a day, with today's knowledge.
  std::optional<ledger::Obligation> find(const ObligationId& id, Date on) const;
  /// One duty on the day, and with the knowledge, of the query. @throws as obligations().
  std::optional<ledger::Obligation> find(const ObligationId& id, const ObligationQuery& query, Date today) const;
  /// Duties a record made, and those it answers, on a day with today's knowledge.
  ledger::DutiesOfRecord duties_of(AccessionNumber record, Date on) const;
  /// Replies that name no duty, each with what it may answer, as known today.
  std::vector<ledger::Proposal> proposals(Date on) const;
  std::vector<ledger::LatePaper> late_papers() const;
  bool has_units() const;  ///< whether a unit register has been filed
  std::optional<Unit> unit(const UnitCode& code) const;
  /// The last leaf applied.
  LeafIndex through() const;
  notices::ReminderDay reminder_day(Date on) const;

 private:
  ledger::Ledger replayed(LeafIndex until) const;
  const EntrySource& entries_;
  mutable std::shared_mutex mutex_;
  ledger::Ledger live_;
  LeafIndex through_ = -1;  ///< last leaf applied to live_
};

}  // namespace cundang::app
