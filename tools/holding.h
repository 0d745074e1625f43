// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <istream>
#include <string>
#include <string_view>

#include "schema/model/finding.h"

namespace cundang::tools {

/// One paper of an old holding, as a line of the import file gives it (docs/formats/import.md). UTF-8; what is absent
/// is empty.
struct Holding {
  std::string id;  ///< at its source; never empty
  std::string kind, title, issuer, doc_no, date, recipients, body;
};

/// Reads one line: a JSON object of the fields above. @returns every fault of it, with the field as place; codes
/// import.*.
Outcome<Holding> read_holding(std::string_view line);

/// The lines of an import file: a byte order mark and the CR of CRLF left out, a line beyond the bound passed over
/// without being held.
class HoldingLines {
 public:
  static constexpr std::size_t bytes_max = 16U << 20U;  ///< of one line

  explicit HoldingLines(std::istream& in) : in_{in} {}
  /// The next line. @returns false at the end. @throws Error{FileUnreadable} when the file cannot be read on.
  bool next(std::string& line);
  /// Number of the last line, counted from 1.
  long number() const { return number_; }
  /// The last line was longer than bytes_max; only its beginning was given.
  bool too_long() const { return too_long_; }

 private:
  bool fill();
  std::istream& in_;
  std::string buffer_;
  std::size_t at_ = 0;
  long number_ = 0;
  bool too_long_ = false;
};

/// The finding for a line beyond the bound.
Finding line_too_long();

}  // namespace cundang::tools
