// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "schema/model/entry.h"
#include "server/assessment/log_facts.h"
#include "server/assessment/result.h"
#include "server/assessment/what_if.h"

namespace cundang::assessment {

/// Gives every entry of a log prefix in leaf order; may be called more than once and gives the same each time.
using Replay = std::function<void(const std::function<void(const Entry&)>& take)>;

struct Question {
  int year = 0;
  Date on{};       ///< as of 24:00 of this day
  WhatIf what_if;  ///< empty for the real thing
};

/// 年度考核: who has how many points and why. A pure function of the entries, the log's facts over the same prefix, and
/// the question: the same in, the same out on any machine. Once the year is frozen, later entries move nothing.
YearResult assess(const Replay& replay, const LogFacts& log, const Question& question);

}  // namespace cundang::assessment
