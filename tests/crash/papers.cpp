// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/crash/papers.h"

#include "tests/support/random.h"

namespace cundang::crash {

Papers::Papers(std::uint64_t seed) : seed_{seed} {}

const std::vector<std::string>& Papers::units() {
  static const std::vector<std::string> codes{"ZJW", "JTJ", "GAJ", "SWJ"};
  return codes;
}

std::string Papers::bytes(std::uint64_t number) const {
  support::Random random{seed_ ^ number};
  const support::RecordMaker maker{
      {.seed = seed_, .unit = units()[unit(number)], .bytes = static_cast<std::size_t>(random.between(1500, 3000))}};
  return is_refused(number) ? maker.make_invalid(number) : maker.make(number);
}

std::string Papers::idempotency_key(std::uint64_t number) const {
  return number % 3 == 0 ? "crash-" + std::to_string(seed_) + "-" + std::to_string(number) : std::string{};
}

}  // namespace cundang::crash
