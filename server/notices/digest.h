// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "server/notices/plan.h"

namespace cundang::notices {

/// 每日提醒: everything the recipient's unit has to do, by matter; nothing where it has nothing to do.
std::optional<Message> digest(const Situation& situation, const Recipient& recipient);
/// Names the one digest of that day.
std::string digest_key(Date day, const Recipient& recipient);

}  // namespace cundang::notices
