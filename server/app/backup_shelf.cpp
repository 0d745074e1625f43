// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/backup_shelf.h"

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

constexpr const char* unfinished_name = "unfinished";
constexpr const char* lock_name = "lock";

bool is_generation(const std::string& name) {
  constexpr std::string_view form = "00000000T000000.000Z";
  return name.size() == form.size() && std::equal(name.begin(), name.end(), form.begin(), [](char c, char f) {
           return f == '0' ? c >= '0' && c <= '9' : c == f;
         });
}

void refuse_strangers(const fs::path& folder) {
  for (const auto& each : fs::directory_iterator{folder}) {
    const auto name = each.path().filename().string();
    if (is_generation(name) || name == unfinished_name || name == lock_name || name == "lost+found") continue;
    throw Error{ErrorCode::UsageError, Text{"目录中有备份以外的内容", "the folder holds something other than backups"},
                Text{"请为备份另选一个空目录", "choose an empty folder for the backups"}}
        .with("file", each.path().string());
  }
}

}  // namespace

std::string generation_name(Instant made) {
  auto name = to_text(made);
  std::erase_if(name, [](char c) { return c == '-' || c == ':'; });
  return name;
}

BackupShelf::BackupShelf(fs::path folder) : folder_{std::move(folder)} {
  if (fs::exists(folder_) && !fs::is_directory(folder_))
    throw Error{ErrorCode::UsageError, Text{"备份目录不是目录", "the folder of the backups is no folder"},
                Text{"请为备份另选一个空目录", "choose an empty folder for the backups"}}
        .with("to", folder_.string());
  packages::make_directories_durably(folder_);
  refuse_strangers(folder_);
  descriptor_ = ::open((folder_ / lock_name).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor_ < 0) throw Error{ErrorCode::FileUnwritable}.with("file", (folder_ / lock_name).string());
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor_);
    throw Error{ErrorCode::DataDirectoryBusy, Text{"另一次备份正写入此目录", "another backup is being written there"},
                Text{"请等它结束", "wait until it has ended"}}
        .with("to", folder_.string());
  }
  packages::remove_tree(unfinished());
}

BackupShelf::~BackupShelf() { ::close(descriptor_); }

fs::path BackupShelf::unfinished() const { return folder_ / unfinished_name; }

std::vector<std::string> BackupShelf::generations() const {
  std::vector<std::string> names;
  for (const auto& each : fs::directory_iterator{folder_})
    if (is_generation(each.path().filename().string())) names.push_back(each.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

fs::path BackupShelf::finish(const std::string& name) const {
  packages::rename_file(unfinished(), path_of(name));
  packages::sync_directory(folder_);
  return path_of(name);
}

/// Under the name of an unfinished one first: half removed it must not be taken for a backup.
void BackupShelf::remove(const std::string& generation) const {
  packages::rename_file(path_of(generation), unfinished());
  packages::sync_directory(folder_);
  packages::remove_tree(unfinished());
}

}  // namespace cundang::app
