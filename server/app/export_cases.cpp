// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/export_cases.h"

#include <algorithm>
#include <unordered_set>

#include "archive/crypto/key_store.h"
#include "archive/evidence/published_log.h"
#include "archive/packages/container_layout.h"
#include "archive/packages/durable_file.h"
#include "archive/packages/export_writer.h"
#include "archive/packages/file_digest.h"
#include "archive/packages/package_store.h"
#include "schema/model/csv.h"
#include "schema/model/json.h"

namespace cundang::app {
namespace {

constexpr std::int64_t log_file_max = 256LL * (2 + 65535);  ///< an entry bundle of the longest leaves
constexpr int page = 1000;                                  ///< hits asked for at once

Error not_yet(AccessionNumber number) {
  return Error{ErrorCode::NotFound,
               Text{"该件尚未入库或公布，不能导出", "the record is not packaged and published yet"},
               Text{"请稍后再试", "come again in a moment"}}
      .with("record", to_text(number));
}

/// One value of a line: control characters would end it.
std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
  return text;
}

/// The two manifests grow line by line.
class Manifest {
 public:
  Manifest() { json_.open_object().member("format", "cundang-export/1").key("records").open_array(); }

  void add(const RecordPage& record, const Sha256& sha256, const Sha512& sha512) {
    const auto& date = record.record.document_date;
    const std::vector<std::pair<const char*, std::string>> fields{
        {"accession", to_text(record.number)},
        {"title", record.record.title},
        {"doc_no", record.record.doc_no},
        {"unit", record.unit.text},
        {"kind", record.record.kind},
        {"document_date", date ? to_text(*date) : std::string{}},
        {"received_at", to_text(record.received_at)},
        {"leaf_index", std::to_string(record.leaf_index)},
        {"digest", record.digest},
        {"sha256", sha256.hex()},
        {"sha512", sha512.hex()}};
    json_.open_object();
    auto& row = rows_.emplace_back();
    for (const auto& [name, value] : fields) {
      json_.member(name, value);
      row.push_back(value);
    }
    json_.close_object();
  }
  std::string json() { return json_.close_array().close_object().text() + "\n"; }
  std::string csv() const { return to_csv(rows_); }

 private:
  JsonWriter json_;
  std::vector<CsvRow> rows_{{"登记号 accession", "题名 title", "发文字号 doc_no", "单位 unit", "文种 kind",
                             "成文日期 document_date", "收到 received_at", "日志序号 leaf_index", "摘要 digest",
                             "sha256", "sha512"}};
};

std::string export_text(const Archive& archive, const ExportOrder& order, TreeSize size, Instant at) {
  std::string text = "cundang-export/1\norigin " + archive.origin() + "\nexported " + to_text(at) + "\nsimulated " +
                     (archive.simulated() ? "yes" : "no") + "\nperson " + order.actor.person.text + "\n";
  if (!order.actor.unit.text.empty()) text += "unit " + order.actor.unit.text + "\n";
  if (order.query) text += "query " + one_line(*order.query) + "\n";
  return text + "indexed " + std::to_string(archive.health().indexed) + "\nsize " + std::to_string(size) +
         "\nrecords " + std::to_string(order.records.size()) + "\n";
}

evidence::LogFiles files_of(const std::filesystem::path& directory) {
  return [directory](const std::string& path) -> std::optional<std::string> {
    if (!std::filesystem::is_regular_file(directory / path)) return std::nullopt;
    return packages::read_bounded(directory / path, log_file_max);
  };
}

evidence::LogKey key_of(const crypto::KeyStore& keys, const std::string& origin) {
  return {origin, keys.log_public_key()};
}

}  // namespace

std::vector<AccessionNumber> all_hits(const Service& service, const std::string& query, const Viewer& viewer) {
  std::vector<AccessionNumber> found;
  std::unordered_set<std::int64_t> seen;  // the index may move on between two pages
  indexer::SearchRequest request;
  request.query = query;
  request.limit = page;
  request.snippets = false;
  for (;; request.offset += page) {
    const auto hits = service.search(request, viewer).hits;
    for (const auto& hit : hits)
      if (const auto number = parse_accession_number(hit.id); number && seen.insert(number->value).second)
        found.push_back(*number);
    if (static_cast<int>(hits.size()) < page) return found;
  }
}

void write_export(const Archive& archive, const DataLayout& layout, const ExportOrder& order, const Viewer& viewer,
                  const std::filesystem::path& out, const std::function<void(std::int64_t done)>& progress,
                  const ExportObserver& observer) {
  const auto keys = crypto::KeyStore::load(layout.keys());
  const auto log_files = files_of(layout.log());
  const auto log = evidence::read_published_log(log_files, key_of(keys, archive.origin()));
  const packages::PackageStore store{layout.packages()};
  const auto at = archive.now();
  packages::ExportWriter writer{out, at};
  writer.add("VERIFY.md", packages::carried_verify_md());
  writer.add("verify.sh", packages::carried_verify_sh());
  writer.add("log/checkpoint", log.note);
  writer.add("log/vkey", key_of(keys, archive.origin()).vkey() + "\n");
  writer.add("log/ca.pem", keys.ca_pem());
  writer.add("log/seal.der", keys.seal_certificate_der());
  Manifest manifest;
  std::int64_t done = 0;
  for (const auto number : order.records) {
    const auto record = archive.record(number, viewer);
    if (!record.status.packaged.done || record.leaf_index >= log.checkpoint.size) throw not_yet(number);
    const auto path = store.path_of(record.status.package, packages::container_name(number));
    const auto sha256 = writer.add_file("records/" + to_text(number) + ".asice", path);
    writer.add("proofs/" + to_text(number) + ".tlog-proof",
               evidence::proof_text(record.leaf_index, log.tree.inclusion_proof(record.leaf_index, log.checkpoint.size),
                                    log.note,
                                    evidence::read_published_leaf(log_files, record.leaf_index, log.checkpoint.size)));
    manifest.add(record, sha256, packages::sha512_of_file(path));
    if (progress) progress(++done);
  }
  writer.add("export.txt", export_text(archive, order, log.checkpoint.size, at));
  writer.add("manifest.csv", manifest.csv());
  writer.add("manifest.json", manifest.json());
  writer.finish([&](std::string_view bytes) { return keys.sign_detached(bytes); });
  if (observer) observer(order.actor, order.query.value_or(""), static_cast<std::int64_t>(order.records.size()));
}

}  // namespace cundang::app
