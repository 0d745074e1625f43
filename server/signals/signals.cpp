// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/signals/signals.h"

#include <algorithm>
#include <array>

#include "server/signals/detect.h"
#include "server/signals/fold.h"

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

Fold go_through(const std::vector<Entry>& entries, Date on, bool judging) {
  Fold fold{on, judging};
  for (const auto& entry : entries) fold.take(entry);
  return fold;
}

}  // namespace

void Signals::apply(const Entry& entry) {
  if (!matters(entry.record)) return;
  auto kept = entry;
  kept.record.body.clear();
  kept.record.attachments.clear();
  entries_.push_back(std::move(kept));
}

SignalReport Signals::report(Date on) const {
  auto fold = go_through(entries_, on, true);
  SignalReport report{on, fold.finish(), {}};
  report.missing_policies = missing_policies(fold.known());
  return report;
}

Text Signals::objection(const Entry& entry) const {
  auto fold = go_through(entries_, beijing_day(entry.received_at), true);
  return fold.objection(entry);
}

Known Signals::known(Date on) const {
  auto known = go_through(entries_, on, false).known();
  known.day = on;
  return known;
}

AccidentStatistics Signals::statistics(Date on) const { return accident_statistics(known(on)); }

}  // namespace cundang::signals
