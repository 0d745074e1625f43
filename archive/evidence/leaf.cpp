// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/evidence/leaf.h"

#include "archive/crypto/digest.h"

namespace cundang::evidence {
namespace {

/// Takes `prefix VALUE LF` off the front of `rest` and gives VALUE.
std::optional<std::string_view> take_line(std::string_view& rest, std::string_view prefix) {
  const auto end = rest.find('\n');
  if (end == std::string_view::npos || !rest.starts_with(prefix) || end < prefix.size()) return std::nullopt;
  const auto value = rest.substr(prefix.size(), end - prefix.size());
  rest.remove_prefix(end + 1);
  return value;
}

}  // namespace

std::string to_text(const Leaf& leaf) {
  return "cundang-leaf/1\nreceived " + to_text(leaf.received) + "\nlogged " + to_text(leaf.logged) + "\ncommitment " +
         leaf.commitment.hex() + "\n";
}

std::optional<Leaf> parse_leaf(std::string_view text) {
  auto rest = text;
  const auto head = take_line(rest, "cundang-leaf/1");
  const auto received = take_line(rest, "received ");
  const auto logged = take_line(rest, "logged ");
  const auto commitment = take_line(rest, "commitment ");
  if (!head || !received || !logged || !commitment) return std::nullopt;
  const auto received_at = parse_instant(*received);
  const auto logged_at = parse_instant(*logged);
  const auto digest = Sha256::from_hex_text(*commitment);
  if (!received_at || !logged_at || !digest) return std::nullopt;
  const Leaf leaf{*received_at, *logged_at, *digest};
  return to_text(leaf) == text ? std::optional{leaf} : std::nullopt;  // one leaf, one text
}

Sha256 commit_to(std::string_view salt, std::string_view statement) { return crypto::sha256(salt, statement); }

}  // namespace cundang::evidence
