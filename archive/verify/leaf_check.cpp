// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/leaf_check.h"

#include <charconv>

#include "archive/evidence/leaf.h"
#include "archive/evidence/merkle.h"

namespace cundang::verify {
namespace {

constexpr std::size_t salt_size = 32;

void check_proof(const LeafEvidence& evidence, const Trust& trust, LeafFacts& facts, const LeafComplaint& complain) {
  const auto proof = evidence::parse_proof_text(evidence.proof);
  if (!proof || evidence::proof_text(proof->index, proof->path, proof->checkpoint_note) != evidence.proof)
    return complain("proof", "container.proof", "存在证明的格式不正确", "the proof is malformed");
  if (facts.index >= 0 && facts.index != proof->index)
    return complain("proof", "container.proof", "存在证明的序号与条目名不符", "the proof is for another leaf");
  facts.index = proof->index;
  if (trust.log_key == nullptr) return;
  const auto checkpoint = evidence::open_checkpoint(proof->checkpoint_note, *trust.log_key);
  if (!checkpoint)
    return complain("proof", "container.checkpoint", "检查点不是此日志的密钥所签",
                    "the checkpoint is not signed by the key of this log");
  if (!evidence::verify_inclusion(proof->index, checkpoint->size, evidence::leaf_hash(evidence.leaf), proof->path,
                                  checkpoint->root))
    return complain("proof", "container.proof", "存在证明不成立：此条不在该检查点的日志中",
                    "the proof does not lead from the leaf to the root");
  facts.checkpoint = *checkpoint;
}

void take_statement(const evidence::Statement& statement, LeafFacts& facts) {
  const auto text = [&](std::string_view key) { return std::string{statement.get(key)}; };
  facts.type = statement.type();
  facts.unit = text("unit");
  if (facts.type == "record") {
    facts.counter = count_of(text("unit-counter"));
    const auto number = parse_accession_number(text("accession"));
    facts.accession = number ? number->value : -1;
  } else if (facts.type == "refusal") {
    facts.counter = count_of(text("refusal-counter"));
  } else if (facts.type == "day-close") {
    for (const auto line : statement.all("unit-counter")) facts.unit_counters.emplace_back(line);
  } else if (facts.type == "genesis") {
    facts.ca_sha256 = text("ca");
    facts.log_key = text("log-key");
    facts.origin = text("origin");
  }
}

}  // namespace

std::int64_t count_of(std::string_view text) {
  std::int64_t value = -1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value >= 0 && std::to_string(value) == text ? value : -1;
}

std::optional<evidence::Statement> check_leaf(const LeafEvidence& evidence, const Trust& trust, LeafFacts& facts,
                                              const LeafComplaint& complain) {
  const auto leaf = evidence::parse_leaf(evidence.leaf);
  auto statement = evidence::parse_statement(evidence.statement);
  if (!leaf) complain("leaf", "container.leaf", "日志条目的格式不正确", "the leaf is malformed");
  if (!statement) complain("statement", "container.statement", "登记陈述的格式不正确", "the statement is malformed");
  if (!leaf || !statement) return std::nullopt;
  if (evidence.salt.size() != salt_size)
    complain("salt", "container.salt", "盐值不是 32 字节", "the salt is not 32 bytes");
  if (evidence::commit_to(evidence.salt, evidence.statement) != leaf->commitment)
    complain("statement", "container.commitment", "登记陈述或盐值与日志条目的承诺不符",
             "statement and salt do not give the commitment of the leaf");
  const auto received = statement->get("received");
  if (!received.empty() && received != to_text(leaf->received))
    complain("leaf", "container.received", "接收时间与登记陈述不一致", "the leaf's time differs from the statement's");
  if (!evidence.proof.empty()) check_proof(evidence, trust, facts, complain);
  facts.leaf = evidence.leaf;
  take_statement(*statement, facts);
  return statement;
}

}  // namespace cundang::verify
