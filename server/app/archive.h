// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "archive/evidence/note.h"
#include "archive/registry/registry.h"
#include "archive/registry/rows.h"
#include "server/app/data_directory.h"
#include "server/app/entry_source.h"
#include "server/app/ledger_check.h"
#include "server/app/service.h"

namespace cundang::app {

class SignalView;

class LedgerView;
class StageView;

/// Mark of the registry: when an outlet last took a checkpoint, milliseconds by the archive's clock.
inline constexpr const char* outside_mark = "outside";

struct ArchiveOptions {
  std::string fonds = "0001";
  std::int64_t backlog_records = 250'000, backlog_bytes = 4'000'000'000;
  bool read_only = false;  ///< no lock, no worker, no keys: reading cases only
  bool watch_clock_jumps = true;
  int outside_days = 3;  ///< a standing warning when no outlet has taken a checkpoint for longer
  int worker_nice = 0;   ///< beside the pace the worker keeps in a rush
  /// Told when the disk failed in a commit; where it returns, the archive registers nothing more until it is opened
  /// anew.
  std::function<void(const Error&)> storage_failed;
};

/// What `init` decides once and for all.
struct Founding {
  std::string origin;                ///< C2SP log origin
  std::optional<Instant> simulated;  ///< start of a 演练 archive's clock
};

/// An opened archive: the use cases over one data directory. Made by open(); destroying it finishes what is queued.
class Archive final : public Service {
 public:
  /// Makes the folders, keys, registry, packages and log of an empty archive, with leaf 0.
  /// @throws Error{DataDirectoryExists} if `layout.root` is not empty.
  static void found(const DataLayout& layout, const Founding& founding, const Clock& clock);
  /// @throws Error{DataDirectoryMissing | DataDirectoryBusy | RegistryUnreadable | KeyUnusable}.
  Archive(const DataLayout& layout, const ArchiveOptions& options, std::shared_ptr<const Clock> clock);
  ~Archive() override;

  /// The clock a data directory runs on: the machine's, or for a 演练 archive the simulated one going on from its last
  /// leaf (or from `now`).
  static std::shared_ptr<const Clock> clock_of(const DataLayout& layout, std::optional<Instant> now);

  std::unique_ptr<AttachmentSink> begin_attachment() override;
  AccessionResult submit(Submission submission) override;
  AccessionResult refuse(const Actor& actor, std::string_view digest_hex, ErrorCode code, Findings findings) override;
  AccessionStatus status(AccessionNumber number, const Viewer& viewer) const override;
  std::string receipt(AccessionNumber number, const Viewer& viewer) const override;
  RecordPage record(AccessionNumber number, const Viewer& viewer) const override;
  std::string record_xml(AccessionNumber number, const Viewer& viewer) const override;
  std::string container(AccessionNumber number, const Viewer& viewer) const override;
  indexer::SearchAnswer search(const indexer::SearchRequest& request, const Viewer& viewer) const override;
  std::vector<ledger::Obligation> obligations(const ObligationQuery& query, const Viewer& viewer) const override;
  ledger::Obligation obligation(const ObligationId& id, const ObligationQuery& query,
                                const Viewer& viewer) const override;
  Viewer viewer(const Actor& actor) const override;
  std::vector<Unit> units() const override;
  Health health() const override;
  Instant now() const override;
  bool simulated() const override;
  std::string origin() const override;
  std::filesystem::path log_directory() const override;

  /// Waits until everything received is packaged, indexed, settled and published. @param progress may be empty.
  void drain(const std::function<void(std::int64_t done, std::int64_t total)>& progress);
  /// Waits until everything received is settled: what the next document is checked against.
  void settle_now();
  /// Derives the ledger from zero and compares it with the live one.
  LedgerCheck check_ledger(const std::function<void(std::int64_t done, std::int64_t total)>& progress) const;
  /// The refusal that leaf states, where it is one. Visibility is the caller's.
  std::optional<registry::RefusalRow> refusal(LeafIndex leaf) const;
  /// The stages of the annual assessments; lives as long as the archive.
  const StageView& stages() const;
  /// The live ledger, and how a day is looked at; lives as long as the archive.
  const LedgerView& ledger() const;
  /// The records that ledger, signals and assessment are computed from; lives as long as the archive.
  const EntrySource& entries() const;
  /// What is suggested from everything filed.
  const SignalView& signal_view() const;
  const registry::Registry& registry() const;

  // For the desk that carries checkpoints out of the house; only in an archive opened for writing.
  /// Keeps the day's note and a file of evidence under log/outside/DAY/.
  void keep_outside(Date day, std::string_view note, const std::string& name, std::string_view bytes);
  /// @returns whether log/checkpoint is still the one of `body` and bears the line now.
  bool add_cosignature(std::string_view body, const evidence::WitnessKey& witness, std::string_view line);
  /// log/checkpoint as it stands; empty where nothing is published.
  std::string published_checkpoint() const;
  void set_mark(const std::string& name, std::int64_t value);

 private:
  struct Parts;
  void narrow(ledger::Obligation& obligation, const Viewer& viewer) const;
  registry::RecordRow visible_row(AccessionNumber number, const Viewer& viewer) const;
  std::unique_ptr<Parts> parts_;
};

}  // namespace cundang::app
