// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/target_error.h"

namespace cundang::tools {

void rethrow_of_target(const Error& error, const Text& left) {
  const bool full = error.code() == ErrorCode::StorageFull;
  if (!full && error.code() != ErrorCode::StorageFailed) throw;  // with its cause
  auto told =
      full
          ? Error{ErrorCode::FileUnwritable, Text{"空间不足，" + left.zh, "no room; " + left.en},
                  Text{"请腾出空间，然后再次运行", "make room, and run it again"}}
          : Error{ErrorCode::FileUnwritable, Text{"写入失败，" + left.zh, "writing failed; " + left.en},
                  Text{"请检查路径、介质和权限，然后再次运行", "check path, medium and permissions, and run it again"}};
  for (const auto& [name, value] : error.facts()) told = std::move(told).with(name, value);
  throw told;
}

}  // namespace cundang::tools
