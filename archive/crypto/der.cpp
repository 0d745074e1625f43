// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/crypto/der.h"

namespace cundang::crypto::der {

std::string tlv(Tag tag, std::string_view content) {
  std::string out(1, static_cast<char>(tag));
  out.reserve(content.size() + 5);
  if (content.size() < 0x80) {
    out += static_cast<char>(content.size());
  } else {
    std::string length;
    for (auto rest = content.size(); rest > 0; rest >>= 8U)
      length.insert(length.begin(), static_cast<char>(rest & 0xFFU));
    out += static_cast<char>(0x80U | length.size());
    out += length;
  }
  out += content;
  return out;
}

std::string unsigned_integer(std::string_view big_endian) {
  while (big_endian.size() > 1 && big_endian.front() == 0) big_endian.remove_prefix(1);
  const bool looks_negative = (static_cast<unsigned char>(big_endian.front()) & 0x80U) != 0;
  return tlv(Integer, (looks_negative ? std::string(1, '\0') : std::string{}) + std::string{big_endian});
}

}  // namespace cundang::crypto::der
