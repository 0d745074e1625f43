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
                                                   const Threshold& window, std::size_t count) {
  std::vector<std::vector<const Accident*>> found;
  for (std::size_t last = 0; last < accidents.size(); ++last) {
    const auto ends = accidents[last]->known().occurred;
    if (ends < window_begins(window, known.day)) continue;  // long past: no ground today
    const auto begins = window_begins(window, ends);
    std::vector<const Accident*> together;
    for (std::size_t i = 0; i <= last; ++i)
      if (accidents[i]->known().occurred >= begins) together.push_back(accidents[i]);
    if (together.size() >= count) found.push_back(std::move(together));
  }
  return found;
}

}  // namespace cundang::signals
