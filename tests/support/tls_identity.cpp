// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tls_identity.h"

#include <stdexcept>

#include "tests/support/child_process.h"

namespace cundang::support {

TlsIdentity::TlsIdentity(const std::filesystem::path& dir, const std::string& name, const std::string& dns, int days)
    : certificate_{dir / (name + ".pem")} {
  const auto key = dir / (name + ".key");
  // -x509 takes no day in the past: what has run out is signed apart, for a span that is over.
  const auto request = dir / (name + ".csr");
  const auto openssl = [](Arguments arguments) {
    arguments.insert(arguments.begin(), "openssl");
    const auto done = run(arguments);
    if (done.status != 0) throw std::runtime_error{"openssl " + arguments.at(1) + ": " + done.errors};
  };
  if (days > 0) {
    openssl({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out",
             certificate_, "-days", std::to_string(days), "-subj", "/CN=" + dns, "-addext", "subjectAltName=DNS:" + dns});
  } else {
    openssl({"req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out", request,
             "-subj", "/CN=" + dns, "-addext", "subjectAltName=DNS:" + dns});
    openssl({"x509", "-req", "-in", request, "-signkey", key, "-copy_extensions", "copy", "-days",
             std::to_string(days), "-out", certificate_});
  }
  context_.reset(SSL_CTX_new(TLS_server_method()));
  if (SSL_CTX_use_certificate_file(context_.get(), certificate_.c_str(), SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_use_PrivateKey_file(context_.get(), key.c_str(), SSL_FILETYPE_PEM) != 1)
    throw std::runtime_error{"the certificate just made cannot be used"};
}

}  // namespace cundang::support
