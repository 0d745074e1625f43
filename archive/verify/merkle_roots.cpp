// SPDX-License-Identifier: GPL-3.0-or-later
#include <utility>

#include "archive/evidence/merkle.h"
#include "archive/verify/log_verify.h"

namespace cundang::verify {
namespace {

/// Roots of the perfect subtrees that make up the leaves taken so far, largest first (a binary counter).
class Peaks {
 public:
  void add(const Sha256& leaf) {
    std::pair<int, Sha256> peak{0, leaf};
    while (!peaks_.empty() && peaks_.back().first == peak.first) {
      peak = {peak.first + 1, evidence::node_hash(peaks_.back().second, peak.second)};
      peaks_.pop_back();
    }
    peaks_.push_back(peak);
  }
  Sha256 root() const {
    if (peaks_.empty()) return evidence::empty_root();
    auto root = peaks_.back().second;
    for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak) root = evidence::node_hash(peak->second, root);
    return root;
  }

 private:
  std::vector<std::pair<int, Sha256>> peaks_;
};

}  // namespace

std::vector<Sha256> roots_at(const std::vector<Sha256>& hashes, const std::vector<TreeSize>& sizes) {
  std::vector<Sha256> roots;
  Peaks peaks;
  TreeSize taken = 0;
  for (const auto size : sizes) {
    for (; taken < size; ++taken) peaks.add(hashes[static_cast<std::size_t>(taken)]);
    roots.push_back(peaks.root());
  }
  return roots;
}

}  // namespace cundang::verify
