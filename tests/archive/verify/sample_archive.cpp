// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/archive/verify/sample_archive.h"

#include "archive/crypto/digest.h"
#include "archive/evidence/leaf.h"
#include "archive/packages/durable_file.h"
#include "archive/packages/log_files.h"
#include "schema/model/error.h"

namespace cundang::verify {
namespace {

const std::string origin = "cundang.example/test";
const Instant start = *parse_instant("2012-07-02T01:00:00.000Z");

}  // namespace

SampleArchive::SampleArchive()
    : now_{start}, tree_{[this](int level, std::int64_t index) -> std::string {
        for (const auto& tile : full_tiles_)
          if (tile.level == level && tile.index == index) return tile.hashes;
        throw Error{ErrorCode::LogInconsistent};
      }} {
  std::filesystem::create_directories(directory());
  keys_ = std::make_unique<crypto::KeyStore>(crypto::KeyStore::create(scratch_ / "keys", origin, start));
  log_key_ = {origin, keys_->log_public_key()};
  packages::PackageStore::create(packages());
  store_ = std::make_unique<packages::PackageStore>(packages());
  packages::LogPublisher{log()}.publish_keys(log_key_.vkey(), keys_->ca_pem());
  evidence::Statement genesis{"genesis"};
  genesis.add("origin", origin)
      .add("created", to_text(start))
      .add("simulated", "no")
      .add("ca", crypto::sha256(keys_->ca_certificate_der()).hex())
      .add("log-key", log_key_.vkey());
  append(genesis);
}

LeafIndex SampleArchive::add_leaf(const evidence::Statement& statement, const std::string& salt) {
  now_ = now_ + std::chrono::milliseconds{7};
  const auto stated = parse_instant(statement.get("received"));
  leaves_.push_back(
      evidence::to_text(evidence::Leaf{stated.value_or(now_), now_, evidence::commit_to(salt, statement.text())}));
  const auto index = tree_.append(evidence::leaf_hash(leaves_.back()));
  for (auto& tile : tree_.take_completed()) full_tiles_.push_back(std::move(tile));
  return index;
}

std::string SampleArchive::proof(LeafIndex index) {
  const auto note = evidence::sign_checkpoint({origin, index + 1, tree_.root_at(index + 1)}, log_key_,
                                              [this](std::string_view body) { return keys_->sign_log(body); });
  return evidence::proof_text(index, tree_.inclusion_proof(index, index + 1), note);
}

void SampleArchive::record(const std::string& unit, const std::string& text) {
  Waiting waiting;
  auto& parts = waiting.parts;
  parts.accession = {next_accession++};
  parts.received_at = now_;
  parts.record_xml = "<record xmlns=\"urn:cundang:record:1\">" + text + "</record>";
  const auto path = scratch_.path() / ("attachment-" + to_text(parts.accession));
  const auto bytes = "附件 of " + text;
  packages::write_unsynced(path, bytes);
  parts.attachments = {
      {1, "附件.txt", "text/plain", static_cast<std::int64_t>(bytes.size()), crypto::sha256(bytes), path}};
  const auto record_digest = crypto::sha256(parts.record_xml);
  parts.signatures =
      keys_->seal({{"record.xml", record_digest}, {"attachments/0001.txt", crypto::sha256(bytes)}}, now_);
  evidence::Statement statement{"record"};
  statement.add("accession", to_text(parts.accession))
      .add("unit", unit)
      .add("unit-counter", std::to_string(++counters[unit].first))
      .add("received", to_text(parts.received_at))
      .add("digest",
           crypto::sha256(std::string{record_digest.bytes()} + std::string{crypto::sha256(bytes).bytes()}).hex())
      .add("record", record_digest.hex() + " " + std::to_string(parts.record_xml.size()))
      .add("attachment", crypto::sha256(bytes).hex() + " " + std::to_string(bytes.size()) + " 1")
      .add("signatures", crypto::sha256(parts.signatures).hex());
  parts.statement = statement.text();
  parts.salt = crypto::random_bytes(32);
  parts.envelope = "<envelope/>";
  parts.findings = "<findings/>";
  parts.metadata = "<metadata/>";
  waiting.index = add_leaf(statement, parts.salt);
  parts.leaf = leaves_.back();
  parts.proof_text = proof(waiting.index);
  records_.push_back(std::move(waiting));
}

void SampleArchive::append(const evidence::Statement& statement) {
  const auto salt = crypto::random_bytes(32);
  const auto index = add_leaf(statement, salt);
  others_.push_back(
      {index, now_, leaves_.back(), statement.text(), salt, proof(index), statement.type() == "refusal" ? "[]" : ""});
}

void SampleArchive::refuse(const std::string& unit) {
  evidence::Statement statement{"refusal"};
  statement.add("unit", unit)
      .add("refusal-counter", std::to_string(++counters[unit].second))
      .add("received", to_text(now_))
      .add("findings", crypto::sha256("[]").hex())
      .add("code", "form.missing-element");
  append(statement);
}

void SampleArchive::close_day() {
  evidence::Statement statement{"day-close"};
  statement.add("day", "2012-07-02").add("closed", "2012-07-02T16:00:00.000Z");
  for (const auto& [unit, both] : counters)
    statement.add("unit-counter", unit + " " + std::to_string(both.first) + " " + std::to_string(both.second));
  statement.add("size", std::to_string(tree_.size()));
  append(statement);
}

void SampleArchive::put(const packages::PackageDraft& draft, std::int64_t count, const std::string& first,
                        const std::string& last) {
  const auto stored = store_->commit(store_->stage(draft));
  store_->settled(stored.id);
  evidence::Statement statement{"package"};
  statement.add("object", stored.id.text)
      .add("version", "1")
      .add("inventory", stored.inventory.hex())
      .add("records", std::to_string(count))
      .add("first", first)
      .add("last", last);
  add_leaf(statement, std::string{crypto::sha256("cundang-package-salt/1\n", statement.text()).bytes()});
}

void SampleArchive::package() {
  if (!records_.empty()) {
    const auto first = to_text(records_.front().parts.accession);
    packages::PackageDraft draft{{"urn:cundang:package:0194:2012:D30:" + first}, "0194:2012:D30", now_, {}};
    for (const auto& each : records_)
      draft.files.push_back(
          {packages::container_name(each.parts.accession), packages::write_container(each.parts), {}});
    put(draft, static_cast<std::int64_t>(records_.size()), first, to_text(records_.back().parts.accession));
    records_.clear();
  }
  if (!others_.empty()) {
    const auto first = others_.front().index, last = others_.back().index;
    packages::PackageDraft draft{{"urn:cundang:package:log:L" + packages::leaf_stem(first)}, "log", now_, {}};
    draft.files.push_back({packages::log_container_name(first, last), packages::write_log_container(others_), {}});
    put(draft, static_cast<std::int64_t>(others_.size()), std::to_string(first), std::to_string(last));
    others_.clear();
  }
}

void SampleArchive::publish() {
  std::vector<packages::LogTile> tiles, bundles;
  for (const auto& tile : full_tiles_) tiles.push_back({tile.level, tile.index, 256, tile.hashes});
  auto unfinished = tree_.size();
  for (int level = 0; level < tree_.levels(); ++level, unfinished /= 256)
    if (auto bytes = tree_.partial_tile(level); !bytes.empty())
      tiles.push_back({level, unfinished / 256, static_cast<int>(bytes.size() / Sha256::size), std::move(bytes)});
  for (std::size_t at = 0; at < leaves_.size(); at += 256) {
    const auto width = std::min<std::size_t>(256, leaves_.size() - at);
    const auto begin = leaves_.begin() + static_cast<std::ptrdiff_t>(at);
    bundles.push_back({-1, static_cast<std::int64_t>(at / 256), static_cast<int>(width),
                       packages::encode_entry_bundle({begin, begin + static_cast<std::ptrdiff_t>(width)})});
  }
  packages::LogPublisher{log()}.publish(
      tiles, bundles,
      evidence::sign_checkpoint({origin, tree_.size(), tree_.root()}, log_key_,
                                [this](std::string_view body) { return keys_->sign_log(body); }));
}

void SampleArchive::make_usual() {
  for (int i = 0; i < 5; ++i)
    record(i % 2 == 0 ? "ZJW" : "JTJ", "会议纪要第" + std::to_string(i) + "号，" + std::string(600, 'x'));
  refuse("JTJ");
  package();
  for (int i = 0; i < 3; ++i) record("ZJW", "落实情况反馈 " + std::to_string(i));
  close_day();
  package();
  publish();
}

}  // namespace cundang::verify
