// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/evidence/note.h"

#include <algorithm>
#include <charconv>

#include "archive/crypto/digest.h"

namespace cundang::evidence {
namespace {

constexpr std::string_view signature_mark = "\xE2\x80\x94 ";  // an em dash and a space open each signature line

}  // namespace

std::string key_id(std::string_view name, KeyKind kind, std::string_view public_key) {
  auto head = std::string{name} + "\n";
  head += static_cast<char>(kind);
  return std::string{crypto::sha256(head, public_key).bytes().substr(0, 4)};
}

template <KeyKind Kind>
std::string NoteKey<Kind>::vkey() const {
  return name + "+" + to_hex(key_id(name, Kind, public_key)) + "+" +
         to_base64(std::string(1, static_cast<char>(Kind)) + public_key);
}

template <KeyKind Kind>
std::optional<NoteKey<Kind>> NoteKey<Kind>::parse(std::string_view vkey) {
  const auto first = vkey.find('+');
  const auto second = vkey.find('+', first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto typed = from_base64(vkey.substr(second + 1));
  if (!typed || typed->size() != 33 || (*typed)[0] != static_cast<char>(Kind)) return std::nullopt;
  NoteKey key{std::string{vkey.substr(0, first)}, typed->substr(1)};
  return is_key_name(key.name) && key.vkey() == vkey ? std::optional{key} : std::nullopt;
}

template struct NoteKey<KeyKind::Log>;
template struct NoteKey<KeyKind::Witness>;

bool is_key_name(std::string_view name) {
  constexpr std::string_view wide_spaces[] = {"\u0085", "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
                                              "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200A",
                                              "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"};
  const auto plain = [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != '+' && c != 0x7F; };
  return !name.empty() && std::all_of(name.begin(), name.end(), plain) &&
         std::none_of(std::begin(wide_spaces), std::end(wide_spaces),
                      [&](auto space) { return name.find(space) != std::string_view::npos; });
}

std::optional<NoteParts> split_note(std::string_view note) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; };
  const auto gap = note.rfind("\n\n");
  if (gap == std::string_view::npos || gap == 0 || !note.ends_with('\n')) return std::nullopt;
  if (std::any_of(note.begin(), note.end(), control)) return std::nullopt;
  const NoteParts parts{note.substr(0, gap + 1), note.substr(gap + 2)};
  return parts.signatures.empty() ? std::nullopt : std::optional{parts};
}

std::optional<NoteSignature> parse_signature_line(std::string_view line) {
  if (!line.starts_with(signature_mark)) return std::nullopt;
  line.remove_prefix(signature_mark.size());
  const auto space = line.find(' ');
  if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) return std::nullopt;
  auto bytes = from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() < 5) return std::nullopt;
  return NoteSignature{line.substr(0, space), std::move(*bytes)};
}

std::string signature_line(std::string_view name, std::string_view id, std::string_view signature) {
  return std::string{signature_mark} + std::string{name} + " " + to_base64(std::string{id} + std::string{signature}) +
         "\n";
}

std::optional<std::string_view> take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const auto line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

std::optional<std::int64_t> parse_count(std::string_view text) {
  std::int64_t value = -1;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || value < 0 || std::to_string(value) != text) return std::nullopt;
  return end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

std::optional<Sha256> parse_hash_line(std::string_view base64) {
  const auto raw = from_base64(base64);
  return raw ? Sha256::from_bytes(*raw) : std::nullopt;
}

}  // namespace cundang::evidence
