// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/crypto/digest.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sys/random.h>

#include <cerrno>
#include <new>

#include "schema/model/error.h"

namespace cundang::crypto {
namespace {

struct ContextFree {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, ContextFree>;

Context start(const EVP_MD* algorithm) {
  Context context{EVP_MD_CTX_new()};
  if (!context) throw std::bad_alloc{};
  if (EVP_DigestInit_ex(context.get(), algorithm, nullptr) != 1)
    throw Error{ErrorCode::Internal, "digest cannot start"};
  return context;
}

/// A context per thread: OpenSSL 3 looks an algorithm up again at each new context, which costs more than hashing a
/// node.
template <class D>
D digest(EVP_MD_CTX* context, std::string_view first, std::string_view second) {
  D result;
  unsigned length = 0;
  const bool done = EVP_DigestInit_ex(context, nullptr, nullptr) == 1 &&
                    EVP_DigestUpdate(context, first.data(), first.size()) == 1 &&
                    EVP_DigestUpdate(context, second.data(), second.size()) == 1 &&
                    EVP_DigestFinal_ex(context, result.octets.data(), &length) == 1;
  if (!done || length != D::size) throw Error{ErrorCode::Internal, "digest failed"};
  return result;
}

}  // namespace

Sha256 sha256(std::string_view bytes) { return sha256(bytes, {}); }

Sha256 sha256(std::string_view first, std::string_view second) {
  static thread_local const Context context = start(EVP_sha256());
  return digest<Sha256>(context.get(), first, second);
}

Sha512 sha512(std::string_view bytes) {
  static thread_local const Context context = start(EVP_sha512());
  return digest<Sha512>(context.get(), bytes, {});
}

Sha256 hmac_sha256(std::string_view key, std::string_view bytes) {
  Sha256 result;
  unsigned length = 0;
  const auto* done =
      HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(bytes.data()),
           bytes.size(), result.octets.data(), &length);
  if (!done || length != Sha256::size) throw Error{ErrorCode::Internal, "HMAC failed"};
  return result;
}

struct Hasher::State {
  Context context;
};

namespace {

const EVP_MD* message_digest(Hasher::Algorithm algorithm) {
  switch (algorithm) {
    case Hasher::Algorithm::Sha256:
      return EVP_sha256();
    case Hasher::Algorithm::Sha512:
      return EVP_sha512();
    case Hasher::Algorithm::Md5:
      return EVP_md5();
    case Hasher::Algorithm::Sha1:
      return EVP_sha1();
    case Hasher::Algorithm::Blake2b512:
      return EVP_blake2b512();
    case Hasher::Algorithm::Sha512_256:
      return EVP_sha512_256();
  }
  return nullptr;
}

}  // namespace

Hasher::Hasher(Algorithm algorithm) : state_{std::make_unique<State>(State{start(message_digest(algorithm))})} {}
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;
Hasher::~Hasher() = default;

void Hasher::update(std::string_view bytes) {
  if (EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) != 1)
    throw Error{ErrorCode::Internal, "digest failed"};
}

std::string Hasher::finish() {
  std::string result(EVP_MAX_MD_SIZE, '\0');
  unsigned length = 0;
  if (EVP_DigestFinal_ex(state_->context.get(), reinterpret_cast<unsigned char*>(result.data()), &length) != 1)
    throw Error{ErrorCode::Internal, "digest failed"};
  result.resize(length);
  return result;
}

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  for (std::size_t have = 0; have < count;) {
    const auto got = ::getrandom(bytes.data() + have, count - have, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) throw Error{ErrorCode::Internal, "the system gives no random bytes"};
    have += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace cundang::crypto
