// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/crypto/key_store.h"

#include <openssl/crypto.h>

#include "archive/crypto/certificate.h"
#include "archive/crypto/digest.h"
#include "archive/crypto/key_files.h"
#include "archive/crypto/seal_writer.h"
#include "archive/crypto/signer.h"
#include "schema/model/error.h"

namespace cundang::crypto {
namespace {

void write_secret(const std::filesystem::path& file, EVP_PKEY* key) {
  auto pem = to_pem(key);
  write_key_file(file, pem);
  OPENSSL_cleanse(pem.data(), pem.size());
}

KeyPtr read_secret(const std::filesystem::path& file, const char* type) {
  auto pem = read_key_file(file, Secrecy::Secret);
  auto key = key_from_pem(pem);
  OPENSSL_cleanse(pem.data(), pem.size());
  if (!key || EVP_PKEY_is_a(key.get(), type) != 1)
    throw Error{ErrorCode::KeyUnusable, std::string{"not a private key of type "} + type}.with("file", file.string());
  return key;
}

CertificatePtr read_certificate(const std::filesystem::path& file) {
  auto certificate = certificate_from_pem(read_key_file(file, Secrecy::Public));
  if (!certificate) throw Error{ErrorCode::KeyUnusable, "not a certificate"}.with("file", file.string());
  return certificate;
}

/// A seal nobody can verify must not be made: the certificate belongs to the key and comes from this CA.
void must_fit(const std::filesystem::path& file, X509* certificate, EVP_PKEY* key, X509* ca) {
  const KeyPtr ca_key{X509_get_pubkey(ca)};
  if (X509_check_private_key(certificate, key) != 1 || !ca_key || X509_verify(certificate, ca_key.get()) != 1)
    throw Error{ErrorCode::KeyUnusable, "certificate, key and authority do not fit"}.with("file", file.string());
}

std::string raw_public_key(EVP_PKEY* key) {
  std::string raw(32, '\0');
  auto size = raw.size();
  if (EVP_PKEY_get_raw_public_key(key, reinterpret_cast<unsigned char*>(raw.data()), &size) != 1 || size != raw.size())
    throw Error{ErrorCode::KeyUnusable, "not an Ed25519 key"};
  return raw;
}

}  // namespace

struct KeyStore::Keys {
  KeyPtr seal_key, tsa_key, log_key;
  CertificatePtr ca, seal, tsa;
  std::string log_public, ca_pem, tsa_pem, ca_der, seal_der, tsa_der;
  TimestampAuthority authority;
  SealWriter writer;

  Keys(KeyPtr seal_key_, KeyPtr tsa_key_, KeyPtr log_key_, CertificatePtr ca_, CertificatePtr seal_,
       CertificatePtr tsa_)
      : seal_key{std::move(seal_key_)},
        tsa_key{std::move(tsa_key_)},
        log_key{std::move(log_key_)},
        ca{std::move(ca_)},
        seal{std::move(seal_)},
        tsa{std::move(tsa_)},
        log_public{raw_public_key(log_key.get())},
        ca_pem{to_pem(ca.get())},
        tsa_pem{to_pem(tsa.get())},
        ca_der{to_der(ca.get())},
        seal_der{to_der(seal.get())},
        tsa_der{to_der(tsa.get())},
        authority{tsa_key.get(), tsa.get()},
        writer{seal_key.get(), seal.get(), ca.get(), authority} {}
};

KeyStore KeyStore::create(const std::filesystem::path& directory, const std::string& origin, Instant valid_from) {
  const auto ca_key = make_p256_key();
  auto seal_key = make_p256_key();
  auto tsa_key = make_p256_key();
  auto log_key = make_ed25519_key();
  const auto issue = [&](CertificateUse use, EVP_PKEY* key, X509* issuer) {
    return issue_certificate({use, origin, valid_from}, key, issuer, ca_key.get());
  };
  auto ca = issue(CertificateUse::Authority, ca_key.get(), nullptr);
  auto seal = issue(CertificateUse::Seal, seal_key.get(), ca.get());
  auto tsa = issue(CertificateUse::TimeStamping, tsa_key.get(), ca.get());

  make_key_directory(directory);
  write_secret(directory / "ca.key", ca_key.get());
  write_secret(directory / "seal.key", seal_key.get());
  write_secret(directory / "tsa.key", tsa_key.get());
  write_secret(directory / "log.key", log_key.get());
  write_key_file(directory / "ca.pem", to_pem(ca.get()));
  write_key_file(directory / "seal.pem", to_pem(seal.get()));
  write_key_file(directory / "tsa.pem", to_pem(tsa.get()));
  return KeyStore{std::make_unique<Keys>(std::move(seal_key), std::move(tsa_key), std::move(log_key), std::move(ca),
                                         std::move(seal), std::move(tsa))};
}

KeyStore KeyStore::load(const std::filesystem::path& directory) {
  auto ca = read_certificate(directory / "ca.pem");
  auto seal = read_certificate(directory / "seal.pem");
  auto tsa = read_certificate(directory / "tsa.pem");
  auto seal_key = read_secret(directory / "seal.key", "EC");
  auto tsa_key = read_secret(directory / "tsa.key", "EC");
  auto log_key = read_secret(directory / "log.key", "ED25519");
  if (std::filesystem::exists(directory / "ca.key")) {
    const auto ca_key = read_secret(directory / "ca.key", "EC");
    must_fit(directory / "ca.pem", ca.get(), ca_key.get(), ca.get());
  }
  must_fit(directory / "seal.pem", seal.get(), seal_key.get(), ca.get());
  must_fit(directory / "tsa.pem", tsa.get(), tsa_key.get(), ca.get());
  return KeyStore{std::make_unique<Keys>(std::move(seal_key), std::move(tsa_key), std::move(log_key), std::move(ca),
                                         std::move(seal), std::move(tsa))};
}

KeyStore::KeyStore(std::unique_ptr<Keys> keys) : keys_{std::move(keys)} {}
KeyStore::KeyStore(KeyStore&&) noexcept = default;
KeyStore& KeyStore::operator=(KeyStore&&) noexcept = default;
KeyStore::~KeyStore() = default;

std::string KeyStore::seal(const std::vector<SealedFile>& files, Instant at) const {
  return keys_->writer.seal(files, at);
}

std::string KeyStore::sign_detached(std::string_view message) const {
  return P256Signer{keys_->seal_key.get()}.sign_der(sha256(message));
}

std::string KeyStore::sign_log(std::string_view message) const { return sign_ed25519(keys_->log_key.get(), message); }

const std::string& KeyStore::log_public_key() const { return keys_->log_public; }
const std::string& KeyStore::ca_pem() const { return keys_->ca_pem; }
const std::string& KeyStore::seal_certificate_der() const { return keys_->seal_der; }
const std::string& KeyStore::tsa_certificate_der() const { return keys_->tsa_der; }
const std::string& KeyStore::ca_certificate_der() const { return keys_->ca_der; }
const std::string& KeyStore::tsa_pem() const { return keys_->tsa_pem; }

}  // namespace cundang::crypto
