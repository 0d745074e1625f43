// SPDX-License-Identifier: GPL-3.0-or-later
// C2SP signed-note, tlog-checkpoint and tlog-proof, as far as docs/formats/log.md uses them.
#include "archive/evidence/checkpoint.h"

#include <algorithm>
#include <charconv>

#include "archive/crypto/digest.h"
#include "archive/crypto/key_store.h"

namespace cundang::evidence {
namespace {

constexpr std::string_view signature_mark = "\xE2\x80\x94 ";  // an em dash and a space open each signature line
constexpr std::string_view proof_head = "c2sp.org/tlog-proof@v1\n";
constexpr std::size_t longest_path = 63;  // a tree size is an int64

/// Decimal without sign or leading zero.
std::optional<std::int64_t> parse_count(std::string_view text) {
  std::int64_t value = -1;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || value < 0 || std::to_string(value) != text) return std::nullopt;
  return end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

std::optional<Sha256> parse_hash(std::string_view base64) {
  const auto raw = from_base64(base64);
  return raw ? Sha256::from_bytes(*raw) : std::nullopt;
}

std::optional<std::string_view> take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const auto line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

/// A key name has neither white space nor a plus sign (signed-note, "Format").
bool is_key_name(std::string_view name) {
  constexpr std::string_view wide_spaces[] = {"\u0085", "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
                                              "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200A",
                                              "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"};
  const auto plain = [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != '+' && c != 0x7F; };
  return !name.empty() && std::all_of(name.begin(), name.end(), plain) &&
         std::none_of(std::begin(wide_spaces), std::end(wide_spaces),
                      [&](auto space) { return name.find(space) != std::string_view::npos; });
}

/// First four bytes of SHA-256(name ‖ LF ‖ 0x01 ‖ public key); 0x01 is Ed25519.
std::string key_id(const LogKey& key) {
  return std::string{crypto::sha256(key.name + "\n\x01", key.public_key).bytes().substr(0, 4)};
}

struct Note {
  std::string_view body;        ///< with its trailing LF
  std::string_view signatures;  ///< one line each
};

std::optional<Note> split_note(std::string_view note) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; };
  const auto gap = note.rfind("\n\n");
  if (gap == std::string_view::npos || gap == 0 || !note.ends_with('\n')) return std::nullopt;
  if (std::any_of(note.begin(), note.end(), control)) return std::nullopt;
  const Note parts{note.substr(0, gap + 1), note.substr(gap + 2)};
  return parts.signatures.empty() ? std::nullopt : std::optional{parts};
}

std::optional<Checkpoint> parse_body(std::string_view body) {
  const auto origin = take_line(body);
  const auto size = take_line(body);
  const auto root = take_line(body);
  if (!origin || origin->empty() || !size || !root) return std::nullopt;
  const auto leaves = parse_count(*size);
  const auto hash = parse_hash(*root);
  while (!body.empty())  // extension lines are allowed and never empty
    if (const auto line = take_line(body); !line || line->empty()) return std::nullopt;
  if (!leaves || !hash) return std::nullopt;
  return Checkpoint{std::string{*origin}, *leaves, *hash};
}

/// A line "— NAME BASE64(key id ‖ signature)".
std::optional<std::pair<std::string_view, std::string>> parse_signature(std::string_view line) {
  if (!line.starts_with(signature_mark)) return std::nullopt;
  line.remove_prefix(signature_mark.size());
  const auto space = line.find(' ');
  if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) return std::nullopt;
  auto bytes = from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() < 5) return std::nullopt;
  return std::pair{line.substr(0, space), std::move(*bytes)};
}

}  // namespace

std::string LogKey::vkey() const { return name + "+" + to_hex(key_id(*this)) + "+" + to_base64("\x01" + public_key); }

std::optional<LogKey> LogKey::parse(std::string_view vkey) {
  const auto first = vkey.find('+');
  const auto second = vkey.find('+', first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto typed = from_base64(vkey.substr(second + 1));
  if (!typed || typed->size() != 33 || (*typed)[0] != 1) return std::nullopt;
  LogKey key{std::string{vkey.substr(0, first)}, typed->substr(1)};
  return is_key_name(key.name) && key.vkey() == vkey ? std::optional{key} : std::nullopt;
}

std::string sign_checkpoint(const Checkpoint& checkpoint, const LogKey& key, const NoteSigner& sign) {
  const auto body =
      checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" + to_base64(checkpoint.root.bytes()) + "\n";
  return body + "\n" + std::string{signature_mark} + key.name + " " + to_base64(key_id(key) + sign(body)) + "\n";
}

std::optional<Checkpoint> open_checkpoint(std::string_view note, const LogKey& key) {
  const auto parts = split_note(note);
  if (!parts) return std::nullopt;
  const auto id = key_id(key);
  bool holds = false;
  for (auto rest = parts->signatures; !rest.empty();) {
    const auto line = take_line(rest);
    const auto signature = line ? parse_signature(*line) : std::nullopt;
    if (!signature) return std::nullopt;
    const auto& [name, bytes] = *signature;
    if (name != key.name || !bytes.starts_with(id)) continue;  // somebody else's, a witness perhaps
    if (!crypto::verify_ed25519(key.public_key, parts->body, std::string_view{bytes}.substr(4))) return std::nullopt;
    holds = true;
  }
  return holds ? parse_body(parts->body) : std::nullopt;
}

std::optional<Checkpoint> parse_checkpoint(std::string_view note) {
  const auto parts = split_note(note);
  return parts ? parse_body(parts->body) : std::nullopt;
}

std::string proof_text(LeafIndex index, const std::vector<Sha256>& path, std::string_view checkpoint_note) {
  auto text = std::string{proof_head} + "index " + std::to_string(index) + "\n";
  for (const auto& hash : path) text += to_base64(hash.bytes()) + "\n";
  return text + "\n" + std::string{checkpoint_note};
}

std::optional<ProofText> parse_proof_text(std::string_view text) {
  if (!text.starts_with(proof_head)) return std::nullopt;
  text.remove_prefix(proof_head.size());
  auto line = take_line(text);
  if (line && line->starts_with("extra ")) {  // opaque data that others may add; we write none
    if (!from_base64(line->substr(6))) return std::nullopt;
    line = take_line(text);
  }
  if (!line || !line->starts_with("index ")) return std::nullopt;
  const auto index = parse_count(line->substr(6));
  if (!index) return std::nullopt;
  ProofText proof{*index, {}, {}};
  for (line = take_line(text); line && !line->empty(); line = take_line(text)) {
    const auto hash = parse_hash(*line);
    if (!hash || proof.path.size() == longest_path) return std::nullopt;
    proof.path.push_back(*hash);
  }
  if (!line || !parse_checkpoint(text)) return std::nullopt;
  proof.checkpoint_note = text;
  return proof;
}

}  // namespace cundang::evidence
