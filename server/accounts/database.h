// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace cundang::accounts {

/// accounts.sqlite: what cannot be rebuilt from the archive (persons, passwords, sessions, tokens). Mode 0600.
/// Thread-safe: one connection behind one lock.
class Database {
 public:
  /// Opens or creates, and brings the tables up to date. @throws Error{RegistryUnreadable | StorageFailed}
  explicit Database(const std::filesystem::path& file);
  Database(const Database&) = delete;
  ~Database();

  using Value = std::variant<std::int64_t, std::string_view>;
  /// Runs one statement. @returns the number of rows it changed.
  int run(std::string_view sql, const std::vector<Value>& values = {});

 private:
  friend class Rows;
  friend class Transaction;
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  std::recursive_mutex mutex_;
  std::unique_ptr<sqlite3, Close> handle_;
};

/// The rows of one query; holds the database's lock while it lives.
class Rows {
 public:
  Rows(Database& database, std::string_view sql, const std::vector<Database::Value>& values = {});
  bool next();
  std::int64_t integer(int column) const;
  std::string text(int column) const;
  bool null(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  Database& database_;
  std::unique_lock<std::recursive_mutex> lock_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// All or nothing; rolls back when left without commit(). Holds the database's lock while it lives.
class Transaction {
 public:
  explicit Transaction(Database& database);
  Transaction(const Transaction&) = delete;
  ~Transaction();
  void commit();

 private:
  Database& database_;
  std::unique_lock<std::recursive_mutex> lock_;
  bool open_ = true;
};

}  // namespace cundang::accounts
