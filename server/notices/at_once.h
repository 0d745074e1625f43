// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "server/notices/plan.h"

namespace cundang::notices {

/// What a recipient's unit is told without waiting for the daily digest: a document that asks something of it (送达),
/// an answer returned (退办), an urging (催办). One message for each record, however many duties it touches.
std::vector<Message> at_once(const Situation& situation, const Recipient& recipient);

}  // namespace cundang::notices
