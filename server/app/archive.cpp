// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/archive.h"

#include <algorithm>
#include <set>

#include "archive/crypto/digest.h"
#include "archive/evidence/leaf.h"
#include "archive/evidence/statement.h"
#include "archive/ingest/accession.h"
#include "archive/ingest/log_state.h"
#include "archive/ingest/receipts.h"
#include "archive/packages/durable_file.h"
#include "server/app/authority.h"
#include "server/app/ledger_view.h"
#include "server/app/record_bytes.h"
#include "server/app/stage_view.h"
#include "server/app/twins.h"
#include "server/app/unfinished_mark.h"
#include "server/app/worker.h"

namespace cundang::app {
namespace {

/// Leaf 0: what this log is, and by which keys it speaks.
evidence::Statement genesis(const Founding& founding, const crypto::KeyStore& keys, Instant at) {
  evidence::Statement statement{"genesis"};
  statement.add("origin", founding.origin)
      .add("created", to_text(at))
      .add("simulated", founding.simulated ? to_text(*founding.simulated) : "no")
      .add("ca", crypto::sha256(keys.ca_certificate_der()).hex())
      .add("seal-cert", crypto::sha256(keys.seal_certificate_der()).hex())
      .add("tsa-cert", crypto::sha256(keys.tsa_certificate_der()).hex())
      .add("log-key", evidence::LogKey{founding.origin, keys.log_public_key()}.vkey());
  return statement;
}

class SpoolSink final : public AttachmentSink {
 public:
  explicit SpoolSink(packages::Spool& spool) : incoming_{spool.begin()} {}
  void write(std::string_view bytes) override { incoming_.write(bytes); }
  SpooledAttachment finish(std::string file_name) override {
    auto file = incoming_.finish();
    return {std::move(file_name), file.sha256, file.size, std::move(file.pin)};
  }

 private:
  packages::Spool::Incoming incoming_;
};

Error not_found(AccessionNumber number) { return Error{ErrorCode::NotFound}.with("record", to_text(number)); }

/// What a slip says of an upload that could not even be read as a submission.
Finding finding_of(ErrorCode code) {
  const auto& info = error_info(code);
  return {"request." + std::to_string(info.http_status),
          Severity::Fault,
          "request",
          0,
          {std::string{info.zh}, std::string{info.en}},
          {std::string{info.zh_cure}, std::string{info.en_cure}}};
}

std::string written(const Answer& answer) {
  if (answer.record) return to_text(*answer.record);
  if (!answer.doc_no.empty()) return answer.doc_no;
  if (!answer.source_id.empty()) return answer.source_id;
  if (!answer.rule.empty()) return answer.rule + " " + answer.period;
  return answer.obligation;
}

/// First leaf that packages and log alone do not explain yet (docs/formats/package.md).
TreeSize packaged_size(const registry::Registry& registry) {
  auto explained = registry.tree_size();
  const auto log_leaves =
      registry.leaves_not_of(std::max<LeafIndex>(0, registry.mark("log-package")), {"record", "package"}, 1);
  if (!log_leaves.empty()) explained = std::min(explained, log_leaves.front().index);
  const auto records = registry.records(std::max<std::int64_t>(0, registry.mark("package")), 1);
  return records.empty() ? explained : std::min(explained, records.front().leaf_index);
}

/// Keys and disk lie on one host: only a checkpoint that has left it shows a later change (architecture.md, promise 2).
std::optional<Text> outside_warning(std::int64_t taken_ms, Instant now, int days_max) {
  if (taken_ms < 0)
    return Text{"尚无外部见证：日结检查点未送出本机",
                "no outside witness: day-close checkpoints do not leave this house"};
  if (now - std::chrono::hours{24 * days_max} <= Instant{taken_ms}) return std::nullopt;
  const auto days = std::to_string(days_max), at = to_beijing_text(Instant{taken_ms});
  return Text{"外部见证中断：上一个送出本机的检查点是 " + at + "，已超过 " + days + " 天",
              "no checkpoint has left this house since " + at + ", more than " + days + " days"};
}

bool involves(const ledger::Obligation& obligation, const Viewer& viewer) {
  return viewer.sees_all || ledger::involves(obligation, viewer.unit);
}

}  // namespace

struct Archive::Parts {
  Parts(const DataLayout& layout_, const ArchiveOptions& options_, std::shared_ptr<const Clock> clock_)
      : layout{layout_},
        options{options_},
        clock{std::move(clock_)},
        lock{options.read_only ? nullptr : std::make_unique<WriteLock>(layout)},
        registry{layout.registry(),
                 options.read_only ? registry::Registry::Mode::ReadOnly : registry::Registry::Mode::ReadWrite},
        store{layout.packages()},
        spool{options.read_only ? nullptr
                                : std::make_unique<packages::Spool>(
                                      layout.spool(), [this](const Sha256& digest) { return waits(digest); })},
        entries{registry, reader},
        ledger{entries},
        stages{entries},
        signals{entries},
        authority{ledger, registry, stages, signals},
        bytes{registry, store},
        twins{registry, bytes, reader},
        simulated{!registry.meta("simulated").empty()},
        origin{registry.meta("origin")} {}

