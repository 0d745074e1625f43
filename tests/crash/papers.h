// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/record_maker.h"

namespace cundang::crash {

/// The documents of the clients: the number says all, so that none needs to be kept. Small (1–3 KB), of several units;
/// every seventh is refused for want of a title, every fifth comes with an attachment.
class Papers {
 public:
  explicit Papers(std::uint64_t seed);
  static const std::vector<std::string>& units();
  std::size_t unit(std::uint64_t number) const { return number % units().size(); }
  bool is_refused(std::uint64_t number) const { return number % 7 == 3; }
  std::string bytes(std::uint64_t number) const;
  bool has_attachment(std::uint64_t number) const { return number % 5 == 2; }
  /// What is sent: the bytes, or with an attachment multipart/form-data of both.
  std::string body(std::uint64_t number) const;
  std::string content_type(std::uint64_t number) const;
  /// Empty for most: a third carries one.
  std::string idempotency_key(std::uint64_t number) const;

 private:
  std::string attachment(std::uint64_t number) const;
  std::uint64_t seed_;
};

}  // namespace cundang::crash
