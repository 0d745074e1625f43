// SPDX-License-Identifier: GPL-3.0-or-later
// A strict reader of one layout. What it accepts is in exclusive canonical form by its very text, so hashing the bytes
// is hashing the canonical form.
#include "archive/crypto/seal_scan.h"

#include <algorithm>

namespace cundang::crypto {
namespace {

constexpr std::size_t longest_seal = 16U << 20U;

/// Moves over the text; after a failure every call fails.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_{text} {}

  bool take(std::string_view literal) {
    if (failed_ || !text_.substr(at_).starts_with(literal)) return false;
    at_ += literal.size();
    return true;
  }
  void expect(std::string_view literal) { failed_ = !take(literal); }
  /// Everything up to `end`, which is passed over; no markup and no character reference within.
  std::string_view value(std::string_view end) {
    const auto stop = failed_ ? std::string_view::npos : text_.find(end, at_);
    const auto found = stop == std::string_view::npos ? std::string_view{} : text_.substr(at_, stop - at_);
    if (found.empty() || found.find_first_of("<>&\"") != std::string_view::npos) {
      failed_ = true;
      return {};
    }
    at_ = stop + end.size();
    return found;
  }
  std::string base64(std::string_view end) { return require(from_base64(value(end))); }
  template <class T>
  T require(std::optional<T> value) {
    failed_ = failed_ || !value.has_value();
    return value.value_or(T{});
  }
  std::size_t at() const { return at_; }
  std::string_view since(std::size_t begin) const { return text_.substr(begin, at_ - begin); }
  bool failed() const { return failed_; }
  bool finished() const { return !failed_ && at_ == text_.size(); }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

/// <ds:Reference> to a file; the opening up to its Id has been taken.
SealedFile scan_reference(Scanner& in, std::size_t number) {
  SealedFile file;
  in.expect(std::to_string(number) + "\" URI=\"");
  file.uri = in.value("\">");
  in.expect(
      "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod><ds:DigestValue>");
  file.sha256 = in.require(Sha256::from_bytes(in.base64("</ds:DigestValue></ds:Reference>")));
  return file;
}

void scan_signed_info(Scanner& in, ScannedSeal& seal) {
  const auto begin = in.at();
  in.expect(
      "<ds:SignedInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">"
      "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:CanonicalizationMethod>"
      "<ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256\"></ds:SignatureMethod>");
  while (in.take("<ds:Reference Id=\"R")) seal.files.push_back(scan_reference(in, seal.files.size() + 1));
  in.expect(
      "<ds:Reference Type=\"http://uri.etsi.org/01903#SignedProperties\" URI=\"#SP0\"><ds:Transforms>"
      "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:Transform></ds:Transforms>"
      "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod><ds:DigestValue>");
  seal.properties_digest = in.base64("</ds:DigestValue></ds:Reference></ds:SignedInfo>");
  seal.signed_info = in.since(begin);
}

void scan_signature_value(Scanner& in, ScannedSeal& seal) {
  const auto begin = in.at();
  in.expect("<ds:SignatureValue xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" Id=\"SV0\">");
  seal.signature = in.base64("</ds:SignatureValue>");
  seal.signature_value = in.since(begin);
}

void scan_key_info(Scanner& in, ScannedSeal& seal) {
  in.expect("<ds:KeyInfo><ds:X509Data><ds:X509Certificate>");
  seal.seal_certificate = in.base64("</ds:X509Certificate>");
  in.expect("<ds:X509Certificate>");
  seal.ca_certificate = in.base64("</ds:X509Certificate></ds:X509Data></ds:KeyInfo>");
}

void scan_signed_properties(Scanner& in, ScannedSeal& seal) {
  const auto begin = in.at();
  in.expect(
      "<xades:SignedProperties xmlns:xades=\"http://uri.etsi.org/01903/v1.3.2#\" Id=\"SP0\">"
      "<xades:SignedSignatureProperties><xades:SigningTime>");
  seal.signing_time = in.require(parse_instant(in.value("</xades:SigningTime>")));
  in.expect(
      "<xades:SigningCertificateV2><xades:Cert><xades:CertDigest>"
      "<ds:DigestMethod xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\""
      " Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod>"
      "<ds:DigestValue xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">");
  seal.certificate_digest = in.base64("</ds:DigestValue>");
  in.expect(
      "</xades:CertDigest></xades:Cert></xades:SigningCertificateV2></xades:SignedSignatureProperties>"
      "<xades:SignedDataObjectProperties>");
  for (std::size_t i = 0; i < seal.files.size() && !in.failed(); ++i) {
    in.expect("<xades:DataObjectFormat ObjectReference=\"#R" + std::to_string(i + 1) + "\"><xades:MimeType>");
    seal.files[i].media_type = in.value("</xades:MimeType></xades:DataObjectFormat>");
  }
  in.expect("</xades:SignedDataObjectProperties></xades:SignedProperties>");
  seal.signed_properties = in.since(begin);
}

bool names_are_distinct(const std::vector<SealedFile>& files) {
  std::vector<std::string_view> names;
  names.reserve(files.size());
  for (const auto& file : files) names.emplace_back(file.uri);
  std::sort(names.begin(), names.end());
  return std::adjacent_find(names.begin(), names.end()) == names.end();
}

}  // namespace

std::optional<ScannedSeal> scan_seal(std::string_view signatures_xml) {
  if (signatures_xml.size() > longest_seal) return std::nullopt;
  Scanner in{signatures_xml};
  ScannedSeal seal;
  in.expect(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<asic:XAdESSignatures xmlns:asic=\"http://uri.etsi.org/02918/v1.2.1#\">"
      "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" Id=\"S0\">");
  scan_signed_info(in, seal);
  scan_signature_value(in, seal);
  scan_key_info(in, seal);
  in.expect("<ds:Object><xades:QualifyingProperties xmlns:xades=\"http://uri.etsi.org/01903/v1.3.2#\" Target=\"#S0\">");
  scan_signed_properties(in, seal);
  in.expect(
      "<xades:UnsignedProperties><xades:UnsignedSignatureProperties><xades:SignatureTimeStamp Id=\"TS0\">"
      "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:CanonicalizationMethod>"
      "<xades:EncapsulatedTimeStamp>");
  seal.token = in.base64("</xades:EncapsulatedTimeStamp>");
  in.expect(
      "</xades:SignatureTimeStamp></xades:UnsignedSignatureProperties></xades:UnsignedProperties>"
      "</xades:QualifyingProperties></ds:Object></ds:Signature></asic:XAdESSignatures>\n");
  if (!in.finished() || seal.files.empty() || !names_are_distinct(seal.files)) return std::nullopt;
  return seal;
}

}  // namespace cundang::crypto
