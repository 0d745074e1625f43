// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/ocfl_layouts.h"

#include <charconv>

#include "archive/verify/ocfl_digests.h"

namespace cundang::verify {
namespace {

constexpr std::size_t encapsulated_max = 100;

struct Tuples {
  std::string algorithm;
  std::size_t size = 0, count = 0;
};

std::optional<std::size_t> number_of(const Json& config, std::string_view name, std::size_t otherwise) {
  const auto* member = config.member(name);
  if (member == nullptr) return otherwise;
  std::size_t number = 0;
  const auto& text = member->text;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = member->kind == Json::Kind::Other && problem == std::errc{} && end == text.data() + text.size();
  return whole && number <= 32 ? std::optional{number} : std::nullopt;
}

/// Parameters that extensions 0003 and 0004 share.
std::optional<Tuples> tuples_of(const Json& config) {
  const auto* named = config.member("digestAlgorithm");
  const auto size = number_of(config, "tupleSize", 3), count = number_of(config, "numberOfTuples", 3);
  Tuples tuples{named == nullptr ? "sha256" : named->text, size.value_or(0), count.value_or(0)};
  const bool possible = size && count && computes(tuples.algorithm) && digits_of(tuples.algorithm) > 0 &&
                        (tuples.size == 0) == (tuples.count == 0) &&
                        tuples.size * tuples.count <= digits_of(tuples.algorithm);
  return possible ? std::optional{std::move(tuples)} : std::nullopt;
}

std::string folders_of(const Tuples& tuples, std::string_view digest) {
  std::string path;
  for (std::size_t i = 0; i < tuples.count; ++i) (path += digest.substr(i * tuples.size, tuples.size)) += '/';
  return path;
}

/// Extension 0003: what is not [A-Za-z0-9_-] as %xx, a long name cut and ended by the digest.
std::string encapsulated(std::string_view id, const std::string& digest) {
  constexpr std::string_view hex = "0123456789abcdef";
  constexpr std::string_view safe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string name;
  for (const char c : id) {
    const auto octet = static_cast<unsigned char>(c);
    if (safe.find(c) != std::string_view::npos)
      name += c;
    else
      name += {'%', hex[octet >> 4U], hex[octet & 15U]};
  }
  return name.size() > encapsulated_max ? name.substr(0, encapsulated_max) + "-" + digest : name;
}

std::string hashed_place(const Tuples& tuples, const Json& config, std::string_view id) {
  const auto digest = digest_by(tuples.algorithm, id);
  const auto* short_root = config.member("shortObjectRoot");
  const bool shortened = short_root != nullptr && short_root->text == "true";
  return folders_of(tuples, digest) + (shortened ? digest.substr(tuples.size * tuples.count) : digest);
}

}  // namespace

std::optional<std::string> object_place(const OcflLayout& layout, std::string_view id) {
  if (layout.extension == "0002-flat-direct-storage-layout") return std::string{id};
  const bool by_id = layout.extension == "0003-hash-and-id-n-tuple-storage-layout";
  if (!by_id && layout.extension != "0004-hashed-n-tuple-storage-layout") return std::nullopt;
  const auto tuples = tuples_of(layout.config);
  if (!tuples) return std::nullopt;
  if (!by_id) return hashed_place(*tuples, layout.config, id);
  const auto digest = digest_by(tuples->algorithm, id);
  return folders_of(*tuples, digest) + encapsulated(id, digest);
}

}  // namespace cundang::verify
