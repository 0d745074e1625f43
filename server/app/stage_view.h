// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>

#include "schema/model/agent.h"
#include "schema/model/finding.h"
#include "server/app/entry_source.h"
#include "server/assessment/stages.h"

namespace cundang::app {

/// The stages of the annual assessments, kept up to date. Thread-safe.
class StageView {
 public:
  explicit StageView(const EntrySource& entries) : entries_{entries} {}
  /// Why a step of the assessment would have no effect if it were filed now, or must not be filed by this actor; empty
  /// for every other kind. What was filed a moment ago may not be known yet: what applies the calculation decides.
  /// Only a fault refuses it; what comes too early, or is a late appeal, is warned of.
  Findings check(const Record& record, const Actor& actor, Instant at) const;
  /// The same for a click on a page, which shows what is there: what comes too early is a fault too.
  Findings check_click(const Record& record, const Actor& actor, Instant at) const;

 private:
  Findings check(const Record& record, const Actor& actor, Instant at, bool clicked) const;
  const EntrySource& entries_;
  mutable std::mutex mutex_;
  mutable assessment::StageBook book_;
  mutable LeafIndex through_ = -1;
};

}  // namespace cundang::app
