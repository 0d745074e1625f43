// SPDX-License-Identifier: GPL-3.0-or-later
// cundang dump: every row of the registry that a rebuild restores, in canonical order.
#include <iostream>

#include "archive/registry/registry.h"
#include "tools/commands.h"
#include "tools/local_archive.h"

namespace cundang::tools {

int dump(const Common& options) {
  const app::DataLayout layout{options.data};
  if (!std::filesystem::exists(layout.registry()))
    throw Error{ErrorCode::DataDirectoryMissing}.with("data", options.data.string());
  const registry::Registry registry{layout.registry(), registry::Registry::Mode::ReadOnly};
  registry.dump([](const std::string& line) { std::cout << line << "\n"; });
  return 0;
}

}  // namespace cundang::tools
