// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "archive/ingest/submission.h"
#include "schema/xml/record_reader.h"

namespace cundang::ingest {

class Checks;

/// 检测 (四性): well-formed, schema, attachments as declared, business rules. All findings, or the record with its
/// warnings.
Outcome<Record> assure(const RecordReader& reader, const Checks& checks, const Submission& submission,
                       Instant received_at);

/// Record identity (docs/formats/log.md): SHA-256 over the raw digests of record.xml and of each attachment, in order.
Sha256 record_identity(const Sha256& record_digest, const std::vector<SpooledAttachment>& attachments);

}  // namespace cundang::ingest
