// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts/snapshot.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <memory>
#include <string>

#include "schema/model/error.h"

namespace cundang::accounts {
namespace {

constexpr int busy_ms = 10'000;

using Handle = std::unique_ptr<sqlite3, int (*)(sqlite3*)>;
using Statement = std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)>;

[[noreturn]] void fail(sqlite3* handle, const std::filesystem::path& file) {
  const int code = handle ? sqlite3_errcode(handle) : SQLITE_NOMEM;
  const auto kind = code == SQLITE_FULL    ? ErrorCode::StorageFull
                    : code == SQLITE_IOERR ? ErrorCode::StorageFailed
                                           : ErrorCode::RegistryUnreadable;
  throw Error{kind, handle ? sqlite3_errmsg(handle) : "out of memory"}.with("file", file.string());
}

// Made before SQLite does it, so that it is never readable by others; VACUUM INTO takes an empty file.
void create_private(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0) throw Error{ErrorCode::StorageFailed, "cannot be made"}.with("file", file.string());
  ::close(descriptor);
}

}  // namespace

void copy_accounts(const std::filesystem::path& file, const std::filesystem::path& copy) {
  create_private(copy);
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
  const Handle handle{opened, &sqlite3_close_v2};
  if (code != SQLITE_OK) fail(opened, file);
  sqlite3_busy_timeout(opened, busy_ms);
  sqlite3_stmt* prepared = nullptr;
  if (sqlite3_prepare_v2(opened, "VACUUM INTO ?", -1, &prepared, nullptr) != SQLITE_OK) fail(opened, file);
  const Statement statement{prepared, &sqlite3_finalize};
  const auto target = copy.string();
  sqlite3_bind_text(prepared, 1, target.c_str(), -1, SQLITE_TRANSIENT);
  if (sqlite3_step(prepared) != SQLITE_DONE) fail(opened, file);
}

}  // namespace cundang::accounts
