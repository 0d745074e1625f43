// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cundang {

/// Could not do it. Each code's HTTP status, exit status and texts stand in error_codes.def.
enum class ErrorCode {
#define CUNDANG_ERROR(name, http, exit, zh, zh_cure, en, en_cure) name,
#include "schema/model/error_codes.def"
#undef CUNDANG_ERROR
};

/// A text on screen: Chinese first, English second. UTF-8.
struct Text {
  std::string zh;
  std::string en;
  bool operator==(const Text&) const = default;
};

/// One row of error_codes.def. Views of static storage.
struct ErrorInfo {
  std::string_view name;
  int http_status;
  int exit_status;
  std::string_view zh, zh_cure, en, en_cure;
};

const ErrorInfo& error_info(ErrorCode code);
/// Every row, in the table's order (for docs/errors.md).
const std::vector<ErrorInfo>& all_errors();

/// Thrown when something could not be done. What was *found wrong* in a document is a Finding, never an Error.
class Error : public std::exception {
 public:
  /// @param detail of our own trouble, in English: for the log of whoever runs the service, never on the wire.
  explicit Error(ErrorCode code, std::string detail = {});
  /// What the caller did wrong, told to him with `reason` and `cure`; without `cure` that of error_codes.def stands.
  Error(ErrorCode code, Text reason, Text cure = {});
  /// Adds a fact (subject and value) that the message shows; returns *this so that it can be thrown in one line.
  Error with(std::string name, std::string value) &&;
  Error with(std::string name, int value) && { return std::move(*this).with(std::move(name), std::to_string(value)); }

  ErrorCode code() const { return code_; }
  const ErrorInfo& info() const { return error_info(code_); }
  /// The reason in English, or the detail of our own trouble; empty where the code says all.
  const std::string& detail() const { return reason_.en; }
  /// What in particular is wrong, in both languages; that of error_codes.def where nothing more is known.
  Text reason() const;
  /// What the caller can do about it, in both languages.
  Text cure() const;
  const std::vector<std::pair<std::string, std::string>>& facts() const { return facts_; }
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  void compose();
  ErrorCode code_;
  Text reason_;  ///< only English for our own trouble
  Text cure_;
  std::vector<std::pair<std::string, std::string>> facts_;
  std::string message_;
};

/// The message of an exception and of every cause nested in it, outermost first, joined by " <- ".
std::string explain(const std::exception& error);

}  // namespace cundang
