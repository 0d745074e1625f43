// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/record_maker.h"

namespace cundang::crash {

/// The documents of the clients: the number says all, so that none needs to be kept. Small (1–3 KB), of several units;
/// every seventh is refused for want of a title.
class Papers {
 public:
  explicit Papers(std::uint64_t seed);
  static const std::vector<std::string>& units();
  std::size_t unit(std::uint64_t number) const { return number % units().size(); }
  bool is_refused(std::uint64_t number) const { return number % 7 == 3; }
  std::string bytes(std::uint64_t number) const;
  /// Empty for most: a third carries one.
  std::string idempotency_key(std::uint64_t number) const;

 private:
  std::uint64_t seed_;
};

}  // namespace cundang::crash
