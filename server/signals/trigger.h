// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "schema/model/error.h"

namespace cundang::signals {

/// What a suggestion leads to, and what a person may decide.
enum class Action { Talk, Letter, Inspection, Dismissed };
std::string_view action_code(Action action);  ///< talk letter inspection dismissed
std::optional<Action> parse_action(std::string_view code);
Text action_name(Action action);  ///< 已转约谈 …

/// 触发情形: T1 约谈, T2 函告, T3 督查 of the founding document.
enum class Trigger {
  T1Consecutive,
  T1Repeated,
  T1HiddenDanger,
  T2Frequent,
  T2Increase,
  T2Quota,
  T2HiddenDanger,
  T3Deployment,
  T3Holiday,
  T3Frequent,
  T3Other,
};

/// One row of the table of triggers. Views of static storage.
struct TriggerInfo {
  Trigger trigger;
  std::string_view code;    ///< T1-consecutive
  std::string_view clause;  ///< 三(三)
  std::string_view zh, en;
  Action action;           ///< the paper it suggests
  std::string_view paper;  ///< kind of that paper: talk-notice
  std::string_view words;  ///< the words of the founding document it rests on
};
const std::vector<TriggerInfo>& all_triggers();
const TriggerInfo& trigger_info(Trigger trigger);
const TriggerInfo* find_trigger(std::string_view code);

}  // namespace cundang::signals
