// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/packages/file_digest.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

#include "archive/crypto/digest.h"
#include "archive/packages/fault_hook.h"
#include "schema/model/error.h"

namespace cundang::packages {
namespace {

constexpr std::size_t piece = 64U << 10U;

std::string digest_of_file(const std::filesystem::path& path, crypto::Hasher::Algorithm algorithm) {
  const auto fail = [&](int error) {
    throw Error{ErrorCode::FileUnreadable, std::strerror(error)}.with("path", path.string());
  };
  if (const int fault = fault_before("read", path.string()); fault > 0) fail(fault);
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{std::fopen(path.c_str(), "rbe"), &std::fclose};
  if (!file) fail(errno);
  std::setvbuf(file.get(), nullptr, _IONBF, 0);
  crypto::Hasher hasher{algorithm};
  static thread_local std::vector<char> buffer(piece);
  while (const auto got = std::fread(buffer.data(), 1, buffer.size(), file.get())) hasher.update({buffer.data(), got});
  if (std::ferror(file.get()) != 0) fail(errno);
  return hasher.finish();
}

}  // namespace

Sha256 sha256_of_file(const std::filesystem::path& path) {
  return *Sha256::from_bytes(digest_of_file(path, crypto::Hasher::Algorithm::Sha256));
}

Sha512 sha512_of_file(const std::filesystem::path& path) {
  return *Sha512::from_bytes(digest_of_file(path, crypto::Hasher::Algorithm::Sha512));
}

}  // namespace cundang::packages
