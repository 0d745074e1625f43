// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "archive/packages/package_store.h"
#include "archive/registry/registry.h"

namespace cundang::app {

/// Finds a record's bytes wherever they are now: in the journal, or in its package. Thread-safe.
class RecordBytes {
 public:
  RecordBytes(const registry::Registry& registry, const packages::PackageStore& store)
      : registry_{registry}, store_{store} {}
  /// Exact bytes of record.xml. @throws Error{PackageUnreadable}.
  std::string record_xml(const registry::RecordRow& row) const;
  /// The same for neighbours in accession order, in one reading of the journal.
  std::vector<std::string> record_xmls(const std::vector<registry::RecordRow>& rows) const;
  /// Where the record's container lies; nothing until it is packaged.
  std::optional<std::filesystem::path> container(const registry::RecordRow& row) const;

 private:
  std::string packaged_xml(const registry::RecordRow& row) const;
  const registry::Registry& registry_;
  const packages::PackageStore& store_;
};

}  // namespace cundang::app
