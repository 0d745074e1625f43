// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/unfinished_mark.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <string_view>

#include "archive/packages/durable_file.h"
#include "schema/model/error.h"

namespace cundang::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view words =
    "存档尚未建完；若建立已中断，请再次运行同一命令，将从头建起。\n"
    "This archive is not finished. Where its making was interrupted, run the same command again: it begins anew.\n";

/// Everything that is made between the mark and done(), and nothing else.
void remove_remains(const DataLayout& layout) {
  for (const auto& each : {layout.archive(), layout.keys(), layout.registry().parent_path(), layout.spool(),
                           layout.index(), layout.accounts().parent_path(), layout.settings(), layout.lock()})
    fs::remove_all(each);
}

}  // namespace

UnfinishedMark::UnfinishedMark(const DataLayout& layout) : layout_{layout} {
  const auto mark = layout.unfinished();
  const bool left = fs::exists(mark);
  if (!left && holds_anything(layout)) throw Error{ErrorCode::DataDirectoryExists}.with("data", layout.root.string());
  if (!left) {
    packages::make_directories_durably(layout.root);
    packages::write_durably(mark, words);
  }
  descriptor_ = ::open(mark.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) throw Error{ErrorCode::FileUnreadable}.with("file", mark.string());
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor_);
    throw Error{ErrorCode::DataDirectoryBusy}.with("data", layout.root.string());
  }
  if (!left) return;
  remove_remains(layout);
  if (holds_anything(layout)) throw Error{ErrorCode::DataDirectoryExists}.with("data", layout.root.string());
}

UnfinishedMark::~UnfinishedMark() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void UnfinishedMark::done() {
  packages::remove_file(layout_.unfinished());
  // From here on receipts may leave: a mark that came back after a power cut would have them thrown away.
  packages::sync_directory(layout_.root);
}

bool holds_anything(const DataLayout& layout) {
  if (!fs::exists(layout.root)) return false;
  const fs::directory_iterator entries{layout.root};
  return std::any_of(begin(entries), end(entries),
                     [&](const auto& entry) { return entry.path() != layout.unfinished(); });
}

void require_finished(const DataLayout& layout) {
  if (fs::exists(layout.unfinished()))
    throw Error{ErrorCode::DataDirectoryMissing,
                Text{"存档尚未建完，或建立时中断", "the archive is being made, or its making was interrupted"},
                Text{"请等建立完成；若已中断，请再次运行同一 init 或 rebuild 命令，将从头建起",
                     "wait until it is made; where that was interrupted run the same init or rebuild again, it begins "
                     "anew"}}
        .with("data", layout.root.string());
}

}  // namespace cundang::app
