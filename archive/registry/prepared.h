// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Data/Session.h>
#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

// Inside archive/registry only: the writer's statements (docs/adr/0004).
namespace cundang::registry {

/// A statement compiled once and run many times with new values. Poco::Data compiles at every execution, so the
/// writer's statements stand on the session's own handle; their SQL is portable like all of it.
template <class... Values>
class Prepared {
 public:
  Prepared(Poco::Data::Session& session, std::string_view sql)
      : handle_{Poco::Data::SQLite::Utility::dbHandle(session)} {
    sqlite3_stmt* compiled = nullptr;
    check(sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &compiled,
                             nullptr));
    statement_.reset(compiled);
  }

  void run(const Values&... values) {
    each([] {}, values...);
  }
  /// Calls `take` for every row; text() and number() read its columns.
  template <class Take>
  void each(const Take& take, const Values&... values) {
    const Reset reset{statement_.get()};
    int place = 0;
    (bind(++place, values), ...);
    int outcome = SQLITE_ROW;
    while ((outcome = sqlite3_step(statement_.get())) == SQLITE_ROW) take();
    if (outcome != SQLITE_DONE) check(outcome);
  }

  std::string text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));  // NOLINT
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
  }
  std::int64_t number(int column) const { return sqlite3_column_int64(statement_.get(), column); }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  /// Ready for the next run, whatever became of this one, and without pointers to its values.
  struct Reset {
    explicit Reset(sqlite3_stmt* statement_) : statement{statement_} {}
    Reset(const Reset&) = delete;
    Reset& operator=(const Reset&) = delete;
    ~Reset() {
      sqlite3_reset(statement);
      sqlite3_clear_bindings(statement);
    }
    sqlite3_stmt* statement;
  };

  void bind(int place, std::int64_t value) { check(sqlite3_bind_int64(statement_.get(), place, value)); }
  void bind(int place, std::string_view value) {
    // Never null: an empty text is a text.
    check(sqlite3_bind_text64(statement_.get(), place, value.data() ? value.data() : "", value.size(), SQLITE_STATIC,
                              SQLITE_UTF8));
  }
  void check(int outcome) const {
    if (outcome != SQLITE_OK) Poco::Data::SQLite::Utility::throwException(handle_, outcome);
  }

  sqlite3* handle_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

}  // namespace cundang::registry
