// SPDX-License-Identifier: GPL-3.0-or-later
// Seals and the time-stamp tokens in them: not one bit changes unseen. An input that begins with 0x30 is a token (DER)
// and is put into a good seal; every other input is a META-INF/signatures.xml.
#include "archive/crypto/certificate.h"
#include "archive/crypto/seal_check.h"
#include "archive/crypto/seal_scan.h"
#include "schema/model/bytes.h"
#include "tests/fuzz/samples.h"
#include "tests/fuzz/target.h"

namespace cundang::fuzz {
namespace {

constexpr std::string_view token_open = "<xades:EncapsulatedTimeStamp>";

/// The good seal with another token.
std::string with_token(std::string seal, std::string_view der) {
  const auto begin = seal.find(token_open) + token_open.size();
  return seal.replace(begin, seal.find('<', begin) - begin, to_base64(der));
}

bool check(std::string_view input) {
  static const auto good = sample("signatures.xml");
  static const auto ca = sample("ca.pem");
  if (const auto certificate = crypto::certificate_from_der(input))
    must(!crypto::to_pem(certificate.get()).empty(), "a certificate can be written");
  const auto xml = input.starts_with('\x30') ? with_token(good, input) : std::string{input};
  const auto report = crypto::check_seal(xml, ca);
  must(report.problem.empty() == (xml == good), "a seal holds as it was made, and in no other form");
  if (const auto seal = crypto::scan_seal(xml)) must(!seal->files.empty(), "a seal covers files");
  return report.problem.empty();
}

std::vector<std::string> seeds() {
  const auto good = sample("signatures.xml");
  const auto seal = crypto::scan_seal(good);
  return {good, seal->token, seal->seal_certificate, seal->ca_certificate};
}

const Entered entered{{"seal", "evidence", 32 << 10, 8000, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
