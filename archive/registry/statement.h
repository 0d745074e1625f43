// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Poco/Data/Session.h>
#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// Inside archive/registry only: statements on the SQLite handle of a Poco session (docs/adr/0004).
namespace cundang::registry {

/// One row of an answer; columns in the order of the SELECT. What is null reads as 0 and as an empty text.
class Row {
 public:
  using Column = std::variant<std::int64_t, std::string>;
  explicit Row(std::vector<Column> columns) : columns_(std::move(columns)) {}
  std::string text(std::size_t column) const;
  std::int64_t number(std::size_t column) const;

 private:
  std::vector<Column> columns_;
};

/// A statement compiled once and run many times with new values, bound in order to $1, $2 … Poco::Data compiles at
/// every execution; the SQL is portable all the same. Not thread-safe. @throws Poco's exceptions, see translated().
class Statement {
 public:
  Statement(Poco::Data::Session& session, std::string_view sql);

  template <class... Values>
  void run(const Values&... values) {
    each([] {}, values...);
  }
  /// Calls `take` for every row; text() and number() read its columns.
  template <class Take, class... Values>
  void each(const Take& take, const Values&... values) {
    const Reset reset{statement_.get()};
    int place = 0;
    (bind(++place, values), ...);
    while (step()) take();
  }

  std::string text(int column) const;
  std::int64_t number(int column) const { return sqlite3_column_int64(statement_.get(), column); }
  Row row() const;

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

  void bind(int place, std::int64_t value);
  void bind(int place, std::string_view value);
  bool step();  ///< whether there is another row
  void check(int outcome) const;

  sqlite3* handle_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// A reading connection that keeps what it has compiled.
class ReadSession {
 public:
  explicit ReadSession(Poco::Data::Session session) : session_{std::move(session)} {}

  template <class... Values>
  std::vector<Row> select(const std::string& sql, const Values&... values) {
    auto& statement = compiled(sql);
    std::vector<Row> rows;
    statement.each([&] { rows.push_back(statement.row()); }, values...);
    return rows;
  }
  Poco::Data::Session& session() { return session_; }

 private:
  Statement& compiled(const std::string& sql);

  Poco::Data::Session session_;
  std::map<std::string, Statement, std::less<>> compiled_;
};

}  // namespace cundang::registry
