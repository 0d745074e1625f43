// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/tsv.h"

#include <fstream>
#include <stdexcept>

namespace cundang::scenario {
namespace {

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::size_t begin = 0;
  for (auto tab = line.find('\t'); tab != line.npos; tab = line.find('\t', begin)) {
    cells.push_back(line.substr(begin, tab - begin));
    begin = tab + 1;
  }
  cells.push_back(line.substr(begin));
  return cells;
}

}  // namespace

const std::string& TsvRow::operator[](const std::string& column) const {
  const auto found = cells.find(column);
  if (found == cells.end()) throw std::runtime_error{place + ": no column " + column};
  return found->second;
}

std::vector<TsvRow> read_tsv(const std::filesystem::path& file) {
  std::ifstream in{file};
  if (!in) throw std::runtime_error{file.string() + ": cannot be read"};
  std::vector<std::string> columns;
  std::vector<TsvRow> rows;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    const auto cells = cells_of(line);
    if (columns.empty()) {
      columns = cells;
      continue;
    }
    TsvRow row{file.filename().string() + ":" + std::to_string(number), {}};
    if (cells.size() != columns.size())
      throw std::runtime_error{row.place + ": " + std::to_string(cells.size()) + " cells under " +
                               std::to_string(columns.size()) + " columns"};
    for (std::size_t i = 0; i < cells.size(); ++i) row.cells[columns[i]] = cells[i];
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace cundang::scenario
