// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace cundang::registry {

/// The statements that make an empty registry of version 1, in order (docs/formats/registry.md).
const std::vector<std::string>& schema_statements();

}  // namespace cundang::registry
