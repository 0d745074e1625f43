// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "archive/verify/archive_verify.h"
#include "archive/verify/log_verify.h"
#include "archive/verify/object_verify.h"

namespace cundang::verify {

/// Holds log and packages against each other: every explained leaf stands in the log, none twice, packages have their
/// leaves, numbers and counters are dense, days were closed with the right counts, checkpoints of proofs are of this
/// log. Adds counts, sizes and findings to `report`. `objects` in the order of their places.
void check_whole(const LogReport& log, const std::vector<ObjectReport>& objects, VerifyReport& report);

}  // namespace cundang::verify
