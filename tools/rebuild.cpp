// SPDX-License-Identifier: GPL-3.0-or-later
// cundang rebuild: registry and index again, from packages and log alone.
#include "server/app/rebuild.h"

#include <iostream>

#include "schema/model/json.h"
#include "tools/commands.h"
#include "tools/progress.h"

namespace cundang::tools {

int rebuild(const RebuildOptions& options) {
  Progress progress{"重建 / rebuild", 0};
  const auto report = app::rebuild(options.from, options.data, [&](std::int64_t done) { progress.step(done); });
  if (options.json) {
    std::cout << JsonWriter{}
                     .open_object()
                     .member("records", report.records)
                     .member("tree_size", report.tree_size)
                     .member("explained", report.explained)
                     .close_object()
                     .text()
              << "\n";
  } else {
    std::cout << "重建 " << report.records << " 件；日志 " << report.tree_size << " 条，其中 " << report.explained
              << " 条有存档信息包为凭\n";
    for (const auto& finding : report.findings)
      std::cout << "  " << finding.place << "：" << finding.reason.zh << "。" << finding.cure.zh << "\n";
    std::cout << "补入 keys/ 之前只读。\n";
  }
  return report.findings.empty() ? 0 : error_info(ErrorCode::VerificationFailed).exit_status;
}

}  // namespace cundang::tools
