// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tls_identity.h"

#include <fstream>
#include <stdexcept>

#include "tests/support/child_process.h"

namespace cundang::support {

namespace {

void openssl(Arguments arguments) {
  arguments.insert(arguments.begin(), "openssl");
  const auto done = run(arguments);
  if (done.status != 0) throw std::runtime_error{"openssl " + arguments.at(1) + ": " + done.errors};
}

/// `req -x509` knows no day in the past: what has run out is signed by `ca`, which does.
void sign_for_2020(const std::filesystem::path& dir, const std::filesystem::path& request,
                   const std::filesystem::path& key, const std::filesystem::path& certificate) {
  const auto settings = dir / "ca.cnf", index = dir / "ca.index";
  std::ofstream{index};
  std::ofstream{settings} << "[ca]\ndefault_ca = one\n[one]\ndatabase = " << index.string()
                          << "\nnew_certs_dir = " << dir.string()
                          << "\ndefault_md = sha256\nrand_serial = yes\npolicy = any\ncopy_extensions = copy\n"
                             "unique_subject = no\n[any]\ncommonName = supplied\n";
  openssl({"ca", "-batch", "-selfsign", "-notext", "-config", settings, "-in", request, "-keyfile", key, "-startdate",
           "20200101000000Z", "-enddate", "20200201000000Z", "-out", certificate});
}

}  // namespace

TlsIdentity::TlsIdentity(const std::filesystem::path& dir, const std::string& name, const std::string& dns,
                         Validity validity)
    : certificate_{dir / (name + ".pem")} {
  const auto key = dir / (name + ".key"), request = dir / (name + ".csr");
  const bool now = validity == Validity::Now;
  Arguments make{"req",
                 "-newkey",
                 "ec",
                 "-pkeyopt",
                 "ec_paramgen_curve:P-256",
                 "-nodes",
                 "-keyout",
                 key,
                 "-out",
                 now ? certificate_ : request,
                 "-subj",
                 "/CN=" + dns,
                 "-addext",
                 "subjectAltName=DNS:" + dns};
  if (now) make.insert(make.end(), {"-x509", "-days", "2"});
  openssl(std::move(make));
  if (!now) sign_for_2020(dir, request, key, certificate_);
  context_.reset(SSL_CTX_new(TLS_server_method()));
  if (SSL_CTX_use_certificate_file(context_.get(), certificate_.c_str(), SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_use_PrivateKey_file(context_.get(), key.c_str(), SSL_FILETYPE_PEM) != 1)
    throw std::runtime_error{"the certificate just made cannot be used"};
}

}  // namespace cundang::support
