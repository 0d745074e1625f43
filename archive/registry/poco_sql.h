// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Poco/Data/RecordSet.h>
#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>

#include <string>
#include <utility>
#include <vector>

// Inside archive/registry only: the one place that speaks Poco::Data.
namespace cundang::registry {

/// One row of an answer; columns in the order of the SELECT.
class Row {
 public:
  explicit Row(std::vector<Poco::Dynamic::Var> columns) : columns_(std::move(columns)) {}
  std::string text(std::size_t column) const {
    return columns_[column].isEmpty() ? "" : columns_[column].convert<std::string>();
  }
  std::int64_t number(std::size_t column) const {
    return columns_[column].isEmpty() ? 0 : columns_[column].convert<Poco::Int64>();
  }

 private:
  std::vector<Poco::Dynamic::Var> columns_;
};

inline void bind_all(Poco::Data::Statement&) {}
template <class First, class... Rest>
void bind_all(Poco::Data::Statement& statement, First& first, Rest&... rest) {
  statement, Poco::Data::Keywords::use(first);
  bind_all(statement, rest...);
}

/// Runs a SELECT and gives every row. Values are bound in order to $1, $2 …
template <class... Values>
std::vector<Row> select(Poco::Data::Session& session, const std::string& sql, Values... values) {
  Poco::Data::Statement statement{session};
  statement << sql;
  bind_all(statement, values...);
  statement.execute();
  const Poco::Data::RecordSet set{statement};
  std::vector<Row> rows;
  rows.reserve(set.rowCount());
  for (std::size_t row = 0; row < set.rowCount(); ++row) {
    std::vector<Poco::Dynamic::Var> columns;
    columns.reserve(set.columnCount());
    for (std::size_t column = 0; column < set.columnCount(); ++column) columns.push_back(set.value(column, row));
    rows.emplace_back(std::move(columns));
  }
  return rows;
}

}  // namespace cundang::registry
