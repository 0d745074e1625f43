// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>

#include "archive/verify/ocfl_validate.h"

namespace cundang::verify {

using Codes = std::set<std::string>;

/// The codes of all findings.
Codes codes_of(const OcflReport& report);
/// The findings, one a line, for a test that fails.
std::string told(const OcflReport& report);
/// Every code that a row of ocfl_object_test.cpp expects.
Codes codes_of_object_rows();

}  // namespace cundang::verify
