// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ledger_entries.h"

#include "schema/model/kind.h"

namespace cundang::app {

std::optional<registry::LedgerRow> ledger_entry(const registry::RecordRow& row, const std::string& record_xml,
                                                const RecordReader& reader) {
  // Of old holdings only the accidents matter: what this year's are compared with. They trigger nothing.
  if (row.historical && row.kind != "accident") return std::nullopt;
  const auto* kind = find_kind(row.kind);
  bool matters = (kind && kind->moves_ledger) || !row.series.empty();
  // Any other paper may answer a duty or demand an answer in its own words; without either word it need not be read.
  const auto says = [&](const char* word) { return record_xml.find(word) != std::string::npos; };
  if (!matters && (says("answer") || says("demand"))) {
    const auto read = reader.read(record_xml);
    if (!read) throw Error{ErrorCode::PackageUnreadable, "not readable"}.with("record", to_text(row.accession));
    matters = !read.value().answers.empty() || !read.value().demands.empty();
  }
  if (!matters) return std::nullopt;
  return registry::LedgerRow{row.leaf_index, row.accession, row.received_at, row.unit, row.person, record_xml};
}

}  // namespace cundang::app
