// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/assessment/result.h"
#include "tools/commands.h"

namespace cundang::tools {

/// The year, or the card of --unit, as a file (docs/formats/papers.md). Returns the exit status.
/// @throws Error{UsageError} for a format that is none, or a letter without its unit.
int write_assessment(const AssessOptions& options, const assessment::YearResult& result);

}  // namespace cundang::tools
