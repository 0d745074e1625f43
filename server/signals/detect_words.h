// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "server/signals/signal.h"

namespace cundang::signals {

/// The threshold in force on the day looked at, where it measures in one of these ways.
std::optional<Threshold> usable(const Known& known, std::string_view policy,
                                std::initializer_list<Threshold::Measure> measures);
/// First day of the window that ends on `last`.
Date window_begins(const Threshold& window, Date last);
std::vector<AccessionNumber> firsts_of(const std::vector<const Accident*>& accidents);
/// 窗口 2012-01-12 至 2012-07-12.
Text window_text(Date first, Date last);
/// 事故 3 起 ≥ 3 起.
Text reached_text(const Text& what, std::int64_t found, std::int64_t needed);

/// Accidents of one subject, by day, that lie together in a window ending with the last of them, at least `count`; one
/// such set for each accident that ends one, as long as the window reaches to the day looked at.
/// @param holding only sets that hold this accident, named by its first report; absent: every set. A set without it was
/// looked at before, or is part of one that was: nothing new can be said of it.
std::vector<std::vector<const Accident*>> clusters(const Known& known, const std::vector<const Accident*>& accidents,
                                                   const Threshold& window, std::size_t count,
                                                   std::optional<AccessionNumber> holding);

}  // namespace cundang::signals
