// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "schema/model/error.h"

namespace cundang::ledger {

/// Where a duty stands on a day. Computed, never stored; overdue stands beside it (docs/formats/rules.md, States).
enum class State {
  AwaitingService,          ///< 待送达: nobody has proved that the owing unit holds the document
  AwaitingAcknowledgement,  ///< 待签收: it lies in the unit's inbox and waits for the unit's signature
  AwaitingInputs,           ///< 等待汇总: a fan-in some inputs of which are neither in nor overdue
  InProgress,               ///< 办理中
  Answered,                 ///< 已反馈待核实
  Returned,                 ///< 退办
  Verified,                 ///< 已核实
  Completed,                ///< 办结
  Closed,                   ///< 销号
  Waived,                   ///< 免报
  Withdrawn,                ///< 撤销
  Absent,  ///< 缺席: the minutes say so and a person has found it; not met, and nothing more can come
};

/// Every state, in the order above.
const std::vector<State>& all_states();
/// On screen: Chinese and English.
Text state_name(State state);
/// Stable name for JSON and command line, e.g. "awaiting-service".
std::string_view state_code(State state);
/// Accepts the code, the Chinese and the English name.
std::optional<State> parse_state(std::string_view text);
/// Nothing more is expected of the owing unit for good: completed, closed, waived, withdrawn or absent.
bool has_ended(State state);
/// The owing unit still owes an answer.
bool awaits_answer(State state);

}  // namespace cundang::ledger
