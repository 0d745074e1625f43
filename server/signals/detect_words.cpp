// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/signals/detect_words.h"

#include <algorithm>

#include "server/obligations/calendar.h"

namespace cundang::signals {

std::optional<Threshold> usable(const Known& known, std::string_view policy,
                                std::initializer_list<Threshold::Measure> measures) {
  auto threshold = known.thresholds.in_force(policy, known.day);
  if (threshold && std::find(measures.begin(), measures.end(), threshold->measure) == measures.end())
    return std::nullopt;
  return threshold;
}

Date window_begins(const Threshold& window, Date last) {
  return window.measure == Threshold::Measure::Months ? months_before(last, window.value)
                                                      : ledger::plus_days(last, -window.value);
}

std::vector<AccessionNumber> firsts_of(const std::vector<const Accident*>& accidents) {
  std::vector<AccessionNumber> numbers;
  numbers.reserve(accidents.size());
  for (const auto* accident : accidents) numbers.push_back(accident->first);
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

Text window_text(Date first, Date last) {
  return {"窗口 " + to_text(first) + " 至 " + to_text(last) + "（含首尾两日）",
          "window from " + to_text(first) + " to " + to_text(last) + ", both included"};
}

Text reached_text(const Text& what, std::int64_t found, std::int64_t needed) {
  const auto have = std::to_string(found), want = std::to_string(needed);
  return {what.zh + " " + have + " 起 ≥ " + want + " 起", what.en + ": " + have + " ≥ " + want};
}

std::vector<std::vector<const Accident*>> clusters(const Known& known, const std::vector<const Accident*>& accidents,
                                                   const Threshold& window, std::size_t count,
                                                   std::optional<AccessionNumber> holding) {
  std::vector<std::vector<const Accident*>> found;
  const auto held = std::find_if(accidents.begin(), accidents.end(),
                                 [&](const auto* accident) { return accident->first == holding; });
  if (holding && held == accidents.end()) return found;
  const auto oldest = window_begins(window, known.day);
  const auto begin_of = [&](Date day) {
    return std::partition_point(accidents.begin(), accidents.end(),
                                [&](const auto* accident) { return accident->known().occurred < day; });
  };
  // By day: the sets that hold an accident end with it or after it, and begin with it or before it.
  for (auto last = holding ? held : accidents.begin(); last != accidents.end(); ++last) {
    const auto ends = (*last)->known().occurred;
    if (ends < oldest) continue;  // long past: no ground today
    const auto first = begin_of(window_begins(window, ends));
    if (holding && held < first) break;
    if (static_cast<std::size_t>(last - first) + 1 >= count) found.emplace_back(first, std::next(last));
  }
  return found;
}

}  // namespace cundang::signals
