// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace cundang::support {

/// Makes valid records of form 1.0 (docs/formats/record.md), each different from every other: the number stands in
/// source identifier, document number and title, and the text is drawn anew. The same seed and number give the same
/// bytes.
class RecordMaker {
 public:
  enum class Kind { OtherDocument, Minutes, AdvisoryLetter };
  struct Options {
    std::uint64_t seed = 1;
    std::string unit = "ZJW";  ///< 报送单位 and 责任者; a code of the unit register
    std::string unit_name = "铭远市住房和城乡建设委员会";
    std::size_t bytes = 10240;  ///< aimed at; reached to within 300 bytes, never exceeded above 1.5 KB
    Kind kind = Kind::OtherDocument;
  };

  explicit RecordMaker(Options options) : options_{std::move(options)} {}
  /// record.xml of the n-th record. Thread-safe.
  std::string make(std::uint64_t number) const;
  /// A record that is refused with 422: well-formed, and without its title.
  std::string make_invalid(std::uint64_t number) const;

 private:
  Options options_;
};

}  // namespace cundang::support
