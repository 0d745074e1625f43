// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "server/obligations/obligation.h"

namespace cundang::notices {

/// Why a unit is reminded of a duty. The order is the order of a digest: most pressing first.
enum class Matter {
  Overdue,     ///< 已逾期: the unit owes it and is late
  Returned,    ///< 退办待重报
  DueSoon,     ///< 即将到期: by the 执行口径 提醒
  Unsigned,    ///< 待签收: it lies in the unit's inbox
  ToServe,     ///< 待送达: the unit has to serve it on one without an inbox
  ToDecide,    ///< 延期待决定: the unit has been asked for more time
  ToVerify,    ///< 待核实: an answer waits for the unit
  OwedToUnit,  ///< 应报本单位而逾期
};

/// Every matter, in that order.
const std::vector<Matter>& all_matters();
Text matter_name(Matter matter);

/// What `unit` is to be reminded of in this duty on the day it was computed for; nothing where it is not its turn.
/// @param on the day the duty was computed for. @param soon_until last due day that counts as soon.
std::optional<Matter> matter_for(const ledger::Obligation& duty, const UnitCode& unit, Date on, Date soon_until);

}  // namespace cundang::notices
