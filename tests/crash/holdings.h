// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace cundang::crash {

/// What the clients hold in their hands: every receipt and slip byte for byte, and the documents of which they do not
/// know what became of them, because the server was killed before it answered. Thread-safe.
class Holdings {
 public:
  enum class Paper { Receipt, Slip };
  struct Held {
    Paper what;
    std::string json;
    int round;  ///< in which it was handed out
  };

  void begin_round() { ++round_; }
  /// Keeps an acknowledgement; complains when another one with other bytes is held for the same document.
  void keep(std::uint64_t document, Paper what, std::string json);
  void lose_sight(std::uint64_t document);
  void complain(std::string about);

  std::vector<std::uint64_t> out_of_sight() const;
  /// Documents acknowledged in the last round, and of those before every `step`-th.
  std::vector<std::uint64_t> recent_and_some(std::size_t step) const;
  std::vector<std::uint64_t> all() const;
  Held held(std::uint64_t document) const;
  std::size_t count(Paper what) const;
  const std::vector<std::string>& complaints() const { return complaints_; }

 private:
  mutable std::mutex mutex_;
  std::map<std::uint64_t, Held> held_;
  std::set<std::uint64_t> out_of_sight_;
  std::vector<std::string> complaints_;
  int round_ = 0;
};

}  // namespace cundang::crash
