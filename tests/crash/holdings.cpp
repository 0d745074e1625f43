// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/crash/holdings.h"

#include <algorithm>

namespace cundang::crash {

void Holdings::keep(std::uint64_t document, Paper what, std::string json) {
  const std::lock_guard lock{mutex_};
  out_of_sight_.erase(document);
  const auto [at, fresh] = held_.try_emplace(document, Held{what, json, round_});
  if (!fresh && (at->second.what != what || at->second.json != json))
    complaints_.push_back("document " + std::to_string(document) + " was acknowledged twice, differently:\n  " +
                          at->second.json + "\n  " + json);
}

void Holdings::lose_sight(std::uint64_t document) {
  const std::lock_guard lock{mutex_};
  out_of_sight_.insert(document);
}

void Holdings::complain(std::string about) {
  const std::lock_guard lock{mutex_};
  complaints_.push_back(std::move(about));
}

std::vector<std::uint64_t> Holdings::out_of_sight() const {
  const std::lock_guard lock{mutex_};
  return {out_of_sight_.begin(), out_of_sight_.end()};
}

std::vector<std::uint64_t> Holdings::recent_and_some(std::size_t step) const {
  const std::lock_guard lock{mutex_};
  std::vector<std::uint64_t> wanted;
  std::size_t older = 0;
  for (const auto& [document, held] : held_)
    if (held.round == round_ || older++ % step == 0) wanted.push_back(document);
  return wanted;
}

std::vector<std::uint64_t> Holdings::all() const {
  const std::lock_guard lock{mutex_};
  std::vector<std::uint64_t> documents;
  for (const auto& [document, held] : held_) documents.push_back(document);
  return documents;
}

Holdings::Held Holdings::held(std::uint64_t document) const {
  const std::lock_guard lock{mutex_};
  return held_.at(document);
}

std::size_t Holdings::count(Paper what) const {
  const std::lock_guard lock{mutex_};
  return static_cast<std::size_t>(
      std::count_if(held_.begin(), held_.end(), [&](const auto& entry) { return entry.second.what == what; }));
}

}  // namespace cundang::crash
