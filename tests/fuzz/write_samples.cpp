// SPDX-License-Identifier: GPL-3.0-or-later
// fuzz_samples FOLDER: makes a small archive and writes its evidence into FOLDER: containers, seal, texts of the log,
// keys, receipts. Wanted again only when a format changes.
#include <cstdio>
#include <fstream>
#include <iterator>

#include "archive/crypto/digest.h"
#include "archive/evidence/leaf.h"
#include "archive/evidence/receipt.h"
#include "tests/archive/verify/sample_archive.h"

namespace {

using namespace cundang;

void write(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream out{path, std::ios::binary};
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out.flush()) throw std::runtime_error{"cannot be written: " + path.string()};
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// The first file of that beginning in the packages.
std::string packaged(const verify::SampleArchive& archive, const std::string& beginning) {
  for (const auto& each : std::filesystem::recursive_directory_iterator{archive.packages()})
    if (each.path().filename().string().starts_with(beginning)) return read(each.path());
  throw std::runtime_error{"not in the packages: " + beginning};
}

void write_record(const verify::SampleArchive& archive, const std::filesystem::path& folder) {
  const auto bytes = packaged(archive, "R0000001");
  write(folder / "R0000001.asice", bytes);
  const auto container = packages::ContainerReader::open(std::string_view{bytes});
  for (const auto* name : {"signatures.xml", "statement.txt", "leaf.txt", "proof.txt"})
    write(folder / name, container.read(std::string{"META-INF/"} + name));
}

/// A receipt, a slip and the slip of a 涉密件, each the one leaf of a log of the sample's key.
void write_receipts(const verify::SampleArchive& archive, const std::filesystem::path& folder) {
  const auto received = *parse_instant("2012-07-02T01:02:03.456Z");
  const auto issue = [&](evidence::Receipt receipt, evidence::Statement statement, const std::string& name) {
    receipt.origin = archive.log_key().name;
    receipt.received_at = received;
    statement.add("received", to_text(received)).add("simulated", "no").add_if("digest", receipt.digest);
    for (const auto& finding : receipt.findings) statement.add("code", finding.code);
    receipt.statement = statement.text();
    receipt.salt = crypto::random_bytes(32);
    receipt.leaf =
        evidence::to_text(evidence::Leaf{received, received, evidence::commit_to(receipt.salt, receipt.statement)});
    evidence::Tree tree{[](int, std::int64_t) -> std::string { throw std::logic_error{"no tile"}; }};
    tree.append(evidence::leaf_hash("before"));
    receipt.leaf_index = tree.append(evidence::leaf_hash(receipt.leaf));
    tree.append(evidence::leaf_hash("behind"));
    receipt.proof = tree.inclusion_proof(receipt.leaf_index, tree.size());
    receipt.checkpoint =
        evidence::sign_checkpoint({receipt.origin, tree.size(), tree.root()}, archive.log_key(),
                                  [&](std::string_view body) { return archive.keys().sign_log(body); });
    if (has_fault(evidence::check_receipt(receipt, archive.log_key())))
      throw std::logic_error{"does not hold: " + name};
    write(folder / name, evidence::to_json(receipt));
  };
  evidence::Receipt receipt;
  receipt.accession = AccessionNumber{42};
  receipt.unit = {"ZJW"};
  receipt.counter = 7;
  receipt.digest = crypto::sha256("record").hex();
  receipt.title = "关于\"安全生产月\"的\\报告\n第二行";
  issue(receipt, evidence::Statement{"record"}.add("accession", "R0000042").add("unit", "ZJW").add("unit-counter", "7"),
        "receipt.json");
  evidence::Receipt slip;
  slip.type = evidence::Receipt::Type::Refusal;
  slip.unit = {"GAJ"};
  slip.counter = 3;
  const auto refusal = evidence::Statement{"refusal"}.add("unit", "GAJ").add("refusal-counter", "3");
  issue(slip, refusal, "slip-secret.json");
  slip.digest = crypto::sha256("refused").hex();
  slip.findings = {{"form.missing-element",
                    Severity::Fault,
                    "/record/document/title",
                    12,
                    {"缺标题", "no title"},
                    {"请补", "add it"}}};
  issue(slip, refusal, "slip.json");
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) {
    std::fputs("usage: fuzz_samples FOLDER\n", stderr);
    return 2;
  }
  const std::filesystem::path folder{argv[1]};
  verify::SampleArchive archive;
  archive.record("ZJW", "会议纪要");
  archive.refuse("JTJ");
  archive.package();
  archive.publish();
  write(folder / "vkey", archive.log_key().vkey() + "\n");
  write(folder / "ca.pem", archive.keys().ca_pem());
  write(folder / "checkpoint.txt", read(archive.log() / "checkpoint"));
  write(folder / "log.zip", packaged(archive, "L"));
  write_record(archive, folder);
  write_receipts(archive, folder);
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
