// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts/password.h"

#include <argon2.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>

#include "archive/crypto/digest.h"

namespace cundang::accounts {

namespace {

constexpr std::uint32_t passes = 2, memory_kib = 19 * 1024, lanes = 1;
constexpr std::size_t salt_bytes = 16, hash_bytes = 32;
constexpr std::size_t password_bytes_max = 256, password_characters_min = 10;

// Counting gate: C++20's semaphore would do, but this one says what it is for.
class Gate {
 public:
  Gate() {
    std::unique_lock lock{mutex()};
    wake().wait(lock, [] { return inside() < 2; });
    ++inside();
  }
  ~Gate() {
    const std::lock_guard lock{mutex()};
    --inside();
    wake().notify_one();
  }
  Gate(const Gate&) = delete;

 private:
  static std::mutex& mutex() {
    static std::mutex one;
    return one;
  }
  static std::condition_variable& wake() {
    static std::condition_variable one;
    return one;
  }
  static int& inside() {
    static int count = 0;
    return count;
  }
};

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool one_character_only(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [&](char c) { return c == text.front(); });
}

constexpr std::array<std::string_view, 10> known = {"1234567890", "0123456789",  "password12",    "password123",
                                                    "qwertyuiop", "12345678910", "administrator", "admin12345",
                                                    "cundang123", "1q2w3e4r5t"};

}  // namespace

std::string hash_password(std::string_view password) {
  const Gate gate;
  const auto salt = crypto::random_bytes(salt_bytes);
  std::array<char, 256> encoded{};
  const int code = argon2id_hash_encoded(passes, memory_kib, lanes, password.data(), password.size(), salt.data(),
                                         salt.size(), hash_bytes, encoded.data(), encoded.size());
  if (code != ARGON2_OK) throw Error{ErrorCode::Internal, argon2_error_message(code)};
  return encoded.data();
}

bool password_matches(const std::string& encoded, std::string_view password) {
  const Gate gate;
  return argon2id_verify(encoded.c_str(), password.data(), password.size()) == ARGON2_OK;
}

void pretend_to_check(std::string_view password) {
  static const std::string nobody = hash_password("nobody's password");
  password_matches(nobody, password);
}

std::optional<Text> password_fault(std::string_view password, std::string_view person) {
  if (characters(password) < password_characters_min)
    return Text{"口令至少 10 个字符，请加长", "the password needs at least 10 characters; make it longer"};
  if (password.size() > password_bytes_max)
    return Text{"口令过长，请不超过 256 字节", "the password is too long; keep it within 256 bytes"};
  if (one_character_only(password) || std::find(known.begin(), known.end(), password) != known.end())
    return Text{"口令过于常见，请另选", "the password is too common; choose another"};
  if (!person.empty() && password.find(person) != std::string_view::npos)
    return Text{"口令不能包含账号名，请另选", "the password must not contain the account name; choose another"};
  return std::nullopt;
}

}  // namespace cundang::accounts
