// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/backup.h"

#include <sys/stat.h>

#include <chrono>

#include "archive/packages/durable_file.h"
#include "schema/model/error.h"
#include "server/app/archive.h"
#include "server/app/backup_generation.h"
#include "server/app/backup_shelf.h"

namespace cundang::app {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t vkey_size_max = 1 << 10;

bool lies_in(const fs::path& inner, const fs::path& outer) {
  const auto relative = fs::weakly_canonical(inner).lexically_relative(fs::weakly_canonical(outer)).string();
  return !relative.empty() && !relative.starts_with("..");
}

void refuse_nesting(const DataLayout& layout, const fs::path& to) {
  if (lies_in(to, layout.root) || lies_in(layout.root, to))
    throw Error{
        ErrorCode::UsageError,
        Text{"备份目录与数据目录互相包含", "the folder of the backups and the data directory lie in one another"},
        Text{"请把备份放到另一块磁盘上", "put the backups on another disk"}}
        .with("to", to.string());
}

void refuse_another_archive(const DataLayout& layout, const fs::path& previous) {
  const auto vkey = [](const fs::path& root) {
    return packages::read_bounded(DataLayout{root}.log() / "vkey", vkey_size_max);
  };
  if (vkey(layout.root) != vkey(previous))
    throw Error{ErrorCode::UsageError,
                Text{"此目录存放另一个存档的备份", "the folder holds the backups of another archive"},
                Text{"请为每个存档各用一个备份目录", "use a folder of its own for each archive"}}
        .with("generation", previous.string());
}

bool on_one_disk(const fs::path& a, const fs::path& b) {
  struct stat first {
  }, second{};
  return ::stat(a.c_str(), &first) == 0 && ::stat(b.c_str(), &second) == 0 && first.st_dev == second.st_dev;
}

/// The new one stands already: what goes wrong with an old one is told, and no failure of the backup.
void remove_oldest(const BackupShelf& shelf, int keep, BackupReport& report) {
  auto all = shelf.generations();
  for (; static_cast<int>(all.size()) > keep; all.erase(all.begin())) {
    try {
      shelf.remove(all.front());
    } catch (const Error&) {
      report.findings.push_back(
          {"backup.not-removed",
           Severity::Warning,
           all.front(),
           0,
           {"旧备份未能删除", "the old backup could not be removed"},
           {"请检查备份介质和权限；下次运行会再试", "check the medium and the permissions; the next run tries again"}});
      return;
    }
    report.removed.push_back(all.front());
  }
}

Instant real_now() {
  using namespace std::chrono;
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

}  // namespace

BackupReport back_up(const DataLayout& layout, const fs::path& to, const BackupOptions& options) {
  const auto clock = Archive::clock_of(layout, {});  // refuses what is no archive
  refuse_nesting(layout, to);
  const BackupShelf shelf{to};
  const auto generations = shelf.generations();
  BackupReport report;
  report.same_disk = on_one_disk(layout.root, to);
  const auto made = real_now();
  const auto last = generations.empty() ? fs::path{} : shelf.path_of(generations.back());
  if (!last.empty()) refuse_another_archive(layout, last);
  if (!options.full) report.previous = last.filename().string();
  try {
    BackupGeneration generation{layout, shelf.unfinished(), last, options, report};
    generation.write();
    generation.check();
    if (has_fault(report.findings)) {
      packages::remove_tree(shelf.unfinished());
      return report;
    }
    generation.seal(made, clock->now());
    packages::sync_filesystem(to);
  } catch (...) {
    std::error_code ignored;  // the next run removes it as well; what went wrong first is what counts
    fs::remove_all(shelf.unfinished(), ignored);
    throw;
  }
  report.generation = shelf.finish(generation_name(made));
  if (options.keep > 0) remove_oldest(shelf, options.keep, report);
  return report;
}

}  // namespace cundang::app
