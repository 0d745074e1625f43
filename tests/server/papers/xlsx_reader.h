// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace cundang::papers {

/// A cell as it lies in the file: its value, and the formula that gives it where there is one.
struct XlsxCell {
  std::variant<std::monostate, double, std::string> value;
  std::string formula;  ///< without =
};
using XlsxSheet = std::map<std::string, XlsxCell>;  ///< by A1

struct XlsxBook {
  std::map<std::string, XlsxSheet> sheets;   ///< by name
  std::map<std::string, std::string> names;  ///< defined name → 'sheet'!$A$1
  std::map<std::string, std::string> parts;  ///< raw parts of the package by path
};

/// Reads back what the library wrote; no general reader of XLSX.
XlsxBook read_xlsx(const std::string& bytes);

/// A small second opinion on formulas: numbers, texts, cells, ranges, names, + - * / and comparisons, IF OR AND MAX MIN
/// SUM ROUND COUNTIF SUMIF RANK SUBTOTAL(103|109). @throws std::runtime_error for anything else.
std::variant<std::monostate, double, std::string> evaluate(const XlsxBook& book, const std::string& sheet,
                                                           const std::string& formula);
/// Every formula of the book whose value here differs from the one in the file by more than `tolerance`:
/// "督办台账!T5: … gives 3, file says 4". Says so in `counted` how many were looked at.
std::vector<std::string> disagreements(const XlsxBook& book, int& counted, double tolerance = 1e-9);

}  // namespace cundang::papers
