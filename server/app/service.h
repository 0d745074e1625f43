// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/ingest/submission.h"
#include "indexer/xapian/index.h"
#include "schema/model/agent.h"
#include "schema/model/error.h"
#include "schema/model/finding.h"
#include "schema/model/ids.h"
#include "schema/model/instant.h"
#include "schema/model/record.h"
#include "schema/model/unit.h"

namespace cundang::ledger {
struct Obligation;
}

namespace cundang::app {

using ingest::AccessionResult;
using ingest::SpooledAttachment;
using ingest::Submission;

/// Takes the bytes of one attachment while they arrive. Destroyed before finish(): nothing of it stays.
class AttachmentSink {
 public:
  virtual ~AttachmentSink() = default;
  /// @throws Error{StorageFull | StorageFailed}
  virtual void write(std::string_view bytes) = 0;
  /// Names the bytes by their digest; they are durable once submit() returns. Call once, last.
  virtual SpooledAttachment finish(std::string file_name) = 0;
};

/// One stage of a record's way after the receipt: done or still waiting.
struct Stage {
  bool done = false;
  std::optional<Instant> at;  ///< where it is known
};

struct AccessionStatus {
  AccessionNumber number;
  Instant received_at;
  Stage packaged, indexed, settled, published;
  PackageId package;  ///< empty until packaged
  /// Warnings beside the receipt that the archive as it stands now gives: another record bears the same 文号 of the
  /// same issuer, or the same id at its source, on other bytes. Only of records the viewer may read.
  Findings findings;
};

/// Another record or duty this record points to, or is pointed to from. What the viewer may not read has no number.
struct Reference {
  std::optional<AccessionNumber> number;
  std::string written;  ///< as the document writes it: R0000012, 铭安办发〔2012〕5号, 通报-半年 2012-H1
  std::string title;    ///< of the record named; empty when not visible
  std::string kind;     ///< element name, e.g. "minutes"
  bool visible = true;  ///< false: shown unlinked as 不可见
};

/// Everything the page of one record shows.
struct RecordPage {
  AccessionNumber number;
  Record record;
  std::string xml;  ///< exact bytes
  Instant received_at;
  UnitCode unit;                  ///< authenticated submitter
  std::int64_t unit_counter = 0;  ///< the unit's own dense number
  PersonId person;
  std::string method;  ///< password, token, local
  LeafIndex leaf_index = 0;
  std::string digest;  ///< record identity, hex
  std::string label, fonds, retention;
  int year = 0;
  std::string statement;  ///< exact text
  AccessionStatus status;
  std::vector<Reference> answers;                  ///< what it answers
  std::vector<Reference> answered_by;              ///< visible ones only, not counted beyond
  std::vector<ObligationId> triggers, discharges;  ///< visible ones only
};

struct ObligationQuery {
  std::optional<Date> on;              ///< default: today by the archive's clock
  std::optional<TreeSize> known_size;  ///< knowledge of the first so many leaves, or
  std::optional<Instant> known_at;     ///< knowledge at that time; neither: up to the day-close of `on`
  UnitCode unit;                       ///< owing unit; empty: every visible one
  std::string state;                   ///< state name in English or Chinese, or "overdue" / 逾期; empty: all
  std::optional<std::chrono::year_month> month;  ///< due in that month
};

struct Health {
  bool ready = false;
  std::int64_t accepted = 0, packaged = 0, indexed = 0, settled = 0;  ///< records
  std::int64_t backlog = 0;                                           ///< records still in the journal
  TreeSize packaged_size = 0, tree_size = 0;
  bool simulated = false;
  Instant now;
  std::vector<Text> warnings;  ///< standing ones, e.g. no outside witness
};

/// The use cases as pages, API and command line see them. Thread-safe. Every reading case takes a Viewer and throws
/// Error{NotFound} alike for what is not there and what he may not see.
class Service {
 public:
  virtual ~Service() = default;

  /// Where an attachment's bytes go while a request is read.
  virtual std::unique_ptr<AttachmentSink> begin_attachment() = 0;
  /// Blocks until the commit. Content refusals are results with a signed slip.
  /// @throws Error{IdempotencyConflict | BacklogFull | StorageFull | StorageFailed | ClockUntrusted | ReadOnly | …}
  virtual AccessionResult submit(Submission submission) = 0;
  /// An authenticated 400, 413 or 415: a signed slip. `digest_hex` is empty where no digest is known.
  virtual AccessionResult refuse(const Actor& actor, std::string_view digest_hex, ErrorCode code,
                                 Findings findings) = 0;

  virtual AccessionStatus status(AccessionNumber number, const Viewer& viewer) const = 0;
  /// The stored receipt, byte for byte.
  virtual std::string receipt(AccessionNumber number, const Viewer& viewer) const = 0;
  virtual RecordPage record(AccessionNumber number, const Viewer& viewer) const = 0;
  /// Exact bytes of record.xml, without the rest of the page.
  virtual std::string record_xml(AccessionNumber number, const Viewer& viewer) const = 0;
  /// ASiC-E bytes. @throws Error{NotFound} until the record is packaged.
  virtual std::string container(AccessionNumber number, const Viewer& viewer) const = 0;

  /// @throws Error{QueryInvalid} with the fact "position".
  virtual indexer::SearchAnswer search(const indexer::SearchRequest& request, const Viewer& viewer) const = 0;
  /// In order of due date, then id.
  virtual std::vector<ledger::Obligation> obligations(const ObligationQuery& query, const Viewer& viewer) const = 0;
  /// One duty on the day, and with the knowledge, of the query; its unit, state and month do not matter.
  virtual ledger::Obligation obligation(const ObligationId& id, const ObligationQuery& query,
                                        const Viewer& viewer) const = 0;

  /// What this actor may read: the supervising bodies and the office see all, others their own and what names them.
  virtual Viewer viewer(const Actor& actor) const = 0;
  /// The unit register as now known, by code.
  virtual std::vector<Unit> units() const = 0;
  virtual Health health() const = 0;
  /// The archive's own clock; sessions and tokens use the real one.
  virtual Instant now() const = 0;
  virtual bool simulated() const = 0;
  virtual std::string origin() const = 0;
  /// Holds the public C2SP files: checkpoint, vkey, ca.pem, tile/…
  virtual std::filesystem::path log_directory() const = 0;
};

}  // namespace cundang::app
