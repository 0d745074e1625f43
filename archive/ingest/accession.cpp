// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/ingest/accession.h"

#include <future>

#include "archive/crypto/digest.h"
#include "archive/ingest/assure.h"
#include "archive/ingest/describe.h"
#include "archive/ingest/receipts.h"
#include "archive/packages/container_layout.h"

namespace cundang::ingest {
namespace {

std::string method_text(AuthMethod method) {
  switch (method) {
    case AuthMethod::Password:
      return "password";
    case AuthMethod::Token:
      return "token";
    case AuthMethod::LocalOperator:
      return "local";
  }
  return "local";
}

std::string yes_no(bool value) { return value ? "yes" : "no"; }

/// As written in the statement: what a record answers, one line each.
std::string answer_text(const Answer& answer) {
  std::string text;
  if (answer.record)
    text = "record " + to_text(*answer.record);
  else if (!answer.doc_no.empty())
    text = "doc-no " + answer.doc_no;
  else if (!answer.source_id.empty())
    text = "source-id " + answer.source_id;
  else if (!answer.rule.empty())
    text = "rule " + answer.rule + " period " + answer.period;
  else
    text = "obligation " + answer.obligation;
  if (!answer.item.empty()) text += " item " + answer.item;
  if (!answer.part.empty()) text += " part " + answer.part;
  return text;
}

/// Everything known of a sealed submission before it has its numbers.
struct Sealed {
  Actor actor;
  Record record;
  std::string record_xml;
  Sha256 record_digest, identity;
  std::string signatures;
  std::string idempotency_hash;  ///< SHA-256 of the key, hex; empty without one
  std::optional<ImportIdentity> import;
  Description description;
  Findings warnings;
  Instant received_at;
};

/// What the waiting caller gets from the writer thread.
struct Registered {
  bool created = false;
  AccessionNumber accession;
  LeafIndex refusal_leaf = -1;
  registry::RecordRow record;
  registry::RefusalRow refusal;
  registry::LeafRow leaf;
  std::vector<Sha256> path;
  std::string checkpoint;
};

/// Common end of both jobs: the proof of the new leaf, then the promise.
class LeafJob : public Job {
 public:
  Registered wait() { return promise_.get_future().get(); }
  void committed(const Head& head) override {
    if (result_.created) {
      result_.leaf.group_size = head.size;
      result_.path = head.tree.inclusion_proof(result_.leaf.index, head.size);
      result_.checkpoint = head.checkpoint;
    }
    promise_.set_value(std::move(result_));
  }
  void failed(std::exception_ptr why) override { promise_.set_exception(std::move(why)); }

 protected:
  Registered result_;  // NOLINT: filled by apply() of the derived job

 private:
  std::promise<Registered> promise_;
};

class AcceptJob final : public LeafJob {
 public:
  AcceptJob(Sealed sealed, Registrar& registrar, bool simulated)
      : sealed_{std::move(sealed)}, registrar_{registrar}, simulated_{simulated} {}
  std::optional<Instant> received() const override { return sealed_.received_at; }
  bool has_attachments() const override { return !sealed_.record.attachments.empty(); }
  bool restores_clock() const override {
    return sealed_.record.kind == "clock-ruling" && sealed_.actor.has(Role::Office);
  }

  void apply(Group& group) override {
    result_ = {};
    const auto identity = sealed_.identity.hex();
    const auto identical = group.tx().find_identical(identity);
    if (const auto known = find_known(group.tx(), identity, identical)) {
      result_.accession = *known;
      return;
    }
    auto& row = result_.record;
    row = make_row(identity);
    auto& counters = group.unit(sealed_.actor.unit);
    row.accession = group.next_accession();
    row.unit_counter = ++counters.accepted;
    row.leaf_index = group.next_leaf();
    store(group.tx(), row, identity);
    result_.leaf = group.append(statement(identical, row), crypto::random_bytes(32), sealed_.received_at);
    result_.accession = row.accession;
    result_.created = true;
  }

  void committed(const Head& head) override {
    if (result_.created)
      registrar_.add_backlog(1, static_cast<std::int64_t>(sealed_.record_xml.size() + sealed_.signatures.size()));
    LeafJob::committed(head);
  }

 private:
  std::optional<AccessionNumber> find_known(registry::Transaction& tx, const std::string& identity,
                                            const std::vector<registry::Identical>& identical) const {
    if (!sealed_.idempotency_hash.empty()) {
      if (const auto used = tx.find_idempotency(sealed_.actor.unit, sealed_.idempotency_hash)) {
        if (used->first != identity)
          throw Error{ErrorCode::IdempotencyConflict}.with("accession", to_text(used->second));
        return used->second;
      }
    }
    // Two old papers with the same text stay two: what counts for an import is the paper's id at its source.
    if (sealed_.import) return tx.find_import(sealed_.import->source, sealed_.import->id);
    for (const auto& same : identical)
      if (same.unit == sealed_.actor.unit) return same.accession;
    return std::nullopt;
  }

