// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/crash/published_log.h"

#include <algorithm>
#include <set>

#include "archive/evidence/merkle.h"
#include "archive/evidence/receipt.h"
#include "tests/support/child_process.h"

namespace cundang::crash {
namespace {

constexpr TreeSize bundle_leaves = 256;

/// C2SP tlog-tiles: each leaf as a big-endian uint16 length and its bytes.
void take_bundle(const std::string& bytes, PublishedLog& log) {
  for (std::size_t at = 0; at + 2 <= bytes.size();) {
    const auto high = static_cast<unsigned char>(bytes[at]), low = static_cast<unsigned char>(bytes[at + 1]);
    const auto length = static_cast<std::size_t>(high) * 256 + low;
    if (at + 2 + length > bytes.size()) return log.problems.push_back("an entry bundle is cut short");
    log.leaves.push_back(bytes.substr(at + 2, length));
    at += 2 + length;
  }
}

evidence::Tree empty_tree() {
  return evidence::Tree{[](int, std::int64_t) -> std::string { return {}; }};
}

std::string hex_of(const Sha256& digest) { return digest.hex().substr(0, 16); }

}  // namespace

PublishedLog read_published_log(const std::filesystem::path& log_folder, const evidence::LogKey& key) {
  PublishedLog log;
  const auto checkpoint = evidence::open_checkpoint(support::read_file(log_folder / "checkpoint"), key);
  if (!checkpoint) {
    log.problems.push_back("log/checkpoint is missing or not signed by the log's key");
    return log;
  }
  log.checkpoint = *checkpoint;
  for (TreeSize at = 0; at < checkpoint->size; at += bundle_leaves) {
    const auto width = static_cast<int>(std::min(bundle_leaves, checkpoint->size - at));
    take_bundle(support::read_file(log_folder / evidence::tile_path(-1, at / bundle_leaves, width)), log);
  }
  auto tree = empty_tree();
  for (const auto& leaf : log.leaves) tree.append(evidence::leaf_hash(leaf));
  if (tree.size() != checkpoint->size)
    log.problems.push_back("the bundles hold " + std::to_string(tree.size()) + " leaves, the checkpoint says " +
                           std::to_string(checkpoint->size));
  else if (tree.root() != checkpoint->root)
    log.problems.push_back("the published leaves do not give the published root");
  return log;
}

std::vector<std::string> compare_with_log(const std::vector<std::string>& receipts_json, const PublishedLog& log) {
  std::vector<std::string> problems;
  std::map<TreeSize, Sha256> promised;
  for (const auto& json : receipts_json) {
    const auto receipt = evidence::parse_receipt(json);
    const auto checkpoint = receipt ? evidence::parse_checkpoint(receipt->checkpoint) : std::nullopt;
    if (!checkpoint) {
      problems.push_back("no receipt: " + json.substr(0, 200));
      continue;
    }
    const auto index = static_cast<std::size_t>(receipt->leaf_index);
    if (index >= log.leaves.size() || log.leaves[index] != receipt->leaf)
      problems.push_back("leaf " + std::to_string(index) + " of the log is not that of a receipt");
    const auto [at, fresh] = promised.try_emplace(checkpoint->size, checkpoint->root);
    if (!fresh && at->second != checkpoint->root)
      problems.push_back("two trees of size " + std::to_string(checkpoint->size) + " were signed");
  }
  auto tree = empty_tree();
  for (const auto& leaf : log.leaves) {
    tree.append(evidence::leaf_hash(leaf));
    const auto at = promised.find(tree.size());
    if (at == promised.end()) continue;
    if (at->second != tree.root())
      problems.push_back("a receipt's checkpoint of size " + std::to_string(tree.size()) + " has root " +
                         hex_of(at->second) + ", the log " + hex_of(tree.root()));
  }
  if (!promised.empty() && promised.rbegin()->first > tree.size())
    problems.push_back("a receipt's checkpoint is larger than the log");
  return problems;
}

std::vector<std::string> check_numbers(const std::vector<std::string>& receipts_json) {
  std::vector<std::string> problems;
  std::map<std::string, std::set<std::int64_t>> given;
  for (const auto& json : receipts_json) {
    const auto receipt = evidence::parse_receipt(json);
    if (!receipt) continue;
    const bool slip = receipt->type == evidence::Receipt::Type::Refusal;
    const auto counter = receipt->unit.text + (slip ? " refusals" : " accessions");
    if (!given[counter].insert(receipt->counter).second)
      problems.push_back(counter + ": number " + std::to_string(receipt->counter) + " was given twice");
    if (receipt->accession && !given["接收登记号"].insert(receipt->accession->value).second)
      problems.push_back(to_text(*receipt->accession) + " was given twice");
  }
  for (const auto& [name, numbers] : given) {
    const auto span = *numbers.rbegin() - *numbers.begin() + 1;
    if (span != static_cast<std::int64_t>(numbers.size()))
      problems.push_back(name + ": " + std::to_string(numbers.size()) + " numbers spread over " + std::to_string(span));
  }
  return problems;
}

}  // namespace cundang::crash
