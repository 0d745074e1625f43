// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/obligations/ledger.h"

namespace cundang::notices {

/// What the packs in force say of a day of reminding.
struct ReminderDay {
  bool working = true;  ///< digests go out on working days only
  Date soon_until;      ///< last due day that counts as soon: 执行口径 提醒, else three working days
};

ReminderDay reminder_day(const ledger::Ledger& ledger, Date on);

}  // namespace cundang::notices
