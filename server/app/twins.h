// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "archive/registry/registry.h"
#include "schema/model/agent.h"
#include "schema/model/finding.h"
#include "schema/xml/record_reader.h"
#include "server/app/record_bytes.h"

namespace cundang::app {

/// Two papers that claim one identity: the same 文号 of the same issuer, or the same id at the same source, on other
/// bytes. Both are kept, for the archive does not judge which is right; whoever looks at either is warned of the other.
/// Thread-safe.
class Twins {
 public:
  Twins(const registry::Registry& registry, const RecordBytes& bytes, const RecordReader& reader)
      : registry_{registry}, bytes_{bytes}, reader_{reader} {}
  /// Whether a record could have any: it bears a 文号 or an id at its source. Most clicks bear neither, and then the
  /// registry need not be asked.
  static bool may_have_any(std::string_view record_xml) {
    return record_xml.find("doc-no") != std::string_view::npos || record_xml.find("source") != std::string_view::npos;
  }
  /// Warnings record.same-doc-no and record.same-source-id beside `accession`, naming the others. Of what the viewer
  /// may not read there is no word.
  Findings findings(AccessionNumber accession, const Viewer& viewer) const;

 private:
  std::string issuer_of(AccessionNumber accession) const;
  const registry::Registry& registry_;
  const RecordBytes& bytes_;
  const RecordReader& reader_;
};

}  // namespace cundang::app
