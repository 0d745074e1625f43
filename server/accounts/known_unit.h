// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "schema/model/unit.h"

namespace cundang::accounts {

/// Refuses a unit code that the register does not have: nobody is given a token or role for a slip of the pen, and a
/// list that is asked for one does not read as if nobody owed anything.
/// The cure names the units that come near: by a few letters of the code, or by name.
/// @param units the register as now known; while it is empty every well-formed code is taken.
/// @throws Error{BadRequest}
void require_known_unit(const std::vector<Unit>& units, std::string_view code);

}  // namespace cundang::accounts
