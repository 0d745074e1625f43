// SPDX-License-Identifier: GPL-3.0-or-later
// Salt and statement give the commitment, the leaf its hash, the proof the root, the note the signature.
#include <algorithm>
#include <set>

#include "archive/evidence/leaf.h"
#include "archive/evidence/merkle.h"
#include "archive/evidence/receipt.h"
#include "archive/evidence/statement.h"

namespace cundang::evidence {
namespace {

constexpr std::size_t salt_size = 32;
const Text cure{"请勿采信此回执；请向出具单位索取原回执，并与存档核对",
                "do not rely on it; ask the archive for the original and compare"};

class Check {
 public:
  Check(const Receipt& receipt, const LogKey& key) : receipt_{receipt}, key_{key} {}

  Findings run() {
    check_note();
    check_leaf();
    check_statement();
    return std::move(findings_);
  }

 private:
  void hold(bool holds, std::string code, std::string place, Text reason) {
    if (holds) return;
    findings_.push_back({"receipt." + std::move(code), Severity::Fault, std::move(place), 0, std::move(reason), cure});
  }
  /// A member of the JSON must say what the statement says.
  void same(std::string_view written, std::string_view stated, const std::string& place) {
    hold(written == stated, "field-differs", place,
         {"回执中的 " + place + " 与登记陈述不一致", place + " differs from the statement"});
  }

  void check_note() {
    const auto checkpoint = open_checkpoint(receipt_.checkpoint, key_);
    hold(checkpoint.has_value(), "checkpoint", "checkpoint",
         {"检查点签名无效，或不是此日志的密钥所签", "the checkpoint is not signed by the key of this log"});
    if (!checkpoint) return;
    hold(checkpoint->origin == receipt_.origin, "origin", "origin",
         {"日志名称与检查点不一致", "the origin differs from the checkpoint's"});
    hold(verify_inclusion(receipt_.leaf_index, checkpoint->size, leaf_hash(receipt_.leaf), receipt_.proof,
                          checkpoint->root),
         "proof", "proof", {"存在证明不成立：此条不在该检查点的日志中", "the proof does not lead from leaf to root"});
  }

  void check_leaf() {
    const auto leaf = parse_leaf(receipt_.leaf);
    hold(leaf.has_value(), "leaf", "leaf", {"日志条目格式不正确", "the leaf is malformed"});
    if (!leaf) return;
    hold(receipt_.salt.size() == salt_size && commit_to(receipt_.salt, receipt_.statement) == leaf->commitment,
         "commitment", "statement",
         {"登记陈述或盐值与日志条目的承诺不符", "statement and salt do not give the commitment"});
    same(to_text(receipt_.received_at), to_text(leaf->received), "received_at");
  }

  void check_statement() {
    const auto statement = parse_statement(receipt_.statement);
    const bool refusal = receipt_.type == Receipt::Type::Refusal;
    const bool fits = statement && statement->type() == (refusal ? "refusal" : "record");
    hold(fits, "statement", "statement", {"登记陈述格式或类型不正确", "the statement is malformed or of another type"});
    if (!fits) return;
    same(receipt_.unit.text, statement->get("unit"), "unit");
    same(std::to_string(receipt_.counter), statement->get(refusal ? "refusal-counter" : "unit-counter"),
         refusal ? "refusal_counter" : "unit_counter");
    same(to_text(receipt_.received_at), statement->get("received"), "received_at");
    same(receipt_.digest, statement->get("digest"), "digest");
    if (const auto simulated = statement->get("simulated"); !simulated.empty())
      same(receipt_.simulated ? "yes" : "no", simulated, "simulated");
    refusal ? check_refusal(*statement) : check_acceptance(*statement);
  }

  void check_acceptance(const Statement& statement) {
    same(receipt_.accession ? to_text(*receipt_.accession) : "", statement.get("accession"), "accession");
    std::vector<std::string> written;
    for (const auto number : receipt_.duplicates) written.push_back(to_text(number));
    const auto stated = statement.all("duplicate-of");
    hold(std::equal(written.begin(), written.end(), stated.begin(), stated.end()), "field-differs", "duplicates",
         {"回执所列重复件与登记陈述不一致", "duplicates differ from the statement"});
  }

  /// A statement names the codes of faults, not of warnings; about a state secret it names none and nothing is
  /// compared.
  void check_refusal(const Statement& statement) {
    std::set<std::string_view> written;
    for (const auto& finding : receipt_.findings)
      if (finding.severity == Severity::Fault) written.insert(finding.code);
    const auto codes = statement.all("code");
    const std::set<std::string_view> stated(codes.begin(), codes.end());
    hold(stated.empty() || written == stated, "field-differs", "findings",
         {"退件原因与登记陈述不一致", "the findings' codes differ from the statement"});
  }

  const Receipt& receipt_;
  const LogKey& key_;
  Findings findings_;
};

}  // namespace

Findings check_receipt(const Receipt& receipt, const LogKey& key) { return Check{receipt, key}.run(); }

}  // namespace cundang::evidence
