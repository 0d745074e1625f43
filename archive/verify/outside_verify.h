// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "archive/verify/log_verify.h"

namespace cundang::verify {

/// outside/DAY/checkpoint, outside/DAY/NAME.tsr, outside/DAY/NAME.cosigned (docs/formats/log.md).
bool is_outside_path(std::string_view path);

/// Holds what left the house against the leaves and the time stamps against what they stamp. `paths` below log/.
void check_outside(const std::filesystem::path& log, const std::vector<std::string>& paths, LogReport& report);

}  // namespace cundang::verify
