// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schema/model/instant.h"
#include "schema/model/record.h"

namespace cundang::indexer {

/// Everything the index learns about one record; app fills it, the indexer knows nothing of the archive. Text is UTF-8
/// as written.
struct IndexEntry {
  std::string id;           ///< R0000042
  std::int64_t number = 0;  ///< the accession number; document order on equal scores
  std::string source_id;
  std::string kind, kind_name;  ///< "minutes", 会议纪要 (or the 文种 as written)
  std::string series;
  std::string title, doc_no, issuer;  ///< issuer: authors joined with 、
  std::vector<std::string> units;     ///< codes of authors, submitter, addressees, copies
  std::string label;
  std::vector<std::string> audience;  ///< unit codes that may read; "*" everybody signed in
  std::optional<Date> date;
  bool date_presumed = false;
  Instant received_at;
  std::vector<Paragraph> paragraphs;  ///< the body, and the kind element's texts, in reading order
};

}  // namespace cundang::indexer
