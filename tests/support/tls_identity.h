// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/ssl.h>

#include <filesystem>
#include <memory>
#include <string>

namespace cundang::support {

/// A server's certificate made for one test by the openssl program: self-signed, P-256, for one DNS name.
class TlsIdentity {
 public:
  enum class Validity { Now, RunOut };
  /// Writes NAME.pem and NAME.key into `dir`. @param dns name it proves
  /// @throws std::runtime_error with what openssl said.
  TlsIdentity(const std::filesystem::path& dir, const std::string& name, const std::string& dns,
              Validity validity = Validity::Now);
  /// The certificate: whoever trusts this file trusts the server.
  const std::filesystem::path& certificate() const { return certificate_; }
  /// For SSL_new(); lives as long as this object.
  SSL_CTX* context() const { return context_.get(); }

 private:
  std::filesystem::path certificate_;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{nullptr, SSL_CTX_free};
};

}  // namespace cundang::support
