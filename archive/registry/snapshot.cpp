// SPDX-License-Identifier: GPL-3.0-or-later
// VACUUM INTO and not the backup API: it reads one snapshot, however much is committed meanwhile, where the API begins
// anew after each foreign commit and on a busy archive never ends.
#include "archive/registry/snapshot.h"

#include "archive/registry/session.h"

namespace cundang::registry {

void copy_database(const std::filesystem::path& file, const std::filesystem::path& copy) {
  using namespace Poco::Data::Keywords;  // NOLINT: into, now, useRef
  translated("copy the database", [&] {
    auto session = open_session(file, true);
    auto target = copy.string();
    session << "VACUUM INTO ?", use(target), now;
    std::filesystem::permissions(copy, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  });
  std::string found;
  translated("check the copy of the database", [&] {
    auto session = open_session(copy, true);
    session << "PRAGMA quick_check(1)", into(found), now;
  });
  if (found != "ok") throw Error{ErrorCode::RegistryUnreadable, found}.with("file", copy.string());
}

}  // namespace cundang::registry
