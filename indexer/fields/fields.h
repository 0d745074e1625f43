// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cundang::indexer {

/// What one may ask for as `field:value` (docs/formats/query.md).
enum class Field { Id, SourceId, Kind, Unit, DocNo, Issuer, Series, Label, Date, Year, Title, Audience };

/// How a field is found.
enum class FieldSort {
  Term,  ///< a boolean term: prefix + value, compared whole
  Text,  ///< looked for in the field's own text, as an exact string is
  Day,   ///< kept with the record as a day; takes a day, a month, a year or a span
};

/// One row of THE table: the writer and the query parser both read it, so they cannot disagree.
struct FieldRow {
  Field field;
  std::string_view name;     ///< as typed, in lower case
  std::string_view zh_name;  ///< as typed in Chinese
  std::string_view
      prefix;  ///< of its terms; capital letters, which no word of a text can begin with (words are case-folded)
  FieldSort sort;
  bool askable;  ///< false: only the index's own filter uses it
};

std::span<const FieldRow> field_table();
const FieldRow& field_row(Field field);
/// @returns nothing for a name the table does not know.
std::optional<Field> find_field(std::string_view name);

/// Terms that are no fields but share the name space of prefixes.
inline constexpr std::string_view prefix_mentioned_doc_no = "M";  ///< a 发文字号 that stands in title or body
inline constexpr std::string_view prefix_mentioned_day = "D";     ///< a day written in the text, D20120301

/// The boolean term of a field of sort Term. `value` as the writer and the parser have normalised it.
std::string field_term(Field field, std::string_view value);

}  // namespace cundang::indexer
