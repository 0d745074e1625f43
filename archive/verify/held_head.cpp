// SPDX-License-Identifier: GPL-3.0-or-later
// What makes tail deletion, rollback, split view and splice visible to whoever kept a receipt or an old checkpoint.
#include "archive/verify/held_head.h"

#include "archive/evidence/merkle.h"
#include "archive/evidence/receipt.h"
#include "archive/verify/findings.h"

namespace cundang::verify {
namespace {

Finding rolled_back(const std::string& place, TreeSize held, TreeSize shown) {
  const auto signed_size = std::to_string(held), size = std::to_string(shown);
  return fault("log.rolled-back", place,
               "所持检查点签到 " + signed_size + " 条，日志现仅 " + size + " 条：末尾已被删去，或退回了旧状态",
               "the checkpoint held was signed over " + signed_size + " leaves, the log has " + size +
                   ": its tail was removed, or an older state was put back");
}

Finding forked(const std::string& place, TreeSize held, TreeSize shown) {
  const auto size = std::to_string(held);
  if (held == shown)
    return fault("log.split-view", place, "同为 " + size + " 条，根却不同：对外出示了两本不同的日志",
                 "two different trees were signed for the same " + size + " leaves: the log shows different faces");
  return fault("log.forked", place, "前 " + size + " 条与所持检查点所签的不是同一本日志",
               "the first " + size + " leaves are not those that the checkpoint held was signed over");
}

std::optional<Finding> against(const LogReport& log, const HeldHead& held) {
  const auto head = log.key ? evidence::open_checkpoint(held.note, *log.key) : std::nullopt;
  if (!head)
    return fault("log.held-unsigned", held.name, "所持检查点不是本日志的密钥所签，或已被改动；或日志换了密钥",
                 "the checkpoint held is not signed by this log's key, or was changed; or the log's key was replaced");
  if (log.checkpoint && head->origin != log.checkpoint->origin)
    return fault("log.other-origin", held.name, "所持检查点属于另一本日志 " + head->origin,
                 "the checkpoint held is of another log, " + head->origin);
  if (head->size > log.size()) return rolled_back(held.name, head->size, log.size());
  if (roots_at(log.hashes, {head->size}).front() == head->root) return std::nullopt;
  if (held.leaf_index && *held.leaf_index < log.size() &&
      log.hashes[static_cast<std::size_t>(*held.leaf_index)] != held.leaf_hash)
    return fault("log.leaf-replaced", held.name,
                 "日志第 " + std::to_string(*held.leaf_index) + " 条不是所持凭证证明的那一条",
                 "leaf " + std::to_string(*held.leaf_index) + " of the log is not the one that was proved");
  return forked(held.name, head->size, log.size());
}

}  // namespace

std::optional<HeldHead> parse_held_head(std::string name, std::string_view text) {
  if (const auto receipt = evidence::parse_receipt(text))
    return HeldHead{std::move(name), receipt->checkpoint, receipt->leaf_index, evidence::leaf_hash(receipt->leaf)};
  if (const auto proof = evidence::parse_proof_text(text)) {
    HeldHead held{std::move(name), proof->checkpoint_note, {}, {}};
    if (!proof->extra.empty()) {
      held.leaf_index = proof->index;
      held.leaf_hash = evidence::leaf_hash(proof->extra);
    }
    return held;
  }
  if (!evidence::parse_checkpoint(text)) return std::nullopt;
  return HeldHead{std::move(name), std::string{text}, {}, {}};
}

void check_against(LogReport& log, const std::vector<HeldHead>& held) {
  for (const auto& each : held)
    if (auto finding = against(log, each)) log.findings.push_back(std::move(*finding));
}

Findings check_consistency(const evidence::Checkpoint& held, const evidence::Checkpoint& shown,
                           const std::vector<Sha256>& path, const std::string& place) {
  if (held.origin != shown.origin)
    return {fault("log.other-origin", place, "两个检查点属于不同的日志：" + held.origin + "、" + shown.origin,
                  "the two checkpoints are of different logs: " + held.origin + " and " + shown.origin)};
  if (shown.size < held.size) return {rolled_back(place, held.size, shown.size)};
  const bool grew = held.size == 0 ? held.root == evidence::empty_root() && path.empty()
                                   : evidence::verify_consistency(held.size, shown.size, held.root, shown.root, path);
  if (grew) return {};
  return {forked(place, held.size, shown.size)};
}

}  // namespace cundang::verify
