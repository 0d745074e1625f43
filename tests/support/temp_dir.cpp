// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temp_dir.h"

#include <stdlib.h>

#include <cerrno>
#include <system_error>

namespace cundang::support {

TempDir::TempDir(std::filesystem::path parent) {
  if (parent.empty()) parent = std::filesystem::temp_directory_path();
  auto pattern = (parent / "cundang-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::system_error{errno, std::generic_category(), "mkdtemp " + pattern};
  path_ = pattern;
}

TempDir::~TempDir() {
  if (keep_) return;
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace cundang::support
