// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/record_bytes.h"

#include "archive/packages/container.h"

namespace cundang::app {

std::string RecordBytes::record_xml(const registry::RecordRow& row) const {
  if (auto journal = registry_.journal(row.accession)) return std::move(journal->record_xml);
  return packaged_xml(row);
}

std::vector<std::string> RecordBytes::record_xmls(const std::vector<registry::RecordRow>& rows) const {
  std::vector<std::string> found(rows.size());
  if (rows.empty()) return found;
  auto journal = registry_.journal_after(rows.front().accession.value - 1, static_cast<int>(rows.size()));
  auto next = journal.begin();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    while (next != journal.end() && next->accession < rows[i].accession) ++next;
    const bool waits = next != journal.end() && next->accession == rows[i].accession;
    found[i] = waits ? std::move(next->record_xml) : packaged_xml(rows[i]);
  }
  return found;
}

std::optional<std::filesystem::path> RecordBytes::container(const registry::RecordRow& row) const {
  // The row may have been read before its package was registered.
  const auto now = row.package_id.empty() ? registry_.record(row.accession) : std::optional{row};
  if (!now || now->package_id.empty()) return std::nullopt;
  return store_.path_of({now->package_id}, packages::container_name(row.accession));
}

std::string RecordBytes::packaged_xml(const registry::RecordRow& row) const {
  const auto path = container(row);
  if (!path)
    throw Error{ErrorCode::PackageUnreadable, "neither in the journal nor packaged"}.with("record",
                                                                                          to_text(row.accession));
  return packages::ContainerReader::open(*path).read(packages::entry::record);
}

}  // namespace cundang::app
