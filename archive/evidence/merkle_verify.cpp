// SPDX-License-Identifier: GPL-3.0-or-later
// Hashes and checks of RFC 6962 and RFC 9162: all that a holder of a receipt needs, without a tree.
#include "archive/crypto/digest.h"
#include "archive/evidence/merkle.h"

namespace cundang::evidence {

using namespace std::string_view_literals;

Sha256 leaf_hash(std::string_view leaf) { return crypto::sha256("\0"sv, leaf); }

Sha256 node_hash(const Sha256& left, const Sha256& right) {
  std::array<char, 1 + 2 * Sha256::size> node{1};
  left.bytes().copy(node.data() + 1, Sha256::size);
  right.bytes().copy(node.data() + 1 + Sha256::size, Sha256::size);
  return crypto::sha256({node.data(), node.size()});
}

Sha256 empty_root() { return crypto::sha256({}); }

/// RFC 9162 section 2.1.3.2, steps and names.
bool verify_inclusion(LeafIndex index, TreeSize size, const Sha256& leaf, const std::vector<Sha256>& path,
                      const Sha256& root) {
  if (index < 0 || index >= size) return false;
  auto fn = index;
  auto sn = size - 1;
  auto r = leaf;
  for (const auto& p : path) {
    if (sn == 0) return false;
    if (fn % 2 == 1 || fn == sn) {
      r = node_hash(p, r);
      for (; fn % 2 == 0 && fn != 0; fn /= 2) sn /= 2;
    } else {
      r = node_hash(r, p);
    }
    fn /= 2;
    sn /= 2;
  }
  return sn == 0 && r == root;
}

/// RFC 9162 section 2.1.4.2, steps and names.
bool verify_consistency(TreeSize from, TreeSize to, const Sha256& from_root, const Sha256& to_root,
                        const std::vector<Sha256>& path) {
  if (from <= 0 || from > to) return false;
  if (from == to) return path.empty() && from_root == to_root;
  auto fn = from - 1;
  auto sn = to - 1;
  for (; fn % 2 == 1; fn /= 2) sn /= 2;
  auto step = path.begin();
  if (fn != 0 && step == path.end()) return false;
  const auto first = fn == 0 ? from_root : *step++;  // a power of two: the old root is the first node itself
  auto fr = first;
  auto sr = first;
  for (; step != path.end(); ++step) {
    if (sn == 0) return false;
    if (fn % 2 == 1 || fn == sn) {
      fr = node_hash(*step, fr);
      sr = node_hash(*step, sr);
      for (; fn % 2 == 0 && fn != 0; fn /= 2) sn /= 2;
    } else {
      sr = node_hash(sr, *step);
    }
    fn /= 2;
    sn /= 2;
  }
  return sn == 0 && fr == from_root && sr == to_root;
}

std::string tile_path(int level, std::int64_t index, int width) {
  const auto three_digits = [](std::int64_t n) {
    const auto digits = std::to_string(1000 + n % 1000);
    return digits.substr(1);
  };
  auto number = three_digits(index);
  for (auto rest = index / 1000; rest > 0; rest /= 1000) number.insert(0, "x" + three_digits(rest) + "/");
  auto path = "tile/" + (level < 0 ? std::string{"entries"} : std::to_string(level)) + "/" + number;
  if (width < 256) path += ".p/" + std::to_string(width);
  return path;
}

}  // namespace cundang::evidence
