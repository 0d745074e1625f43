// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "archive/registry/rows.h"
#include "schema/model/finding.h"

namespace cundang::ingest {

/// META-INF/envelope.xml: who handed the record in, when and how, from its statement.
std::string envelope_xml(const registry::RecordRow& record, const std::string& statement);
/// META-INF/findings.xml: warnings that stood beside the acceptance.
std::string findings_xml(const Findings& findings);
/// META-INF/metadata.xml (docs/formats/metadata.md): DA/T 46-2009 metadata and the PREMIS 3 events known at packaging.
/// Deterministic: the same record, the same bytes.
/// @param warnings how many stand in findings.xml
std::string metadata_xml(const registry::RecordRow& record, const std::string& record_xml,
                         const std::vector<registry::AttachmentRow>& attachments, const registry::LeafRow& leaf,
                         std::size_t warnings);

}  // namespace cundang::ingest
