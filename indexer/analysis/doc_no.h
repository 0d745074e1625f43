// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cundang::indexer {

/// 发文字号 (GB/T 9704-2012, 7.2.5): mark of the issuing office, year, number; or the number of an order (令), which
/// has no year.
struct DocNo {
  std::string mark;  ///< 机关代字 in normalised UTF-8, e.g. 国办发; of an order with 令 at its end, e.g. 国务院令
  int year = 0;  ///< 0: an order
  std::int64_t number = 0;
  bool operator==(const DocNo&) const = default;
  /// The one normal form: 国办发〔2004〕7号, 国务院令第493号.
  std::string text() const;
};

/// One number as it stands in a text. Offsets are code points of the normalised text.
struct WrittenDocNo {
  DocNo number;
  std::size_t begin = 0, end = 0;
  /// Running text does not show where the mark begins (根据国办发…): then these are all the marks it may have, the
  /// longest first.
  std::vector<std::string> marks;
};

/// Every number in normalised text; 〔〕[]()【】 and full-width forms, with 第 or without, with 号 or without,
/// 京安监发2012-5 too.
std::vector<WrittenDocNo> find_doc_nos(std::u32string_view normal);

/// The number that is the whole of `utf8`, white space aside. @returns nothing for any other text.
std::optional<DocNo> parse_doc_no(std::string_view utf8);

/// Boolean terms (without prefix) under which a record's own number is found. An order is also found by shorter names
/// of its issuer (总局令第88号) and by its number alone; a number that is not of the form above by its normalised text.
std::vector<std::string> own_doc_no_terms(std::string_view utf8);
/// Terms for a number mentioned in a text.
std::vector<std::string> mentioned_doc_no_terms(const WrittenDocNo& written);

}  // namespace cundang::indexer
