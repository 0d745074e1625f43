// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/ocfl_digests.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <vector>

#include "archive/crypto/digest.h"
#include "schema/model/bytes.h"

namespace cundang::verify {
namespace {

using Algorithm = crypto::Hasher::Algorithm;

struct Known {
  std::string_view name;
  std::size_t digits;
  std::optional<Algorithm> by;
};
constexpr std::array known = {
    Known{"sha512", 128, Algorithm::Sha512},
    Known{"sha256", 64, Algorithm::Sha256},
    Known{"md5", 32, Algorithm::Md5},
    Known{"sha1", 40, Algorithm::Sha1},
    Known{"blake2b-512", 128, Algorithm::Blake2b512},
    Known{"sha512/256", 64, Algorithm::Sha512_256},
    Known{"blake2b-160", 40, std::nullopt},
    Known{"blake2b-256", 64, std::nullopt},
    Known{"blake2b-384", 96, std::nullopt},
    Known{"size", 0, std::nullopt},
};
constexpr std::string_view size_algorithm = "size";
constexpr std::size_t piece = 256 << 10;

const Known* find(std::string_view name) {
  const auto* found = std::find_if(known.begin(), known.end(), [&](const Known& each) { return each.name == name; });
  return found == known.end() ? nullptr : found;
}

bool only(std::string_view text, std::string_view of) { return text.find_first_not_of(of) == std::string_view::npos; }

}  // namespace

bool is_ocfl_algorithm(std::string_view name) { return find(name) != nullptr; }

bool computes(std::string_view algorithm) {
  const auto* found = find(algorithm);
  return algorithm == size_algorithm || (found != nullptr && found->by);
}

std::size_t digits_of(std::string_view algorithm) {
  const auto* found = find(algorithm);
  return found == nullptr ? 0 : found->digits;
}

bool is_value_of(std::string_view algorithm, std::string_view value) {
  if (algorithm == size_algorithm)
    return !value.empty() && only(value, "0123456789") && (value == "0" || value.front() != '0');
  return value.size() == digits_of(algorithm) && only(value, "0123456789abcdefABCDEF");
}

std::string digest_by(std::string_view algorithm, std::string_view bytes) {
  if (algorithm == size_algorithm) return std::to_string(bytes.size());
  crypto::Hasher hasher{*find(algorithm)->by};
  hasher.update(bytes);
  return to_hex(hasher.finish());
}

std::optional<FileDigests> digests_of_file(const std::filesystem::path& path, const std::set<std::string>& algorithms) {
  std::error_code problem;
  if (std::filesystem::symlink_status(path, problem).type() != std::filesystem::file_type::regular) return std::nullopt;
  std::ifstream file{path, std::ios::binary};
  if (!file) return std::nullopt;
  std::map<std::string, crypto::Hasher> hashers;
  for (const auto& algorithm : algorithms)
    if (algorithm != size_algorithm) hashers.emplace(algorithm, *find(algorithm)->by);
  FileDigests digests;
  std::vector<char> buffer(piece);
  while (file) {
    file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    const std::string_view bytes{buffer.data(), static_cast<std::size_t>(file.gcount())};
    digests.size += static_cast<std::int64_t>(bytes.size());
    for (auto& [algorithm, hasher] : hashers) hasher.update(bytes);
  }
  if (file.bad()) return std::nullopt;
  for (auto& [algorithm, hasher] : hashers) digests.values[algorithm] = to_hex(hasher.finish());
  if (algorithms.contains(std::string{size_algorithm}))
    digests.values[std::string{size_algorithm}] = std::to_string(digests.size);
  return digests;
}

}  // namespace cundang::verify