  registry::RecordRow make_row(const std::string& identity) const {
    const auto& record = sealed_.record;
    registry::RecordRow row;
    row.unit = sealed_.actor.unit;
    row.person = sealed_.actor.person;
    row.received_at = sealed_.received_at;
    row.digest = identity;
    row.kind = record.kind;
    row.series = record.series;
    row.title = record.title;
    row.doc_no = record.doc_no;
    row.label = sealed_.description.label;
    row.audience = sealed_.description.audience;
    row.historical = record.historical;
    row.source_system = record.source_system;
    row.source_id = record.source_id;
    row.fonds = sealed_.description.fonds;
    row.year = sealed_.description.year;
    row.retention = sealed_.description.retention;
    return row;
  }

  void store(registry::Transaction& tx, const registry::RecordRow& row, const std::string& identity) {
    tx.insert(row);
    for (const auto& attachment : sealed_.record.attachments)
      tx.insert(row.accession, registry::AttachmentRow{attachment.number, attachment.name, attachment.media_type,
                                                       attachment.role, attachment.size, attachment.sha256.hex()});
    tx.insert(registry::JournalRow{row.accession, sealed_.record_xml, sealed_.signatures,
                                   findings_to_text(sealed_.warnings)});
    if (!sealed_.idempotency_hash.empty())
      tx.insert_idempotency(row.unit, sealed_.idempotency_hash, identity, row.accession);
    if (sealed_.import) tx.insert_import(sealed_.import->source, sealed_.import->id, row.accession);
  }

  evidence::Statement statement(const std::vector<registry::Identical>& identical,
                                const registry::RecordRow& row) const {
    const auto& record = sealed_.record;
    evidence::Statement statement{"record"};
    statement.add("accession", to_text(row.accession))
        .add("unit", row.unit.text)
        .add("unit-counter", std::to_string(row.unit_counter))
        .add("person", row.person.text)
        .add("method", method_text(sealed_.actor.method))
        .add("received", to_text(row.received_at))
        .add("simulated", yes_no(simulated_))
        .add("kind", row.kind)
        .add_if("series", row.series)
        .add("label", row.label)
        .add("historical", yes_no(row.historical))
        .add_if("source-system", row.source_system)
        .add_if("source-id", row.source_id)
        .add("digest", row.digest)
        .add("record", sealed_.record_digest.hex() + " " + std::to_string(sealed_.record_xml.size()));
    for (const auto& attachment : record.attachments)
      statement.add("attachment", attachment.sha256.hex() + " " + std::to_string(attachment.size) + " " +
                                      std::to_string(attachment.number));
    statement.add("signatures", crypto::sha256(sealed_.signatures).hex());
    for (const auto& answer : record.answers) statement.add("answers", answer_text(answer));
    for (const auto& other : identical) statement.add("duplicate-of", to_text(other.accession));
    if (record.on_behalf_of) statement.add("on-behalf-of", record.on_behalf_of->code.text);
    statement.add_if("idempotency", sealed_.idempotency_hash);
    if (sealed_.import) statement.add("import", sealed_.import->source + " " + sealed_.import->id);
    std::string audience;
    for (const auto& term : row.audience) audience += (audience.empty() ? "" : " ") + term;
    statement.add("audience", audience)
        .add("fonds", row.fonds)
        .add("year", std::to_string(row.year))
        .add("retention", row.retention);
    return statement;
  }

  Sealed sealed_;
  Registrar& registrar_;
  bool simulated_;
};

class RefuseJob final : public LeafJob {
 public:
  RefuseJob(Actor actor, std::string digest, Findings findings, Instant received_at, bool simulated)
      : actor_{std::move(actor)},
        digest_{std::move(digest)},
        findings_{std::move(findings)},
        received_at_{received_at},
        simulated_{simulated} {}
  std::optional<Instant> received() const override { return received_at_; }

  void apply(Group& group) override {
    result_ = {};
    const bool secret = is_secret(findings_);
    auto& row = result_.refusal;
    row.unit = actor_.unit;
    row.received_at = received_at_;
    row.digest = secret ? "" : digest_;
    row.findings = findings_to_text(findings_);
    row.codes = crypto::sha256(row.findings).hex();
    // The same bytes refused for the same reasons get the same slip; of a 涉密件 there is nothing to compare.
    if (!secret && !row.digest.empty()) {
      if (const auto known = group.tx().find_refusal(row.unit, row.digest, row.codes)) {
        result_.refusal_leaf = *known;
        return;
      }
    }
    row.counter = ++group.unit(actor_.unit).refused;
    row.leaf_index = group.next_leaf();
    group.tx().insert(row);
    result_.leaf = group.append(statement(row, secret), crypto::random_bytes(32), received_at_);
    result_.refusal_leaf = row.leaf_index;
    result_.created = true;
  }

