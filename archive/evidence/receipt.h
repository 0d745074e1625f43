// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/evidence/checkpoint.h"
#include "schema/model/bytes.h"
#include "schema/model/finding.h"
#include "schema/model/ids.h"
#include "schema/model/instant.h"

namespace cundang::evidence {

/// Parts of a receipt 回执 or a slip 退件单 (docs/formats/log.md). Stored parts; the JSON is derived and always the
/// same bytes.
struct Receipt {
  enum class Type { Receipt, Refusal };
  Type type = Type::Receipt;
  bool simulated = false;
  std::string origin;
  std::optional<AccessionNumber> accession;  ///< receipts only
  UnitCode unit;
  std::int64_t counter = 0;  ///< unit_counter, or refusal_counter of a slip
  Instant received_at;
  std::string digest;                       ///< hex; empty in the slip of a 涉密件
  std::string title;                        ///< empty in a slip
  std::vector<AccessionNumber> duplicates;  ///< identical bytes that other units filed
  Findings findings;                        ///< slips only
  std::string statement, salt, leaf;
  LeafIndex leaf_index = 0;
  std::vector<Sha256> proof;
  std::string checkpoint;  ///< signed note
};

std::string to_json(const Receipt& receipt);
/// Accepts exactly what to_json() writes (and a last LF, as editors leave it), up to 16 MiB. @returns nothing for
/// anything else.
std::optional<Receipt> parse_receipt(std::string_view json);
/// Checks a receipt with nothing but the log's public key: note, proof, leaf, commitment, and every member that the
/// statement states too (not the title: that is bound by `digest`, nor the findings' texts, only their codes).
/// @returns what is wrong (codes receipt.*, place = the member); empty when it holds.
Findings check_receipt(const Receipt& receipt, const LogKey& key);

}  // namespace cundang::evidence
