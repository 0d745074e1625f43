// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/obligations/duty_due.h"
#include "server/obligations/obligation.h"

namespace cundang::ledger {

/// A duty as it stands at 24:00 of `on`.
Obligation view(const Duty& duty, Date on, const DueReckoner& reckoner, const UnitRegister& units);

}  // namespace cundang::ledger