  /// A record in the journal still needs this attachment.
  bool waits(const Sha256& digest) const {
    return registry.attachment_waits(digest.hex(), std::max<std::int64_t>(0, registry.mark("package")));
  }

  void open_for_writing() {
    keys = std::make_unique<crypto::KeyStore>(crypto::KeyStore::load(layout.keys()));
    publisher = std::make_unique<packages::LogPublisher>(layout.log());
    index = std::make_unique<indexer::IndexWriter>(layout.index());
    ingest::RegistrarOptions registrar_options;
    registrar_options.backlog_records_max = options.backlog_records;
    registrar_options.backlog_bytes_max = options.backlog_bytes;
    registrar_options.watch_clock_jumps = options.watch_clock_jumps && !simulated;
    registrar_options.storage_failed = options.storage_failed;
    registrar_options.before_commit = [this] { spool->sync_group(); };
    registrar = std::make_unique<ingest::Registrar>(registry, *keys, *clock, registrar_options);
    accession = std::make_unique<ingest::Accession>(*registrar, registry, *keys, authority,
                                                    ingest::AccessionOptions{options.fonds, simulated});
    worker = std::make_unique<Worker>(
        WorkerParts{registry, *registrar, store, *spool, *publisher, *index, ledger, reader, bytes},
        options.worker_nice);
  }