 private:
  evidence::Statement statement(const registry::RefusalRow& row, bool secret) const {
    evidence::Statement statement{"refusal"};
    statement.add("unit", row.unit.text).add("refusal-counter", std::to_string(row.counter));
    if (!secret) statement.add("person", actor_.person.text).add("method", method_text(actor_.method));
    statement.add("received", to_text(row.received_at));
    if (secret) return statement;
    statement.add("simulated", yes_no(simulated_));
    statement.add_if("digest", row.digest);
    statement.add("findings", row.codes);
    for (const auto& finding : findings_)
      if (finding.severity == Severity::Fault) statement.add("code", finding.code);
    return statement;
  }

  Actor actor_;
  std::string digest_;
  Findings findings_;
  Instant received_at_;
  bool simulated_;
};

Finding other_content(AccessionNumber accession) {
  const auto number = to_text(accession);
  return {other_content_code,
          Severity::Warning,
          "id",
          0,
          {"该 id 已登记为 " + number + "，内容与此不同", "the id is registered as " + number + ", with other content"},
          {"已登记的一件不变；内容确有更正的，请登记更正",
           "what is registered stands; where the content was corrected, file a correction"}};
}

/// Names of the sealed files as they stand in the container.
std::vector<crypto::SealedFile> sealed_files(const Record& record, const Sha256& record_digest) {
  std::vector<crypto::SealedFile> files{{"record.xml", record_digest}};
  for (const auto& attachment : record.attachments)
    files.push_back(
        {packages::attachment_entry(attachment.number, attachment.name), attachment.sha256, attachment.media_type});
  return files;
}

}  // namespace

Accession::Accession(Registrar& registrar, registry::Registry& registry, const crypto::KeyStore& keys,
                     const Checks& checks, AccessionOptions options)
    : registrar_{registrar}, registry_{registry}, keys_{keys}, checks_{checks}, options_{std::move(options)} {}

AccessionResult Accession::submit(const Submission& submission) {
  registrar_.check_backlog();
  const Registrar::Arrival arrival{registrar_};
  const auto record_digest = crypto::sha256(submission.record_xml);
  const auto identity = record_identity(record_digest, submission.attachments);

  auto assured = assure(reader_, checks_, submission, arrival.at());
  if (!assured) return refuse_at(submission.actor, identity.hex(), assured.findings(), arrival.at());

  Sealed sealed;
  sealed.warnings = assured.findings();
  sealed.actor = submission.actor;
  sealed.record = std::move(assured.value());
  sealed.record_xml = submission.record_xml;
  sealed.record_digest = record_digest;
  sealed.identity = identity;
  if (!submission.idempotency_key.empty()) sealed.idempotency_hash = crypto::sha256(submission.idempotency_key).hex();
  sealed.import = submission.import;
  sealed.received_at = arrival.at();
  sealed.description = describe(sealed.record, sealed.actor, arrival.at(), options_.fonds);
  sealed.signatures = keys_.seal(sealed_files(sealed.record, record_digest), arrival.at());

  AccessionResult result;
  result.findings = sealed.warnings;
  const auto job = std::make_shared<AcceptJob>(std::move(sealed), registrar_, options_.simulated);
  registrar_.enqueue(job);
  auto registered = job->wait();
  result.accession = registered.accession;
  if (registered.created) {
    result.kind = AccessionResult::Kind::Created;
    result.receipt_json =
        to_json(make_receipt(registered.record, registered.leaf, std::move(registered.path),
                             std::move(registered.checkpoint), options_.simulated, registrar_.origin()));
  } else {
    result.kind = AccessionResult::Kind::Repeated;
    result.receipt_json = receipt(registered.accession);
    const auto kept = registry_.record(registered.accession);
    if (submission.import && kept && kept->digest != identity.hex())
      result.findings.push_back(other_content(registered.accession));
  }
  return result;
}

AccessionResult Accession::refuse(const Actor& actor, const std::string& digest_hex, const Findings& findings) {
  const Registrar::Arrival arrival{registrar_};
  return refuse_at(actor, digest_hex, findings, arrival.at());
}

AccessionResult Accession::refuse_at(const Actor& actor, const std::string& digest_hex, const Findings& findings,
                                     Instant at) {
  const auto job = std::make_shared<RefuseJob>(actor, digest_hex, findings, at, options_.simulated);
  registrar_.enqueue(job);
  auto registered = job->wait();
  AccessionResult result;
  result.kind = AccessionResult::Kind::Refused;
  result.findings = findings;
  result.receipt_json =
      registered.created ? to_json(make_slip(registered.refusal, registered.leaf, std::move(registered.path),
                                             std::move(registered.checkpoint), options_.simulated, registrar_.origin()))
                         : slip(registered.refusal_leaf);
  return result;
}

std::string Accession::receipt(AccessionNumber accession) const {
  const auto tree = registrar_.tree();
  return ReceiptReader{registry_, tree}.receipt(accession);
}

std::string Accession::slip(LeafIndex refusal) const {
  const auto tree = registrar_.tree();
  return ReceiptReader{registry_, tree}.slip(refusal);
}

}  // namespace cundang::ingest
