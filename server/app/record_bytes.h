// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "archive/packages/package_store.h"
#include "archive/packages/spool.h"
#include "archive/registry/registry.h"

namespace cundang::app {

/// Finds a record's bytes wherever they are now: in the journal, or in its package.
class RecordBytes {
 public:
  RecordBytes(const registry::Registry& registry, const packages::PackageStore& store) : registry_{registry}, store_{store} {}
  /// Exact bytes of record.xml. @throws Error{PackageUnreadable | NotFound}.
  std::string record_xml(const registry::RecordRow& row) const;
  /// Where the record's container lies; nothing until it is packaged.
  std::optional<std::filesystem::path> container(const registry::RecordRow& row) const;

 private:
  const registry::Registry& registry_;
  const packages::PackageStore& store_;
};

}  // namespace cundang::app
