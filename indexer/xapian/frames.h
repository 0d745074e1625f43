// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace cundang::indexer {

/// Compresses single records, each a Zstandard frame (RFC 8878) with its own check sum. Not thread-safe.
class FramePacker {
 public:
  FramePacker();
  FramePacker(FramePacker&&) noexcept;
  ~FramePacker();
  std::string pack(std::string_view bytes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// @throws Error{IndexUnreadable} for a torn frame, or one of more than 64 MiB.
std::string unpack_frame(std::string_view frame);

}  // namespace cundang::indexer
