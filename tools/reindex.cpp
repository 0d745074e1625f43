// SPDX-License-Identifier: GPL-3.0-or-later
// cundang reindex: throws the search index away and builds it again from the records.
#include <iostream>

#include "server/app/unfinished_mark.h"
#include "tools/commands.h"
#include "tools/local_archive.h"
#include "tools/progress.h"

namespace cundang::tools {

int reindex(const Common& options) {
  const app::DataLayout layout{options.data};
  {
    app::require_finished(layout);
    const app::WriteLock lock{layout};  // nobody may write while the index is taken away
    std::filesystem::remove_all(layout.index());
    std::filesystem::create_directories(layout.index());
  }
  const auto archive = open_to_write(options.data);
  {
    Progress progress{"索引 / index", archive->health().accepted};
    archive->drain([&](std::int64_t done, std::int64_t) { progress.step(done); });
  }
  std::cout << "检索库已重建：" << archive->health().indexed << " 件\n";
  return 0;
}

}  // namespace cundang::tools
