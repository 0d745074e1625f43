// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "server/http/page.h"

namespace cundang::http {

/// What the board can be narrowed to by state: value, name, chosen. First what stands beside the states (逾期, 临期,
/// 待划转), then the states. `asked` is a code or a Chinese name.
std::vector<web::Data> board_states(const Call& call, std::string_view asked);

}  // namespace cundang::http
