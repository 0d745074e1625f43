// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

#include "archive/ingest/registrar.h"
#include "archive/ingest/submission.h"
#include "schema/xml/record_reader.h"

namespace cundang::ingest {

/// Business checks that need more than the record itself; app fills the port. Thread-safe.
class Checks {
 public:
  virtual ~Checks() = default;
  /// May this actor file this record, and does what it names exist? Empty when all is well.
  virtual Findings check(const Record& record, const Actor& actor, Instant received_at) const = 0;
};

struct AccessionOptions {
  std::string fonds = "0001";  ///< 全宗号 of the keeping body
  bool simulated = false;      ///< 演练 archive: marked on every receipt
};

/// The line of one document: receive 接收 → assure 检测 → describe 著录 → seal 固化 → register 登记. Thread-safe: up to
/// register every caller works on his own core; then neighbours share one commit.
class Accession {
 public:
  Accession(Registrar& registrar, registry::Registry& registry, const crypto::KeyStore& keys, const Checks& checks,
            AccessionOptions options);

  /// Takes the whole line and returns after the commit. Refusals for content are results with a signed slip.
  /// @throws Error{IdempotencyConflict | BacklogFull | ClockUntrusted | StorageFull | StorageFailed | Unavailable}:
  /// nothing is kept.
  AccessionResult submit(const Submission& submission);
  /// A slip for what could not even be read as a submission (400, 413, 415). `digest_hex` is empty where no digest is
  /// known.
  AccessionResult refuse(const Actor& actor, const std::string& digest_hex, const Findings& findings);

  /// Stored receipt, byte for byte.
  std::string receipt(AccessionNumber accession) const;
  std::string slip(LeafIndex refusal) const;

 private:
  AccessionResult refuse_at(const Actor& actor, const std::string& digest_hex, const Findings& findings, Instant at);
  Registrar& registrar_;
  registry::Registry& registry_;
  const crypto::KeyStore& keys_;
  const Checks& checks_;
  AccessionOptions options_;
  RecordReader reader_;
};

}  // namespace cundang::ingest
