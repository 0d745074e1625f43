// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cundang::evidence {

/// A statement as docs/formats/log.md lays it out: a type and key–value lines in order. Writers add keys in the table's
/// order.
class Statement {
 public:
  explicit Statement(std::string type) : type_{std::move(type)} {}
  Statement& add(std::string key, std::string value);
  /// Adds nothing where the value is empty.
  Statement& add_if(std::string key, std::string value);
  const std::string& type() const { return type_; }
  const std::vector<std::pair<std::string, std::string>>& lines() const { return lines_; }
  /// First value of a key, empty where absent.
  std::string_view get(std::string_view key) const;
  std::vector<std::string_view> all(std::string_view key) const;
  /// The exact bytes the leaf commits to.
  std::string text() const;

 private:
  std::string type_;
  std::vector<std::pair<std::string, std::string>> lines_;
};

/// Accepts exactly what text() writes. @returns nothing for anything else.
std::optional<Statement> parse_statement(std::string_view text);

}  // namespace cundang::evidence
