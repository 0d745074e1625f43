// SPDX-License-Identifier: GPL-3.0-or-later
// What one core does a second on the way from a checked record to its receipt. Prints a table; run it on a quiet
// machine.
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <thread>
#include <vector>

#include "archive/crypto/digest.h"
#include "archive/crypto/key_store.h"
#include "archive/crypto/seal_check.h"
#include "archive/evidence/checkpoint.h"
#include "archive/evidence/leaf.h"
#include "archive/evidence/merkle.h"
#include "archive/evidence/receipt.h"
#include "archive/evidence/statement.h"

namespace {

using namespace cundang;
using Steady = std::chrono::steady_clock;

const std::string origin = "cundang.example/bench";

/// Calls `work` for about a second and prints how often it could.
void measure(const char* name, const std::function<void()>& work, int each = 1) {
  for (int n = 0; n < 3; ++n) work();
  const auto begin = Steady::now();
  long done = 0;
  double seconds = 0;
  while (seconds < 1.0) {
    work();
    done += each;
    seconds = std::chrono::duration<double>(Steady::now() - begin).count();
  }
  std::printf("%-44s %10.0f /s %9.1f us\n", name, static_cast<double>(done) / seconds,
              seconds * 1e6 / static_cast<double>(done));
}

/// A tree of a million leaves whose full tiles are kept in memory.
struct BenchLog {
  std::vector<std::vector<std::string>> tiles{8};
  evidence::Tree tree{[this](int level, std::int64_t index) {
    return tiles[static_cast<std::size_t>(level)][static_cast<std::size_t>(index)];
  }};
  explicit BenchLog(int leaves) {
    for (int n = 0; n < leaves; ++n) {
      tree.append(evidence::leaf_hash(std::to_string(n)));
      if (n % 4096 == 0) keep();
    }
    keep();
  }
  void keep() {
    for (auto& tile : tree.take_completed())
      tiles[static_cast<std::size_t>(tile.level)].push_back(std::move(tile.hashes));
  }
};

evidence::Statement statement(Instant at, const std::string& digest) {
  evidence::Statement text{"record"};
  text.add("accession", "R0000042").add("unit", "ZJW").add("unit-counter", "7").add("person", "wang.min");
  text.add("method", "token").add("received", to_text(at)).add("kind", "minutes").add("series", "安委会例会");
  text.add("label", "内部").add("digest", digest).add("record", digest + " 10240").add("signatures", digest);
  return text.add("fonds", "0001").add("year", "2012").add("retention", "permanent");
}

/// One group commit: leaves, root, checkpoint and a receipt with its proof for each.
void commit_group(BenchLog& log, const crypto::KeyStore& keys, const evidence::LogKey& key, Instant at, int members) {
  auto scratch = log.tree;
  std::vector<evidence::Receipt> receipts(static_cast<std::size_t>(members));
  for (auto& receipt : receipts) {
    receipt.statement = statement(at, key.name).text();
    receipt.salt = crypto::random_bytes(32);
    receipt.leaf = to_text(evidence::Leaf{at, at, evidence::commit_to(receipt.salt, receipt.statement)});
    receipt.leaf_index = scratch.append(evidence::leaf_hash(receipt.leaf));
  }
  const auto note = sign_checkpoint({origin, scratch.size(), scratch.root()}, key,
                                    [&](std::string_view body) { return keys.sign_log(body); });
  std::size_t bytes = 0;
  for (auto& receipt : receipts) {
    receipt.proof = scratch.inclusion_proof(receipt.leaf_index, scratch.size());
    receipt.checkpoint = note;
    bytes += to_json(receipt).size();
  }
  if (bytes == 0) std::abort();
  log.tree = std::move(scratch);
  log.keep();
}

void measure_threads(const crypto::KeyStore& keys, const std::vector<crypto::SealedFile>& files, Instant at) {
  constexpr int each = 10'000;
  const auto begin = Steady::now();
  std::vector<std::thread> threads;
  for (int t = 0; t < 2; ++t)
    threads.emplace_back([&] {
      for (int n = 0; n < each; ++n) keys.seal(files, at);
    });
  for (auto& thread : threads) thread.join();
  const auto seconds = std::chrono::duration<double>(Steady::now() - begin).count();
  std::printf("%-44s %10.0f /s\n", "seal on two threads, both together", 2 * each / seconds);
}

}  // namespace

int main() {
  const auto folder =
      std::filesystem::temp_directory_path() / ("cundang-seal-bench-" + to_hex(crypto::random_bytes(6)));
  const Instant at{1'341'190'923'456};
  const auto keys = crypto::KeyStore::create(folder, origin, at);
  const evidence::LogKey key{origin, keys.log_public_key()};
  const std::vector<crypto::SealedFile> files{{"record.xml", crypto::sha256("x")}};
  const auto seal = keys.seal(files, at);
  const auto node = crypto::sha256("node");

  measure(
      "Merkle node (SHA-256 of 65 bytes), 1000",
      [&] {
        for (int n = 0; n < 1000; ++n) evidence::node_hash(node, node);
      },
      1000);
  measure("salt", [] { crypto::random_bytes(32); });
  measure("seal: XAdES B-T with token, one file", [&] { keys.seal(files, at); });
  measure_threads(keys, files, at);
  measure("check of a seal", [&] { crypto::check_seal(seal, keys.ca_pem()); });
  measure("checkpoint signature", [&] { keys.sign_log(origin); });

  BenchLog log{1'000'000};
  measure("copy of a tree of a million leaves", [&] { const auto copy = log.tree; });
  measure("root of it", [&] { log.tree.root(); });
  measure("proof of the last leaf", [&] { log.tree.inclusion_proof(log.tree.size() - 1, log.tree.size()); });
  std::int64_t random = 12345;
  measure("proof of a leaf anywhere, tiles in memory", [&] {
    random = (random * 1'103'515'245 + 12'345) % log.tree.size();
    log.tree.inclusion_proof(random, log.tree.size());
  });
  for (const int members : {1, 8, 64}) {
    const auto name = "leaf, proof and receipt in groups of " + std::to_string(members);
    measure(
        name.c_str(), [&] { commit_group(log, keys, key, at, members); }, members);
  }
  std::filesystem::remove_all(folder);
  return 0;
}
