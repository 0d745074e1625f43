// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/evidence/receipt.h"
#include "archive/ingest/group.h"

namespace cundang::ingest {

/// The receipt 回执 of a record, from its stored parts; always the same. `path` leads to the checkpoint of its own
/// commit.
evidence::Receipt make_receipt(const registry::RecordRow& record, const registry::LeafRow& leaf,
                               std::vector<Sha256> path, std::string checkpoint, bool simulated, std::string origin);
/// The slip 退件单 of a refusal.
evidence::Receipt make_slip(const registry::RefusalRow& refusal, const registry::LeafRow& leaf,
                            std::vector<Sha256> path, std::string checkpoint, bool simulated, std::string origin);

/// Findings as one line each, to be stored and read back without loss.
std::string findings_to_text(const Findings& findings);
Findings findings_from_text(const std::string& text);

/// Reads stored receipts and slips again, byte for byte as they were given.
class ReceiptReader {
 public:
  /// `tree`: at least as large as the receipt's checkpoint.
  ReceiptReader(const registry::Registry& registry, const evidence::Tree& tree) : registry_{registry}, tree_{tree} {}
  /// @throws Error{NotFound}.
  std::string receipt(AccessionNumber accession) const;
  std::string slip(LeafIndex refusal) const;

 private:
  registry::LeafRow leaf(LeafIndex index) const;
  std::vector<Sha256> path(const registry::LeafRow& row) const;
  const registry::Registry& registry_;
  const evidence::Tree& tree_;
};

}  // namespace cundang::ingest
