// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts/secret.h"

#include "archive/crypto/digest.h"

namespace cundang::accounts {

std::string new_secret() { return to_hex(crypto::random_bytes(32)); }

std::string secret_hash(std::string_view secret) { return crypto::sha256(secret).hex(); }

std::string csrf_of(std::string_view session_secret) { return crypto::sha256("cundang-csrf/1:", session_secret).hex(); }

bool same_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned char>(a[i] ^ b[i]);
  return difference == 0;
}

}  // namespace cundang::accounts
