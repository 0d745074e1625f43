// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/analysis/days.h"
#include "indexer/analysis/doc_no.h"
#include "indexer/fields/fields.h"

namespace cundang::indexer {

/// What a query asks for (docs/formats/query.md).
struct QueryNode {
  enum class Kind {
    All,        ///< every record
    Words,      ///< any of the words; the more and the rarer, the higher: a plain query
    Contains,   ///< `text` stands in the record, as a whole
    Exact,      ///< `text` stands there character for character after normalising; verified on the text itself
    FieldTerm,  ///< `field` has the value `text`
    FieldText,  ///< the text of `field` contains `text`
    Days,       ///< the record's date lies in [from, to]
    Number,     ///< the 发文字号 `number` is the record's own, or is mentioned in it
    And,
    Or,
    Not,  ///< one child
  };
  Kind kind = Kind::All;
  std::string text;  ///< UTF-8; FieldTerm: as compared, else as typed; Words: one a line
  Field field = Field::Title;
  DayNumber from = 0, to = 0;
  DocNo number;
  std::vector<QueryNode> children;
};

/// The query as understood, in Chinese, for showing back.
std::string show(const QueryNode& node);

/// Texts that make a record rank higher: of every node that is not denied.
std::vector<std::string> ranking_texts(const QueryNode& node);

}  // namespace cundang::indexer
