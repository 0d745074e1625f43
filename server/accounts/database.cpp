// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "schema/model/error.h"

namespace cundang::accounts {

namespace {

constexpr std::string_view tables = R"(
CREATE TABLE IF NOT EXISTS person (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, enabled INTEGER NOT NULL DEFAULT 1, password TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS grants (
  person TEXT NOT NULL REFERENCES person(id), unit TEXT NOT NULL, role TEXT NOT NULL,
  PRIMARY KEY (person, unit, role)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS session (
  hash TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person(id), unit TEXT NOT NULL,
  opened INTEGER NOT NULL, seen INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS token (
  id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE, unit TEXT NOT NULL, person TEXT NOT NULL,
  label TEXT NOT NULL, created INTEGER NOT NULL, revoked INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS link (
  hash TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person(id), expires INTEGER NOT NULL,
  used INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS failure (
  subject TEXT NOT NULL, at INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS failure_subject ON failure (subject, at);
CREATE TABLE IF NOT EXISTS trail (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, person TEXT NOT NULL, act TEXT NOT NULL,
  subject TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS subscription (
  person TEXT NOT NULL REFERENCES person(id), unit TEXT NOT NULL, address TEXT NOT NULL,
  digest INTEGER NOT NULL, at_once INTEGER NOT NULL, PRIMARY KEY (person, unit)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS saved_view (
  id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL REFERENCES person(id), unit TEXT NOT NULL,
  name TEXT NOT NULL, query TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS feed (
  id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE, person TEXT NOT NULL REFERENCES person(id),
  unit TEXT NOT NULL, view INTEGER NOT NULL DEFAULT 0, created INTEGER NOT NULL, revoked INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS webhook (
  id INTEGER PRIMARY KEY AUTOINCREMENT, unit TEXT NOT NULL, url TEXT NOT NULL, secret TEXT NOT NULL,
  created INTEGER NOT NULL, since TEXT NOT NULL, enabled INTEGER NOT NULL DEFAULT 1,
  failing_since INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0, next_try INTEGER NOT NULL DEFAULT 0,
  trouble TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, channel TEXT NOT NULL, target TEXT NOT NULL,
  unit TEXT NOT NULL, event TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, about TEXT NOT NULL,
  created INTEGER NOT NULL, next_try INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL,
  answer TEXT NOT NULL DEFAULT '', sent_at INTEGER NOT NULL DEFAULT 0, batch TEXT NOT NULL DEFAULT '',
  record INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS outbox_waiting ON outbox (channel, next_try) WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS outbox_unfiled ON outbox (batch) WHERE record = 0 AND state <> 'waiting';
CREATE TABLE IF NOT EXISTS notice_mark (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
)";

[[noreturn]] void fail(sqlite3* handle, std::string_view doing) {
  const int code = handle ? sqlite3_errcode(handle) : SQLITE_NOMEM;
  const std::string detail = handle ? sqlite3_errmsg(handle) : "out of memory";
  const auto kind = code == SQLITE_FULL         ? ErrorCode::StorageFull
                    : code == SQLITE_IOERR      ? ErrorCode::StorageFailed
                    : code == SQLITE_BUSY       ? ErrorCode::Unavailable
                    : code == SQLITE_CONSTRAINT ? ErrorCode::BadRequest  // names a person who is not there
                                                : ErrorCode::RegistryUnreadable;
  throw Error{kind, detail}.with("accounts", std::string{doing});
}

void execute(sqlite3* handle, std::string_view sql) {
  if (sqlite3_exec(handle, std::string{sql}.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(handle, "execute");
}

// The file is made before SQLite does it, so that it is never readable by others, not for a moment.
void create_private(const std::filesystem::path& file) {
  const int fd = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0) throw Error{ErrorCode::StorageFailed, "accounts database cannot be made"}.with("file", file.string());
  ::close(fd);
}

}  // namespace

Database::Database(const std::filesystem::path& file) {
  create_private(file);
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(file.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) fail(handle, "open");
  sqlite3_busy_timeout(handle, 5000);
  execute(handle, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;");
  execute(handle, tables);
}

Database::~Database() = default;

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

int Database::run(std::string_view sql, const std::vector<Value>& values) {
  Rows rows{*this, sql, values};
  while (rows.next()) {
  }
  return sqlite3_changes(handle_.get());
}

Rows::Rows(Database& database, std::string_view sql, const std::vector<Database::Value>& values)
    : database_{database}, lock_{database.mutex_} {
  sqlite3_stmt* statement = nullptr;
  auto* handle = database.handle_.get();
  if (sqlite3_prepare_v2(handle, sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK)
    fail(handle, sql);
  statement_.reset(statement);
  int place = 0;
  for (const auto& value : values) {
    ++place;
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      sqlite3_bind_int64(statement, place, *number);
    } else {
      const auto text = std::get<std::string_view>(value);
      sqlite3_bind_text(statement, place, text.empty() ? "" : text.data(), static_cast<int>(text.size()),
                        SQLITE_TRANSIENT);
    }
  }
}

void Rows::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

bool Rows::next() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(database_.handle_.get(), "step");
  return false;
}

std::int64_t Rows::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string Rows::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  return bytes ? std::string{bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))}
               : std::string{};
}

bool Rows::null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }

Transaction::Transaction(Database& database) : database_{database}, lock_{database.mutex_} {
  execute(database_.handle_.get(), "BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (open_) sqlite3_exec(database_.handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  execute(database_.handle_.get(), "COMMIT");
  open_ = false;
}

}  // namespace cundang::accounts
