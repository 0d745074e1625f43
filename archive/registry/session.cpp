// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/registry/session.h"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/SQLiteException.h>

#include "schema/model/bytes.h"

namespace cundang::registry {
namespace {

std::string as_uri(const std::filesystem::path& file, bool read_only) {
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(file).string()) {
    if (c == '?' || c == '#' || c == '%') {
      uri += '%';
      uri += to_hex(std::string_view{&c, 1});
    } else {
      uri += c;
    }
  }
  return uri + (read_only ? "?mode=ro" : "?mode=rwc");
}

}  // namespace

Poco::Data::Session open_session(const std::filesystem::path& file, bool read_only) {
  return translated("open registry", [&] {
    static const bool registered = (Poco::Data::SQLite::Connector::registerConnector(), true);
    static_cast<void>(registered);
    Poco::Data::Session session{"SQLite", as_uri(file, read_only), 10};
    using Poco::Data::Keywords::now;
    session << "PRAGMA busy_timeout=10000", now;
    if (read_only) return session;
    session << "PRAGMA page_size=16384", now;
    session << "PRAGMA auto_vacuum=INCREMENTAL", now;  // before the first table, or it has no effect
    session << "PRAGMA journal_mode=WAL", now;
    session << "PRAGMA synchronous=FULL", now;  // the commit's fsync is what a receipt stands on
    // Pages; 128 MiB bound the WAL. Registry::write_back() copies them back before, so that a commit finds little left
    // to do.
    session << "PRAGMA wal_autocheckpoint=8192", now;
    session << "PRAGMA cache_size=-16000", now;  // KiB
    return session;
  });
}

void rethrow_as_error(const char* doing) {
  namespace sqlite = Poco::Data::SQLite;
  try {
    throw;
  } catch (const sqlite::DatabaseFullException& cause) {
    std::throw_with_nested(Error{ErrorCode::StorageFull, doing}.with("cause", cause.displayText()));
  } catch (const sqlite::IOErrorException& cause) {
    std::throw_with_nested(Error{ErrorCode::StorageFailed, doing}.with("cause", cause.displayText()));
  } catch (const Poco::Exception& cause) {
    std::throw_with_nested(Error{ErrorCode::RegistryUnreadable, doing}.with("cause", cause.displayText()));
  } catch (const std::exception& cause) {
    std::throw_with_nested(Error{ErrorCode::RegistryUnreadable, doing}.with("cause", cause.what()));
  }
}

}  // namespace cundang::registry
