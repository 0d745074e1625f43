// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/crypto/signer.h"

#include "schema/model/error.h"

namespace cundang::crypto {
namespace {

constexpr int number_size = 32;  // bytes of r and of s

Error cannot_sign() { return Error{ErrorCode::KeyUnusable, "signing failed"}; }

}  // namespace

KeyContextPtr P256Signer::take() const {
  {
    const std::lock_guard lock{mutex_};
    if (!idle_.empty()) {
      auto context = std::move(idle_.back());
      idle_.pop_back();
      return context;
    }
  }
  auto context = made(KeyContextPtr{EVP_PKEY_CTX_new_from_pkey(nullptr, key_, nullptr)});
  if (EVP_PKEY_sign_init(context.get()) != 1) throw cannot_sign();
  return context;
}

std::string P256Signer::sign_der(const Sha256& digest) const {
  auto context = take();
  std::string signature(80, '\0');
  auto length = signature.size();
  if (EVP_PKEY_sign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length, digest.octets.data(),
                    digest.octets.size()) != 1)
    throw cannot_sign();
  signature.resize(length);
  const std::lock_guard lock{mutex_};
  idle_.push_back(std::move(context));
  return signature;
}

std::string P256Signer::sign_raw(const Sha256& digest) const {
  const auto der = sign_der(digest);
  const auto* at = octets(der);
  const EcdsaPtr parts{d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()))};
  std::string raw(2UL * number_size, '\0');
  auto* out = reinterpret_cast<unsigned char*>(raw.data());
  if (!parts || BN_bn2binpad(ECDSA_SIG_get0_r(parts.get()), out, number_size) != number_size ||
      BN_bn2binpad(ECDSA_SIG_get0_s(parts.get()), out + number_size, number_size) != number_size)
    throw cannot_sign();
  return raw;
}

std::string sign_ed25519(EVP_PKEY* key, std::string_view message) {
  const auto context = made(DigestContextPtr{EVP_MD_CTX_new()});
  std::string signature(64, '\0');
  auto length = signature.size();
  if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key) != 1 ||
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length, octets(message),
                     message.size()) != 1 ||
      length != signature.size())
    throw cannot_sign();
  return signature;
}

}  // namespace cundang::crypto
