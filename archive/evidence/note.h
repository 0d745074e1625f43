// SPDX-License-Identifier: GPL-3.0-or-later
// C2SP signed-note: what checkpoints, cosignatures and proofs have in common.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "schema/model/bytes.h"

namespace cundang::evidence {

/// Signs a message and gives 64 bytes of Ed25519.
using NoteSigner = std::function<std::string(std::string_view message)>;

/// What kind of Ed25519 key a name stands for; the byte that goes into the key id and the vkey.
enum class KeyKind : char {
  Log = 1,      ///< signs the body itself (signed-note)
  Witness = 4,  ///< cosignature/v1 (tlog-cosignature)
};

/// A C2SP verifier key: "NAME+HEXID+BASE64(kind ‖ 32 bytes)".
template <KeyKind Kind>
struct NoteKey {
  std::string name;
  std::string public_key;  ///< 32 raw bytes
  std::string vkey() const;
  static std::optional<NoteKey> parse(std::string_view vkey);
  bool operator==(const NoteKey&) const = default;
};
using LogKey = NoteKey<KeyKind::Log>;
using WitnessKey = NoteKey<KeyKind::Witness>;

/// First four bytes of SHA-256(name ‖ LF ‖ kind ‖ public key).
std::string key_id(std::string_view name, KeyKind kind, std::string_view public_key);
/// A key name is not empty and has neither white space nor a plus sign.
bool is_key_name(std::string_view name);

/// Views into a note.
struct NoteParts {
  std::string_view body;        ///< with its trailing LF
  std::string_view signatures;  ///< one line each, every one with its LF
};
/// @returns nothing for a text that is no note: no empty line before signatures, or control characters in it.
std::optional<NoteParts> split_note(std::string_view note);

/// "— NAME BASE64(key id ‖ signature)".
struct NoteSignature {
  std::string_view name;
  std::string bytes;  ///< key id (4 bytes) and signature
  bool is_by(std::string_view key_name, std::string_view id) const { return name == key_name && bytes.starts_with(id); }
  std::string_view signature() const { return std::string_view{bytes}.substr(4); }
};
/// @param line without its LF
std::optional<NoteSignature> parse_signature_line(std::string_view line);
/// With its LF.
std::string signature_line(std::string_view name, std::string_view id, std::string_view signature);

/// Takes the first line off `rest`, without its LF; nothing when there is no LF.
std::optional<std::string_view> take_line(std::string_view& rest);
/// Decimal without sign or leading zero.
std::optional<std::int64_t> parse_count(std::string_view text);
std::optional<Sha256> parse_hash_line(std::string_view base64);

}  // namespace cundang::evidence
