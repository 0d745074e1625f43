// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/crypto/timestamp.h"

#include "archive/crypto/certificate.h"
#include "archive/crypto/der.h"
#include "archive/crypto/digest.h"

namespace cundang::crypto {
namespace {

using der::tlv;
using namespace std::string_literals;

// Object identifiers with tag and length.
const std::string oid_signed_data = "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02"s;
const std::string oid_tst_info = "\x06\x0B\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x01\x04"s;
const std::string oid_content_type = "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x09\x03"s;
const std::string oid_message_digest = "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x09\x04"s;
const std::string oid_signing_certificate_v2 = "\x06\x0B\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x02\x2F"s;
const std::string algorithm_sha256 = "\x30\x0D\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00"s;
const std::string algorithm_ecdsa_sha256 = "\x30\x0A\x06\x08\x2A\x86\x48\xCE\x3D\x04\x03\x02"s;

/// An arc of our own under 2.25 (ITU-T X.667: a UUID needs no registration): "time of the archive's own clock".
constexpr const char* policy = "2.25.272851288870823969996079468867140085559";

template <class Object, class Encode>
std::string encoded(Object* object, Encode encode) {
  std::string bytes(static_cast<std::size_t>(encode(object, nullptr)), '\0');
  auto* out = reinterpret_cast<unsigned char*>(bytes.data());
  encode(object, &out);
  return bytes;
}

std::string policy_oid() {
  const auto object = made(ObjectPtr{OBJ_txt2obj(policy, 1)});
  return encoded(object.get(), i2d_ASN1_OBJECT);
}

std::string attribute(const std::string& type, const std::string& value) {
  return tlv(der::Sequence, type + tlv(der::Set, value));
}

/// YYYYMMDDhhmmss[.f…]Z without trailing zeros (RFC 3161 section 2.4.2, genTime).
std::string generalized_time(Instant at) {
  std::string digits;
  for (const char c : to_text(at))
    if (c == '.' || (c >= '0' && c <= '9')) digits += c;
  while (digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  return tlv(der::GeneralizedTime, digits + "Z");
}

}  // namespace

TimestampAuthority::TimestampAuthority(EVP_PKEY* key, X509* certificate) : signer_{key} {
  const auto der = to_der(certificate);
  info_head_ = "\x02\x01\x01"s + policy_oid();
  imprint_head_ = algorithm_sha256;
  // A SET OF is sorted by encoding: these three differ in their length octet and stand in rising order.
  attributes_head_ = attribute(oid_content_type, oid_tst_info);
  const auto digest_attribute = attribute(oid_message_digest, tlv(der::OctetString, std::string(Sha256::size, '\0')));
  attributes_head_ += digest_attribute.substr(0, digest_attribute.size() - Sha256::size);
  // RFC 5816: ESSCertIDv2 with the default SHA-256.
  const auto hash = tlv(der::Sequence, tlv(der::OctetString, sha256(der).bytes()));
  attributes_tail_ = attribute(oid_signing_certificate_v2, tlv(der::Sequence, tlv(der::Sequence, hash)));
  certificates_ = tlv(der::Context0, der);
  const auto issuer = encoded(X509_get_issuer_name(certificate), i2d_X509_NAME);
  const auto serial = encoded(X509_get0_serialNumber(certificate), i2d_ASN1_INTEGER);
  signer_head_ = "\x02\x01\x01"s + tlv(der::Sequence, issuer + serial) + algorithm_sha256;
}

std::string TimestampAuthority::token(const Sha256& imprint, Instant at) const {
  const auto serial = der::unsigned_integer(random_bytes(8));
  const auto accuracy = "\x30\x03\x02\x01\x01"s;  // one second
  const auto info =
      tlv(der::Sequence, info_head_ + tlv(der::Sequence, imprint_head_ + tlv(der::OctetString, imprint.bytes())) +
                             serial + generalized_time(at) + accuracy);
  const auto attributes = attributes_head_ + std::string{sha256(info).bytes()} + attributes_tail_;
  // Signed as an explicit SET OF, carried as [0] (RFC 5652 section 5.4).
  const auto signature = signer_.sign_der(sha256(tlv(der::Set, attributes)));
  const auto signer_info = tlv(der::Sequence, signer_head_ + tlv(der::Context0, attributes) + algorithm_ecdsa_sha256 +
                                                  tlv(der::OctetString, signature));
  const auto content = tlv(der::Sequence, oid_tst_info + tlv(der::Context0, tlv(der::OctetString, info)));
  const auto signed_data = tlv(der::Sequence, "\x02\x01\x03"s + tlv(der::Set, algorithm_sha256) + content +
                                                  certificates_ + tlv(der::Set, signer_info));
  return tlv(der::Sequence, oid_signed_data + tlv(der::Context0, signed_data));
}

}  // namespace cundang::crypto