  DataLayout layout;
  ArchiveOptions options;
  std::shared_ptr<const Clock> clock;
  std::unique_ptr<WriteLock> lock;
  registry::Registry registry;
  packages::PackageStore store;
  std::unique_ptr<packages::Spool> spool;  ///< only with the write lock: opening it sweeps
  RecordReader reader;
  EntrySource entries;
  LedgerView ledger;
  StageView stages;
  SignalView signals;
  Authority authority;
  RecordBytes bytes;
  Twins twins;
  bool simulated;
  std::string origin;
  // Only with the write lock; the worker goes first when the archive closes, the registrar after it.
  std::unique_ptr<crypto::KeyStore> keys;
  std::unique_ptr<packages::LogPublisher> publisher;
  std::unique_ptr<indexer::IndexWriter> index;
  std::unique_ptr<ingest::Registrar> registrar;
  std::unique_ptr<ingest::Accession> accession;
  std::unique_ptr<Worker> worker;
  std::unique_ptr<indexer::Searcher> searcher;
};

void Archive::found(const DataLayout& layout, const Founding& founding, const Clock& clock) {
  if (holds_anything(layout)) throw Error{ErrorCode::DataDirectoryExists}.with("data", layout.root.string());
  for (const auto& folder : {layout.packages(), layout.log(), layout.spool(), layout.index(),
                             layout.registry().parent_path(), layout.accounts().parent_path()})
    packages::make_directories_durably(folder);
  const auto at = clock.now();
  const auto keys = crypto::KeyStore::create(layout.keys(), founding.origin, at);
  packages::PackageStore::create(layout.packages());
  const evidence::LogKey log_key{founding.origin, keys.log_public_key()};
  packages::write_durably(layout.log() / "vkey", log_key.vkey() + "\n");
  packages::write_durably(layout.log() / "ca.pem", keys.ca_pem());
  registry::Registry::create(layout.registry());
  registry::Registry registry{layout.registry(), registry::Registry::Mode::ReadWrite};
  auto tx = registry.begin();
  tx.set_meta("origin", founding.origin);
  tx.set_meta("simulated", founding.simulated ? to_text(*founding.simulated) : "");
  tx.set_meta("open_day", to_text(beijing_day(at)));
  evidence::Tree tree{[](int, std::int64_t) { return std::string{}; }};
  registry::LeafRow leaf;
  leaf.type = "genesis";
  leaf.statement = genesis(founding, keys, at).text();
  leaf.salt = crypto::random_bytes(32);
  leaf.leaf = to_text(evidence::Leaf{at, at, evidence::commit_to(leaf.salt, leaf.statement)});
  leaf.index = tree.append(evidence::leaf_hash(leaf.leaf));
  leaf.group_size = 1;
  tx.insert(leaf);
  tx.insert_checkpoint(1, sign_checkpoint({founding.origin, 1, tree.root()}, log_key,
                                          [&](std::string_view body) { return keys.sign_log(body); }));
  tx.commit();
}

std::shared_ptr<const Clock> Archive::clock_of(const DataLayout& layout, std::optional<Instant> now) {
  require_finished(layout);
  if (!std::filesystem::exists(layout.registry()))
    throw Error{ErrorCode::DataDirectoryMissing}.with("data", layout.root.string());
  const registry::Registry registry{layout.registry(), registry::Registry::Mode::ReadOnly};
  if (registry.meta("simulated").empty()) {
    if (now)
      throw Error{ErrorCode::UsageError,
                  Text{"只有演练存档的时钟可以设定", "only an exercise archive's clock can be set"},
                  Text{"请去掉 --now", "leave --now out"}};
    return std::make_shared<SystemClock>();
  }
  return std::make_shared<SimulatedClock>(now.value_or(ingest::last_logged(registry)));
}

Archive::Archive(const DataLayout& layout, const ArchiveOptions& options, std::shared_ptr<const Clock> clock) {
  if (!std::filesystem::exists(layout.registry()))
    throw Error{ErrorCode::DataDirectoryMissing}.with("data", layout.root.string());
  parts_ = std::make_unique<Parts>(layout, options, std::move(clock));
  if (!options.read_only) parts_->open_for_writing();
  parts_->searcher = std::make_unique<indexer::Searcher>(layout.index());
}

Archive::~Archive() {
  // The worker ends first, while the registrar can still take its last steps.
  if (parts_) parts_->worker.reset();
}

std::unique_ptr<AttachmentSink> Archive::begin_attachment() {
  if (!parts_->spool) throw Error{ErrorCode::ReadOnly};
  return std::make_unique<SpoolSink>(*parts_->spool);
}

AccessionResult Archive::submit(Submission submission) {
  if (!parts_->accession) throw Error{ErrorCode::ReadOnly};
  auto result = parts_->accession->submit(submission);
  if (result.kind == AccessionResult::Kind::Created) parts_->worker->wake();
  if (result.accession && !submission.import && Twins::may_have_any(submission.record_xml)) {
    const auto twins = parts_->twins.findings(*result.accession, viewer(submission.actor));
    result.findings.insert(result.findings.end(), twins.begin(), twins.end());
  }
  return result;
}

AccessionResult Archive::refuse(const Actor& actor, std::string_view digest_hex, ErrorCode code, Findings findings) {
  if (!parts_->accession) throw Error{ErrorCode::ReadOnly};
  if (findings.empty()) findings.push_back(finding_of(code));
  return parts_->accession->refuse(actor, std::string{digest_hex}, findings);
}

registry::RecordRow Archive::visible_row(AccessionNumber number, const Viewer& viewer) const {
  auto row = parts_->registry.record(number);
  if (!row || !viewer.may_read(row->audience)) throw not_found(number);
  return std::move(*row);
}

AccessionStatus Archive::status(AccessionNumber number, const Viewer& viewer) const {
  const auto row = visible_row(number, viewer);
  AccessionStatus status;
  status.number = number;
  status.received_at = row.received_at;
  status.packaged.done = !row.package_id.empty();
  status.package = PackageId{row.package_id};
  status.indexed.done = parts_->registry.mark("index") >= number.value;
  status.settled.done = parts_->registry.mark("settle") >= number.value;
  status.published.done = parts_->registry.mark("publish") > row.leaf_index;
  if (!row.doc_no.empty() || !row.source_id.empty()) status.findings = parts_->twins.findings(number, viewer);
  return status;
}

std::string Archive::receipt(AccessionNumber number, const Viewer& viewer) const {
  visible_row(number, viewer);
  if (parts_->accession) return parts_->accession->receipt(number);
  const auto tree = ingest::load_tree(parts_->registry);
  return ingest::ReceiptReader{parts_->registry, tree}.receipt(number);
}

RecordPage Archive::record(AccessionNumber number, const Viewer& viewer) const {
  const auto row = visible_row(number, viewer);
  RecordPage page;
  page.number = number;
  page.xml = parts_->bytes.record_xml(row);
  auto read = parts_->reader.read(page.xml);
  if (!read) throw Error{ErrorCode::PackageUnreadable, "the record no longer reads"}.with("record", to_text(number));
  page.record = std::move(read.value());
  page.received_at = row.received_at;
  page.unit = row.unit;
  page.unit_counter = row.unit_counter;
  page.person = row.person;
  page.leaf_index = row.leaf_index;
  page.digest = row.digest;
  page.label = row.label;
  page.fonds = row.fonds;
  page.retention = row.retention;
  page.year = row.year;
  if (const auto leaf = parts_->registry.leaf(row.leaf_index)) {
    page.statement = leaf->statement;
    if (const auto statement = evidence::parse_statement(leaf->statement)) page.method = statement->get("method");
  }
  page.status = status(number, viewer);
  for (const auto& answer : page.record.answers) {
    Reference reference;
    reference.written = written(answer);
    // What is not there looks like what he may not see, or he could try numbers to learn which exist.
    reference.visible = viewer.sees_all || !answer.obligation.empty() || !answer.rule.empty();
    auto target = answer.record;
    if (!target && !answer.doc_no.empty()) {
      const auto found = parts_->registry.find_doc_no(answer.doc_no);
      if (!found.empty()) target = found.front();
    }
    if (!target && !answer.source_id.empty()) target = parts_->registry.find_source_id(answer.source_id);
    if (target) {
      const auto other = parts_->registry.record(*target);
      reference.visible = other && viewer.may_read(other->audience);
      if (reference.visible) {
        reference.number = target;
        reference.title = other->title;
        reference.kind = other->kind;
      }
    }
    page.answers.push_back(std::move(reference));
  }
  const auto duties = parts_->ledger.duties_of(number, beijing_day(now()));
  for (const auto& obligation : duties.answered)
    if (involves(obligation, viewer)) page.discharges.push_back(obligation.id);
  for (const auto& obligation : duties.made) {
    if (!involves(obligation, viewer)) continue;
    page.triggers.push_back(obligation.id);
    for (const auto& answer : obligation.discharging) {
      const auto other = parts_->registry.record(answer);
      if (!other || !viewer.may_read(other->audience)) continue;
      page.answered_by.push_back({answer, to_text(answer), other->title, other->kind, true});
    }
  }
  return page;
}

std::string Archive::record_xml(AccessionNumber number, const Viewer& viewer) const {
  return parts_->bytes.record_xml(visible_row(number, viewer));
}

std::string Archive::container(AccessionNumber number, const Viewer& viewer) const {
  const auto path = parts_->bytes.container(visible_row(number, viewer));
  if (!path)
    throw Error{ErrorCode::NotFound, Text{"该件尚未入库", "the record is not packaged yet"},
                Text{"请稍后再取", "come again in a moment"}}
        .with("record", to_text(number));
  return packages::read_bounded(*path, 8LL << 30U);
}

indexer::SearchAnswer Archive::search(const indexer::SearchRequest& request, const Viewer& viewer) const {
  return parts_->searcher->search(request, viewer);
}

std::vector<ledger::Obligation> Archive::obligations(const ObligationQuery& query, const Viewer& viewer) const {
  auto found = parts_->ledger.obligations(query, beijing_day(now()));
  const auto wanted = [&](const ledger::Obligation& obligation) {
    if (!involves(obligation, viewer)) return false;
    if (!query.unit.empty() && obligation.owing != query.unit) return false;
    if (query.month && (!obligation.due.day || std::chrono::year_month{obligation.due.day->year(),
                                                                       obligation.due.day->month()} != *query.month))
      return false;
    return query.state.empty() || ledger::in_state(obligation, query.state);
  };
  found.erase(std::remove_if(found.begin(), found.end(), [&](const auto& obligation) { return !wanted(obligation); }),
              found.end());
  for (auto& obligation : found) narrow(obligation, viewer);
  return found;
}

/// A duty may be seen by whom it binds; the trigger's sentence, and a step that has no effect, only by who may read the
/// paper it stands in: a stranger's words on the duty are not his.
void Archive::narrow(ledger::Obligation& obligation, const Viewer& viewer) const {
  if (viewer.sees_all) return;
  const auto may_read = [&](AccessionNumber number) {
    const auto row = parts_->registry.record(number);
    return row && viewer.may_read(row->audience);
  };
  if (obligation.trigger && !may_read(*obligation.trigger)) obligation.citing_text.clear();
  std::erase_if(obligation.history, [&](const auto& step) { return !step.applies && !may_read(step.record); });
}

ledger::Obligation Archive::obligation(const ObligationId& id, const ObligationQuery& query,
                                       const Viewer& viewer) const {
  auto found = parts_->ledger.find(id, query, beijing_day(now()));
  if (!found || !involves(*found, viewer)) throw Error{ErrorCode::NotFound}.with("obligation", id.text);
  narrow(*found, viewer);
  return std::move(*found);
}

Viewer Archive::viewer(const Actor& actor) const {
  Viewer viewer{actor.person, actor.unit, false};
  if (actor.method == AuthMethod::LocalOperator || actor.has(Role::Office) || actor.has(Role::Auditor) ||
      actor.has(Role::Reviewer)) {
    viewer.sees_all = true;
    return viewer;
  }
  // 三员 administer; they read no records (GB/T 39784-2021).
  if (actor.has(Role::SystemAdmin) || actor.has(Role::SecurityAdmin) || actor.has(Role::SecurityAuditor)) {
    viewer.unit = {};
    return viewer;
  }
  const auto unit = parts_->ledger.unit(actor.unit);
  viewer.sees_all = unit && (unit->unit_class == UnitClass::Bureau || unit->unit_class == UnitClass::Office ||
                             unit->unit_class == UnitClass::Committee || unit->unit_class == UnitClass::Government);
  return viewer;
}

std::vector<Unit> Archive::units() const { return parts_->ledger.units(); }

Health Archive::health() const {
  Health health;
  health.accepted = parts_->registry.last_accession();
  health.tree_size = parts_->registry.tree_size();
  health.packaged_size = packaged_size(parts_->registry);
  health.simulated = parts_->simulated;
  health.now = now();
  if (parts_->worker) {
    health.ready = parts_->worker->trouble().empty();
    health.packaged = parts_->worker->packaged();
    health.indexed = parts_->worker->indexed();
    health.settled = parts_->worker->settled();
    health.backlog = parts_->registrar->backlog().records;
    if (!health.ready)
      health.warnings.push_back({"后台处理出错：" + parts_->worker->trouble(), "worker: " + parts_->worker->trouble()});
  } else {
    health.packaged = std::max<std::int64_t>(0, parts_->registry.mark("package"));
    health.indexed = std::max<std::int64_t>(0, parts_->registry.mark("index"));
    health.settled = std::max<std::int64_t>(0, parts_->registry.mark("settle"));
    health.ready = true;
  }
  if (auto warning = outside_warning(parts_->registry.mark(outside_mark), health.now, parts_->options.outside_days))
    health.warnings.push_back(std::move(*warning));
  return health;
}

void Archive::keep_outside(Date day, std::string_view note, const std::string& name, std::string_view bytes) {
  if (!parts_->publisher) throw Error{ErrorCode::ReadOnly};
  parts_->publisher->keep_outside(day, "checkpoint", note);
  parts_->publisher->keep_outside(day, name, bytes);
}

bool Archive::add_cosignature(std::string_view body, const evidence::WitnessKey& witness, std::string_view line) {
  if (!parts_->publisher) throw Error{ErrorCode::ReadOnly};
  return parts_->publisher->add_cosignature(body, witness, line);
}

std::string Archive::published_checkpoint() const {
  if (!parts_->publisher) throw Error{ErrorCode::ReadOnly};
  return parts_->publisher->checkpoint();
}

void Archive::set_mark(const std::string& name, std::int64_t value) {
  if (!parts_->registrar) throw Error{ErrorCode::ReadOnly};
  parts_->registrar->run([&](ingest::Group& group) { group.tx().set_mark(name, value); });
}

Instant Archive::now() const { return parts_->clock->now(); }
bool Archive::simulated() const { return parts_->simulated; }
std::string Archive::origin() const { return parts_->origin; }
std::optional<registry::RefusalRow> Archive::refusal(LeafIndex leaf) const { return parts_->registry.refusal(leaf); }
const StageView& Archive::stages() const { return parts_->stages; }
const LedgerView& Archive::ledger() const { return parts_->ledger; }
LedgerCheck Archive::check_ledger(const std::function<void(std::int64_t, std::int64_t)>& progress) const {
  return app::check_ledger(parts_->registry, parts_->bytes, parts_->reader, progress);
}
const EntrySource& Archive::entries() const { return parts_->entries; }
const SignalView& Archive::signal_view() const { return parts_->signals; }
const registry::Registry& Archive::registry() const { return parts_->registry; }
std::filesystem::path Archive::log_directory() const { return parts_->layout.log(); }

void Archive::settle_now() {
  const auto target = parts_->registry.last_accession();
  parts_->worker->hurry(true);
  while (parts_->worker->settled() < target) std::this_thread::sleep_for(std::chrono::milliseconds{1});
  parts_->worker->hurry(false);
}

void Archive::drain(const std::function<void(std::int64_t done, std::int64_t total)>& progress) {
  auto& worker = *parts_->worker;
  worker.hurry(true);
  for (;;) {
    const auto total = parts_->registry.last_accession();
    const auto done = std::min({worker.packaged(), worker.indexed(), worker.settled()});
    if (progress) progress(done, total);
    if (done >= total && parts_->registrar->backlog().records == 0 &&
        packaged_size(parts_->registry) >= parts_->registry.tree_size() &&
        worker.published() >= parts_->registry.tree_size())
      break;
    if (!worker.trouble().empty()) throw Error{ErrorCode::StorageFailed, worker.trouble()};
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
  worker.hurry(false);
}

}  // namespace cundang::app
