// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <optional>

#include "schema/model/agent.h"
#include "schema/model/finding.h"
#include "server/app/entry_source.h"
#include "server/signals/signals.h"

namespace cundang::app {

/// The suggestions from everything filed, kept up to date. Thread-safe, one reader at a time.
class SignalView {
 public:
  explicit SignalView(const EntrySource& entries) : entries_{entries} {}
  signals::SignalReport report(Date on) const;
  signals::Known known(Date on) const;
  /// Why a 预警处理 would have no effect if it were filed now, whoever else decides meanwhile; empty for every other
  /// kind. What only the order of the log can tell, the suggestions themselves decide.
  Findings check(const Record& record, const Actor& actor, Instant at) const;

 private:
  void catch_up() const;

  const EntrySource& entries_;
  mutable std::mutex mutex_;
  mutable signals::Signals live_;
  mutable LeafIndex through_ = -1;                       ///< last leaf applied to live_
  mutable LeafIndex reported_ = -1;                      ///< leaf up to which latest_ looks
  mutable std::optional<signals::SignalReport> latest_;  ///< the report asked for last
};

}  // namespace cundang::app
