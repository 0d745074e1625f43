// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "schema/model/agent.h"
#include "schema/model/bytes.h"
#include "schema/model/finding.h"
#include "schema/model/record.h"

namespace cundang::ingest {

/// An attachment as it arrived: already in the spool under its digest. `name` is the part's file name as sent.
struct SpooledAttachment {
  std::string name;
  Sha256 sha256;
  std::int64_t size = 0;            ///< bytes
  std::shared_ptr<const void> pin;  ///< keeps the bytes in the spool until the submission is decided
};

/// Identity of an old holding: the import's source and the paper's id there.
struct ImportIdentity {
  std::string source, id;
};

/// 提交信息包 (SIP): what one actor hands over in one go.
struct Submission {
  Actor actor;
  std::string record_xml;                      ///< exact bytes
  std::vector<SpooledAttachment> attachments;  ///< in the order of their parts
  std::string idempotency_key;                 ///< as sent; empty where there was none
  std::optional<ImportIdentity> import;
};

/// Warning beside a repeated import: the id was registered before, with other bytes; those are kept.
inline constexpr const char* other_content_code = "import.other-content";

/// What became of a submission.
struct AccessionResult {
  enum class Kind { Created, Repeated, Refused };
  Kind kind = Kind::Created;
  std::optional<AccessionNumber> accession;
  std::string receipt_json;  ///< receipt 回执, or slip 退件单 when refused
  Findings findings;         ///< faults of a refusal, warnings beside a receipt
};

}  // namespace cundang::ingest
