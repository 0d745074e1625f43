// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/signals/signals.h"

#include <algorithm>
#include <array>

#include "server/signals/detect.h"

namespace cundang::signals {
namespace {

bool matters(const Record& record) {
  static constexpr std::array<std::string_view, 13> kinds{"accident",
                                                          "hidden-danger",
                                                          "correction",
                                                          "signal-decision",
                                                          "unit-register",
                                                          "policy-pack",
                                                          "quotas",
                                                          "list",
                                                          "special-periods",
                                                          "talk-notice",
                                                          "advisory-letter",
                                                          "inspection-notice",
                                                          "special-period-notice"};
  return std::find(kinds.begin(), kinds.end(), record.kind) != kinds.end() || record.series == "上级部署" ||
         record.series == "督查建议";
}

/// Later than whatever is filed.
constexpr Date no_day_after{std::chrono::year{9999}, std::chrono::December, std::chrono::day{31}};

}  // namespace

Signals::Signals(Purpose purpose) : purpose_{purpose}, live_{no_day_after, purpose == Purpose::Suggestions} {}

void Signals::apply(const Entry& entry) {
  if (!matters(entry.record)) return;
  auto kept = entry;
  kept.record.body.clear();
  kept.record.attachments.clear();
  const auto received = beijing_day(kept.received_at);
  last_day_ = last_day_.ok() ? std::max(last_day_, received) : received;
  live_.take(kept);
  entries_.push_back(std::move(kept));
}

/// Later knowledge of an earlier day changes what was known on it, entry by entry: only then all is gone through again.
Fold Signals::as_of(Date on) const {
  if (!last_day_.ok() || last_day_ <= on) {
    auto fold = live_;
    fold.end_on(on);
    return fold;
  }
  Fold fold{on, purpose_ == Purpose::Suggestions};
  for (const auto& entry : entries_) fold.take(entry);
  return fold;
}

SignalReport Signals::report(Date on) const {
  auto fold = as_of(on);
  SignalReport report{on, fold.finish(), {}};
  report.missing_policies = missing_policies(fold.known());
  return report;
}

Text Signals::objection(const Entry& entry) const { return as_of(beijing_day(entry.received_at)).objection(entry); }

Known Signals::known(Date on) const {
  auto known = as_of(on).known();
  known.day = on;
  return known;
}

AccidentStatistics Signals::statistics(Date on) const { return accident_statistics(known(on)); }

}  // namespace cundang::signals
