// SPDX-License-Identifier: GPL-3.0-or-later
// X.690 DER, as much of it as a time-stamp token needs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cundang::crypto::der {

enum Tag : unsigned char {
  Integer = 0x02,
  OctetString = 0x04,
  GeneralizedTime = 0x18,
  Sequence = 0x30,
  Set = 0x31,
  Context0 = 0xA0,
};

/// Tag, length and content.
std::string tlv(Tag tag, std::string_view content);
/// The shortest INTEGER of an unsigned big-endian number.
std::string unsigned_integer(std::string_view big_endian);

}  // namespace cundang::crypto::der
