// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/model/instant.h"

namespace cundang::accounts {

/// A clock that stands until it is moved.
class HandClock final : public Clock {
 public:
  Instant now() const override { return now_; }
  void pass(std::chrono::milliseconds time) { now_ = now_ + time; }

 private:
  Instant now_{1'700'000'000'000};
};

}  // namespace cundang::accounts
