// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that is hashed is written in the form that exclusive canonicalisation gives it: each namespace declared
// where it is first used below the hashed element, attributes in order, no self-closing tags, no white space. So a
// stock verifier's canonicaliser reproduces these bytes, and none is needed here.
#include "archive/crypto/seal_writer.h"

#include <algorithm>

#include "archive/crypto/certificate.h"
#include "archive/crypto/digest.h"
#include "schema/model/error.h"

namespace cundang::crypto {
namespace {

#define DS "xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\""
#define XADES "xmlns:xades=\"http://uri.etsi.org/01903/v1.3.2#\""
#define EXC_C14N "http://www.w3.org/2001/10/xml-exc-c14n#"
#define SHA256_URI "http://www.w3.org/2001/04/xmlenc#sha256"

constexpr std::string_view head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<asic:XAdESSignatures xmlns:asic=\"http://uri.etsi.org/02918/v1.2.1#\">"
    "<ds:Signature " DS " Id=\"S0\">";
constexpr std::string_view info_head =
    "<ds:SignedInfo " DS "><ds:CanonicalizationMethod Algorithm=\"" EXC_C14N
    "\"></ds:CanonicalizationMethod>"
    "<ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256\"></ds:SignatureMethod>";
constexpr std::string_view digest_head =
    "<ds:DigestMethod Algorithm=\"" SHA256_URI "\"></ds:DigestMethod><ds:DigestValue>";
constexpr std::string_view digest_tail = "</ds:DigestValue></ds:Reference>";
constexpr std::string_view properties_reference =
    "<ds:Reference Type=\"http://uri.etsi.org/01903#SignedProperties\" URI=\"#SP0\">"
    "<ds:Transforms><ds:Transform Algorithm=\"" EXC_C14N "\"></ds:Transform></ds:Transforms>";
constexpr std::string_view info_tail = "</ds:SignedInfo>";

constexpr std::string_view properties_head =
    "<xades:SignedProperties " XADES " Id=\"SP0\"><xades:SignedSignatureProperties><xades:SigningTime>";
constexpr std::string_view properties_middle = "</xades:SignedSignatureProperties><xades:SignedDataObjectProperties>";
constexpr std::string_view properties_tail = "</xades:SignedDataObjectProperties></xades:SignedProperties>";

constexpr std::string_view value_head = "<ds:SignatureValue " DS " Id=\"SV0\">";
constexpr std::string_view value_tail = "</ds:SignatureValue>";

constexpr std::string_view token_head =
    "<xades:UnsignedProperties><xades:UnsignedSignatureProperties><xades:SignatureTimeStamp Id=\"TS0\">"
    "<ds:CanonicalizationMethod Algorithm=\"" EXC_C14N "\"></ds:CanonicalizationMethod><xades:EncapsulatedTimeStamp>";
constexpr std::string_view tail =
    "</xades:EncapsulatedTimeStamp></xades:SignatureTimeStamp></xades:UnsignedSignatureProperties>"
    "</xades:UnsignedProperties></xades:QualifyingProperties></ds:Object></ds:Signature></asic:XAdESSignatures>\n";

bool made_of(std::string_view text, std::string_view others) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           others.find(c) != std::string_view::npos;
  });
}

std::string media_type_of(const SealedFile& file) {
  if (made_of(file.media_type, "/+.-_")) return file.media_type;
  return file.uri.ends_with(".xml") ? "application/xml" : "application/octet-stream";
}

std::string signed_info(const std::vector<SealedFile>& files, const Sha256& properties) {
  std::string out{info_head};
  for (std::size_t i = 0; i < files.size(); ++i) {
    out += "<ds:Reference Id=\"R" + std::to_string(i + 1) + "\" URI=\"" + files[i].uri + "\">";
    out += digest_head;
    out += to_base64(files[i].sha256.bytes());
    out += digest_tail;
  }
  out += properties_reference;
  out += digest_head;
  out += to_base64(properties.bytes());
  out += digest_tail;
  out += info_tail;
  return out;
}

std::string signed_properties(const std::vector<SealedFile>& files, Instant at, const std::string& certificate) {
  std::string out{properties_head};
  out += to_text(at);
  out += "</xades:SigningTime>";
  out += certificate;
  out += properties_middle;
  for (std::size_t i = 0; i < files.size(); ++i)
    out += "<xades:DataObjectFormat ObjectReference=\"#R" + std::to_string(i + 1) + "\"><xades:MimeType>" +
           media_type_of(files[i]) + "</xades:MimeType></xades:DataObjectFormat>";
  out += properties_tail;
  return out;
}

}  // namespace

SealWriter::SealWriter(EVP_PKEY* key, X509* certificate, X509* ca, const TimestampAuthority& authority)
    : signer_{key}, authority_{authority} {
  const auto der = to_der(certificate);
  signing_certificate_ = "<xades:SigningCertificateV2><xades:Cert><xades:CertDigest><ds:DigestMethod " DS
                         " Algorithm=\"" SHA256_URI "\"></ds:DigestMethod><ds:DigestValue " DS ">" +
                         to_base64(sha256(der).bytes()) +
                         "</ds:DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificateV2>";
  key_info_ = "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>" + to_base64(der) +
              "</ds:X509Certificate><ds:X509Certificate>" + to_base64(to_der(ca)) +
              "</ds:X509Certificate></ds:X509Data></ds:KeyInfo><ds:Object><xades:QualifyingProperties " XADES
              " Target=\"#S0\">";
}

std::string SealWriter::seal(const std::vector<SealedFile>& files, Instant at) const {
  for (const auto& file : files)
    if (!made_of(file.uri, "._/-")) throw Error{ErrorCode::Internal, "not a container file name"}.with("uri", file.uri);
  const auto properties = signed_properties(files, at, signing_certificate_);
  const auto info = signed_info(files, sha256(properties));
  const auto value = std::string{value_head} + to_base64(signer_.sign_raw(sha256(info))) + std::string{value_tail};
  const auto token = to_base64(authority_.token(sha256(value), at));
  std::string out;
  out.reserve(head.size() + info.size() + value.size() + key_info_.size() + properties.size() + token.size() + 1024);
  for (const std::string_view part :
       {head, std::string_view{info}, std::string_view{value}, std::string_view{key_info_},
        std::string_view{properties}, token_head, std::string_view{token}, tail})
    out += part;
  return out;
}

#undef DS
#undef XADES
#undef EXC_C14N
#undef SHA256_URI

}  // namespace cundang::crypto
