// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/fields/fields.h"
#include "schema/model/error.h"

namespace cundang::indexer {

/// One token of a query. `position` counts code points from 0.
struct QueryToken {
  enum class Kind { Word, Quoted, FieldName, Open, Close, And, Or, Minus, End };
  Kind kind = Kind::End;
  std::u32string text;  ///< Word, Quoted: as typed
  Field field = Field::Title;
  std::size_t position = 0;
};

/// Cuts a query. A 发文字号 is one word whatever brackets and spaces it is written with; a bracket inside a word
/// belongs to it. The last token is End. @throws Error{QueryInvalid}
std::vector<QueryToken> cut_query(std::u32string_view query);

/// @throws Error{QueryInvalid} with reason, cure and the fact "position".
[[noreturn]] void refuse_query(std::size_t position, Text reason, Text cure);

}  // namespace cundang::indexer
