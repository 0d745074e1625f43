// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/data_directory.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <string>

#include "schema/model/error.h"

namespace cundang::app {

WriteLock::WriteLock(const DataLayout& layout) {
  if (!std::filesystem::exists(layout.registry()))
    throw Error{ErrorCode::DataDirectoryMissing}.with("data", layout.root.string());
  descriptor_ = ::open(layout.lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor_ < 0) throw Error{ErrorCode::FileUnreadable}.with("lock", layout.lock().string());
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    char holder[32] = {};
    const auto length = ::pread(descriptor_, holder, sizeof holder - 1, 0);
    ::close(descriptor_);
    throw Error{ErrorCode::DataDirectoryBusy}
        .with("data", layout.root.string())
        .with("process", length > 0 ? std::string{holder} : "?");
  }
  const auto self = std::to_string(::getpid());
  if (::ftruncate(descriptor_, 0) != 0 || ::pwrite(descriptor_, self.data(), self.size(), 0) < 0) {
    // The number only helps a person; the lock itself holds without it.
  }
}

WriteLock::~WriteLock() { ::close(descriptor_); }

}  // namespace cundang::app
