// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/crypto/note_key.h"

#include <openssl/crypto.h>

#include "archive/crypto/certificate.h"
#include "archive/crypto/key_files.h"
#include "archive/crypto/signer.h"
#include "schema/model/error.h"

namespace cundang::crypto {

struct NoteKeyFile::Key {
  KeyPtr key;
  std::string public_key;
};

NoteKeyFile NoteKeyFile::load_or_make(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) {
    auto pem = to_pem(make_ed25519_key().get());
    write_key_file(file, pem);
    OPENSSL_cleanse(pem.data(), pem.size());
  }
  auto pem = read_key_file(file, Secrecy::Secret);
  auto key = key_from_pem(pem);
  OPENSSL_cleanse(pem.data(), pem.size());
  std::string raw(32, '\0');
  auto size = raw.size();
  if (!key || EVP_PKEY_is_a(key.get(), "ED25519") != 1 ||
      EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char*>(raw.data()), &size) != 1)
    throw Error{ErrorCode::KeyUnusable, "not a private key of type ED25519"}.with("file", file.string());
  return NoteKeyFile{std::make_unique<Key>(Key{std::move(key), std::move(raw)})};
}

NoteKeyFile::NoteKeyFile(std::unique_ptr<Key> key) : key_{std::move(key)} {}
NoteKeyFile::NoteKeyFile(NoteKeyFile&&) noexcept = default;
NoteKeyFile& NoteKeyFile::operator=(NoteKeyFile&&) noexcept = default;
NoteKeyFile::~NoteKeyFile() = default;

const std::string& NoteKeyFile::public_key() const { return key_->public_key; }
std::string NoteKeyFile::sign(std::string_view message) const { return sign_ed25519(key_->key.get(), message); }

}  // namespace cundang::crypto
