// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/registry/statement.h"

#include <Poco/Data/SQLite/SQLiteException.h>
#include <Poco/Data/SQLite/Utility.h>

namespace cundang::registry {
namespace {

constexpr std::size_t compiled_max = 64;  ///< texts differ by a LIMIT at most: seldom are there half as many

/// Whether there was no space, although SQLite calls it an I/O error: the index of the WAL could not grow. That index
/// is made anew from the WAL and the transaction is taken back, so nothing is unknown, whatever the reason was.
bool cannot_grow(sqlite3* handle) { return sqlite3_extended_errcode(handle) == SQLITE_IOERR_SHMSIZE; }

/// For whoever looks after the disk: SQLite's words and its extended code.
std::string cause_of(sqlite3* handle) {
  return std::string{sqlite3_errmsg(handle)} + " (code " + std::to_string(sqlite3_extended_errcode(handle)) + ")";
}

}  // namespace

std::string Row::text(std::size_t column) const {
  const auto& value = columns_[column];
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return std::to_string(std::get<std::int64_t>(value));
}

std::int64_t Row::number(std::size_t column) const {
  const auto* number = std::get_if<std::int64_t>(&columns_[column]);
  return number ? *number : 0;
}

Statement::Statement(Poco::Data::Session& session, std::string_view sql)
    : handle_{Poco::Data::SQLite::Utility::dbHandle(session)} {
  sqlite3_stmt* compiled = nullptr;
  check(sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &compiled,
                           nullptr));
  statement_.reset(compiled);
}

std::string Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));  // NOLINT
  return bytes ? std::string{bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))} : "";
}

Row Statement::row() const {
  std::vector<Row::Column> columns;
  const int count = sqlite3_column_count(statement_.get());
  columns.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    if (sqlite3_column_type(statement_.get(), i) == SQLITE_INTEGER)
      columns.emplace_back(number(i));
    else
      columns.emplace_back(text(i));
  }
  return Row{std::move(columns)};
}

void Statement::bind(int place, std::int64_t value) { check(sqlite3_bind_int64(statement_.get(), place, value)); }

void Statement::bind(int place, std::string_view value) {
  // Never null: an empty text is a text. The bytes outlive the run.
  check(sqlite3_bind_text64(statement_.get(), place, value.data() ? value.data() : "", value.size(), SQLITE_STATIC,
                            SQLITE_UTF8));
}

bool Statement::step() {
  const int outcome = sqlite3_step(statement_.get());
  if (outcome == SQLITE_ROW) return true;
  if (outcome != SQLITE_DONE) check(outcome);
  return false;
}

void Statement::check(int outcome) const {
  if (outcome == SQLITE_OK) return;
  namespace sqlite = Poco::Data::SQLite;
  if (cannot_grow(handle_)) throw sqlite::DatabaseFullException{cause_of(handle_)};
  if ((outcome & 0xff) == SQLITE_IOERR) throw sqlite::IOErrorException{cause_of(handle_)};
  sqlite::Utility::throwException(handle_, outcome);
}

Statement& ReadSession::compiled(const std::string& sql) {
  if (const auto found = compiled_.find(sql); found != compiled_.end()) return found->second;
  if (compiled_.size() >= compiled_max) compiled_.clear();
  return compiled_.try_emplace(sql, session_, sql).first->second;
}

}  // namespace cundang::registry
