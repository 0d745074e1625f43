// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

#include "schema/model/finding.h"
#include "schema/model/record.h"

namespace cundang {

/// What a reader takes at most (docs/formats/record.md, Reading); beyond it the finding is xml.too-…
struct ReadLimits {
  std::size_t bytes = std::size_t{8} << 20;       ///< of record.xml
  std::size_t text_bytes = std::size_t{1} << 20;  ///< of one text
  int depth = 40;                                 ///< elements within elements
  int attributes = 200;                           ///< of one element
  int elements = 200'000;
  int namespaces = 16;         ///< namespace declarations in the whole document
  std::size_t findings = 200;  ///< reported; a closing finding "findings.more" says that there are more
};

/// Reads record.xml of form 1.0. Thread-safe: the schema is compiled once a process, each thread keeps one validation
/// context. Nothing is ever fetched: the forms lie in the program, and constructing a reader makes libxml2 refuse every
/// other file and address in the whole process.
/// @throws Error{Internal} when the embedded forms do not compile (a fault of the build).
class RecordReader {
 public:
  explicit RecordReader(ReadLimits limits = {});

  /// @returns the record with its warnings, or every fault found: well-formedness (xml.*), form (form.*), or alone
  /// secret.*, which then carries no text of the document.
  Outcome<Record> read(std::string_view bytes) const;

 private:
  ReadLimits limits_;
};

/// A secret.* finding is there: nothing of the document may be kept, in logs neither (国家秘密).
bool is_secret(const Findings& findings);

}  // namespace cundang
