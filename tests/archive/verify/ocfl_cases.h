// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>

namespace cundang::verify {

/// Every code that a row of ocfl_object_test.cpp expects.
std::set<std::string> codes_of_object_rows();

}  // namespace cundang::verify
