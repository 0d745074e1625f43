// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/evidence/cosignature.h"

#include <algorithm>

#include "archive/crypto/key_store.h"

namespace cundang::evidence {
namespace {

constexpr std::size_t timestamp_size = 8;

std::string big_endian(std::int64_t value) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8)
    bytes += static_cast<char>(static_cast<std::uint64_t>(value) >> static_cast<unsigned>(shift));
  return bytes;
}

/// Nothing beyond 2^63 − 1.
std::optional<std::int64_t> from_big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8U | static_cast<unsigned char>(c);
  return value > static_cast<std::uint64_t>(INT64_MAX) ? std::nullopt : std::optional{static_cast<std::int64_t>(value)};
}

std::string message_of(std::string_view body, std::int64_t at_s) {
  return "cosignature/v1\ntime " + std::to_string(at_s) + "\n" + std::string{body};
}

/// The time of one cosignature; nothing when it does not hold.
std::optional<std::int64_t> time_of(std::string_view signature, std::string_view body, const WitnessKey& key) {
  if (signature.size() != timestamp_size + 64) return std::nullopt;
  const auto at_s = from_big_endian(signature.substr(0, timestamp_size));
  const bool holds =
      at_s && crypto::verify_ed25519(key.public_key, message_of(body, *at_s), signature.substr(timestamp_size));
  return holds ? at_s : std::nullopt;
}

}  // namespace

std::string cosign(std::string_view body, const WitnessKey& key, std::int64_t at_s, const NoteSigner& sign) {
  return signature_line(key.name, key_id(key.name, KeyKind::Witness, key.public_key),
                        big_endian(at_s) + sign(message_of(body, at_s)));
}

std::optional<std::int64_t> cosigned_at(std::string_view note, const WitnessKey& key) {
  const auto parts = split_note(note);
  if (!parts) return std::nullopt;
  const auto id = key_id(key.name, KeyKind::Witness, key.public_key);
  std::optional<std::int64_t> latest;
  for (auto rest = parts->signatures; !rest.empty();) {
    const auto line = take_line(rest);
    const auto signature = line ? parse_signature_line(*line) : std::nullopt;
    if (!signature) return std::nullopt;
    if (!signature->is_by(key.name, id)) continue;
    const auto at_s = time_of(signature->signature(), parts->body, key);
    if (!at_s) return std::nullopt;
    latest = std::max(latest.value_or(*at_s), *at_s);
  }
  return latest;
}

std::optional<std::string> with_cosignature(std::string_view note, const WitnessKey& key, std::string_view line) {
  const auto parts = split_note(note);
  if (!parts || !line.ends_with('\n')) return std::nullopt;
  const auto id = key_id(key.name, KeyKind::Witness, key.public_key);
  const auto fresh = parse_signature_line(line.substr(0, line.size() - 1));
  if (!fresh || !fresh->is_by(key.name, id) || !time_of(fresh->signature(), parts->body, key)) return std::nullopt;
  auto joined = std::string{parts->body} + "\n";
  for (auto rest = parts->signatures; !rest.empty();) {
    const auto each = take_line(rest);
    const auto signature = each ? parse_signature_line(*each) : std::nullopt;
    if (!signature) return std::nullopt;
    if (!signature->is_by(key.name, id)) joined += std::string{*each} + "\n";
  }
  return joined + std::string{line};
}

}  // namespace cundang::evidence
