// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ledger_entries.h"

#include "schema/model/kind.h"
#include "server/obligations/cited_number.h"

namespace cundang::app {

std::optional<registry::LedgerRow> ledger_entry(const registry::RecordRow& row, const std::string& record_xml,
                                                const RecordReader& reader) {
  // Of old holdings only the accidents matter: what this year's are compared with. They trigger nothing.
  if (row.historical && row.kind != "accident") return std::nullopt;
  const auto* kind = find_kind(row.kind);
  bool matters = (kind && kind->moves_ledger) || !row.series.empty();
  // Any other paper may answer a duty or demand an answer; without a word of either kind it need not be read.
  const auto says = [&](const char* word) { return record_xml.find(word) != std::string::npos; };
  // What names nothing may still be proposed to the office as an answer, by a number it cites or by its title.
  const bool may_reply = says("号") || !ledger::reply_word(row.title).empty();
  if (!matters && (says("answer") || says("demand") || may_reply)) {
    const auto read = reader.read(record_xml);
    if (!read) throw Error{ErrorCode::PackageUnreadable, "not readable"}.with("record", to_text(row.accession));
    matters = !read.value().answers.empty() || !read.value().demands.empty() ||
              !ledger::reply_word(row.title).empty() || !ledger::numbers_cited_by(read.value()).empty();
  }
  if (!matters) return std::nullopt;
  return registry::LedgerRow{row.leaf_index, row.accession, row.received_at, row.unit, row.person, record_xml};
}

}  // namespace cundang::app
