// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cundang::evidence {

/// Appends `text` (UTF-8) as a JSON string; controls, quote and backslash are escaped, everything else stays as it is.
void write_json_string(std::string& out, std::string_view text);

/// Reads the JSON of our own receipts in the one order they are written. Every call moves on; after a failure all fail.
class JsonScanner {
 public:
  explicit JsonScanner(std::string_view json) : rest_{json} {}
  /// The next bytes must be exactly these.
  void expect(std::string_view literal);
  /// Takes `literal` when it is next.
  bool take(std::string_view literal);
  std::string string();
  std::int64_t number();
  bool boolean();
  bool failed() const { return failed_; }
  /// All was read and nothing failed.
  bool finished() const { return !failed_ && rest_.empty(); }

 private:
  void fail();
  void escape(std::string& out);
  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace cundang::evidence
