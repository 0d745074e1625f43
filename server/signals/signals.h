// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "schema/model/entry.h"
#include "server/signals/fold.h"
#include "server/signals/signal.h"
#include "server/signals/statistics.h"

namespace cundang::signals {

/// Everything suggested as of one day.
struct SignalReport {
  Date on;
  std::vector<Signal> signals;                ///< latest first, then by trigger and id
  std::vector<std::string> missing_policies;  ///< what nobody has fixed, so nothing is judged by it
};

/// 预警: a pure function of the entries applied and a date. The caller cuts the prefix of the log. Entries that do not
/// matter are passed over. A day that ends the entries is answered from what each entry has left; an earlier day goes
/// through them anew. Not thread-safe while apply() runs; const calls may run side by side.
class Signals {
 public:
  /// What it is asked for: facts alone need no judging.
  enum class Purpose { Suggestions, Facts };
  explicit Signals(Purpose purpose = Purpose::Suggestions);
  /// Takes the next entry; leaves ascend.
  void apply(const Entry& entry);
  /// As of 24:00 of `on`: what was suggested as each record became known, what became of it, what has changed since.
  /// Entries received later than `on` are later knowledge of what happened by then; decisions taken later are left out.
  SignalReport report(Date on) const;
  /// Why a 预警处理 filed now as the next entry could have no effect, whoever decides first: empty for all else.
  Text objection(const Entry& entry) const;
  /// Accidents of the year of `on`, up to `on`, against the same days of the year before.
  AccidentStatistics statistics(Date on) const;
  /// What is known on `on`.
  Known known(Date on) const;

 private:
  Fold as_of(Date on) const;

  Purpose purpose_;
  std::vector<Entry> entries_;  ///< those that matter, without bodies
  Fold live_;                   ///< has taken them all, each on its own day
  Date last_day_{};             ///< latest day of receipt among them
};

}  // namespace cundang::signals
