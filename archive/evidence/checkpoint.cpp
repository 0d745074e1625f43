// SPDX-License-Identifier: GPL-3.0-or-later
// C2SP tlog-checkpoint, tlog-proof and the request of tlog-witness, as far as docs/formats/log.md uses them.
#include "archive/evidence/checkpoint.h"

#include "archive/crypto/key_store.h"

namespace cundang::evidence {
namespace {

constexpr std::string_view proof_head = "c2sp.org/tlog-proof@v1\n";
constexpr std::size_t longest_path = 63;  // a tree size is an int64

std::optional<Checkpoint> parse_body(std::string_view body) {
  const auto origin = take_line(body);
  const auto size = take_line(body);
  const auto root = take_line(body);
  if (!origin || origin->empty() || !size || !root) return std::nullopt;
  const auto leaves = parse_count(*size);
  const auto hash = parse_hash_line(*root);
  while (!body.empty())  // extension lines are allowed and never empty
    if (const auto line = take_line(body); !line || line->empty()) return std::nullopt;
  if (!leaves || !hash) return std::nullopt;
  return Checkpoint{std::string{*origin}, *leaves, *hash};
}

/// Hashes one a line up to and with the empty line; nothing when one is no hash or there are too many.
std::optional<std::vector<Sha256>> take_path(std::string_view& text) {
  std::vector<Sha256> path;
  auto line = take_line(text);
  for (; line && !line->empty(); line = take_line(text)) {
    const auto hash = parse_hash_line(*line);
    if (!hash || path.size() == longest_path) return std::nullopt;
    path.push_back(*hash);
  }
  return line ? std::optional{std::move(path)} : std::nullopt;
}

std::string path_lines(const std::vector<Sha256>& path) {
  std::string text;
  for (const auto& hash : path) text += to_base64(hash.bytes()) + "\n";
  return text + "\n";
}

}  // namespace

std::string sign_checkpoint(const Checkpoint& checkpoint, const LogKey& key, const NoteSigner& sign) {
  const auto body =
      checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" + to_base64(checkpoint.root.bytes()) + "\n";
  return body + "\n" + signature_line(key.name, key_id(key.name, KeyKind::Log, key.public_key), sign(body));
}

std::optional<Checkpoint> open_checkpoint(std::string_view note, const LogKey& key) {
  const auto parts = split_note(note);
  if (!parts) return std::nullopt;
  const auto id = key_id(key.name, KeyKind::Log, key.public_key);
  bool holds = false;
  for (auto rest = parts->signatures; !rest.empty();) {
    const auto line = take_line(rest);
    const auto signature = line ? parse_signature_line(*line) : std::nullopt;
    if (!signature) return std::nullopt;
    if (!signature->is_by(key.name, id)) continue;  // somebody else's, a witness perhaps
    if (!crypto::verify_ed25519(key.public_key, parts->body, signature->signature())) return std::nullopt;
    holds = true;
  }
  return holds ? parse_body(parts->body) : std::nullopt;
}

std::optional<Checkpoint> parse_checkpoint(std::string_view note) {
  const auto parts = split_note(note);
  return parts ? parse_body(parts->body) : std::nullopt;
}

std::string proof_text(LeafIndex index, const std::vector<Sha256>& path, std::string_view checkpoint_note,
                       std::string_view extra) {
  auto text = std::string{proof_head};
  if (!extra.empty()) text += "extra " + to_base64(extra) + "\n";
  return text + "index " + std::to_string(index) + "\n" + path_lines(path) + std::string{checkpoint_note};
}

std::optional<ProofText> parse_proof_text(std::string_view text) {
  if (!text.starts_with(proof_head)) return std::nullopt;
  text.remove_prefix(proof_head.size());
  ProofText proof;
  auto line = take_line(text);
  if (line && line->starts_with("extra ")) {
    auto extra = from_base64(line->substr(6));
    if (!extra) return std::nullopt;
    proof.extra = std::move(*extra);
    line = take_line(text);
  }
  if (!line || !line->starts_with("index ")) return std::nullopt;
  const auto index = parse_count(line->substr(6));
  auto path = take_path(text);
  if (!index || !path || !parse_checkpoint(text)) return std::nullopt;
  proof.index = *index;
  proof.path = std::move(*path);
  proof.checkpoint_note = text;
  return proof;
}

std::string consistency_text(TreeSize from, const std::vector<Sha256>& path, std::string_view checkpoint_note) {
  return "old " + std::to_string(from) + "\n" + path_lines(path) + std::string{checkpoint_note};
}

std::optional<ConsistencyText> parse_consistency_text(std::string_view text) {
  const auto first = take_line(text);
  if (!first || !first->starts_with("old ")) return std::nullopt;
  const auto from = parse_count(first->substr(4));
  auto path = take_path(text);
  if (!from || !path || !parse_checkpoint(text)) return std::nullopt;
  return ConsistencyText{*from, std::move(*path), std::string{text}};
}

}  // namespace cundang::evidence
