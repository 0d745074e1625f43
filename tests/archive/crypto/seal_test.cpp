// SPDX-License-Identifier: GPL-3.0-or-later
// A seal as an auditor meets it, years later: with xmlsec1, xmllint and openssl, and nothing of ours.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "archive/crypto/certificate.h"
#include "archive/crypto/digest.h"
#include "archive/crypto/key_store.h"
#include "archive/crypto/seal_check.h"
#include "archive/crypto/seal_scan.h"
#include "archive/crypto/signer.h"
#include "archive/crypto/timestamp.h"
#include "tests/archive/crypto/shell.h"

namespace cundang::crypto {
namespace {

using testing_support::TempFolder;

const std::string origin = "cundang.example/mingyuan";
const std::string record = "<record xmlns=\"urn:cundang:record:1\">关于2012年安全生产工作的通知</record>\n";
const std::string scan = "%PDF-1.4 正本";
const Instant opened = *parse_instant("2012-07-01T00:00:00Z");
const Instant sealed = *parse_instant("2012-07-02T01:02:03.450Z");

/// One archive's keys and one sealed record, laid out as in a container.
class Sealed : public testing::Test {
 protected:
  Sealed() : keys_{KeyStore::create(folder_.path() / "keys", origin, opened)} {
    folder_.write("record.xml", record);
    folder_.write("attachments/0001.pdf", scan);
    xml_ =
        keys_.seal({{"record.xml", sha256(record)}, {"attachments/0001.pdf", sha256(scan), "application/pdf"}}, sealed);
    folder_.write("META-INF/signatures.xml", xml_);
    folder_.write("ca.pem", keys_.ca_pem());
  }
  TempFolder::Result xmlsec(const std::string& at = "2012-07-02 01:02:03") {
    return folder_.run("xmlsec1 --verify --trusted-pem ca.pem --verification-gmt-time '" + at +
                       "' --id-attr:Id SignedProperties META-INF/signatures.xml");
  }
  /// The SignatureValue element and the token, cut out and canonicalised with stock tools only.
  void extract_token() {
    const auto result = folder_.run(
        "grep -o '<ds:SignatureValue.*</ds:SignatureValue>' META-INF/signatures.xml > value.xml && "
        "xmllint --exc-c14n value.xml > value.c14n && "
        "xmllint --xpath \"string(//*[local-name()='EncapsulatedTimeStamp'])\" META-INF/signatures.xml | "
        "openssl base64 -d -A > token.der");
    ASSERT_EQ(result.status, 0) << result.output;
  }

  TempFolder folder_;
  KeyStore keys_;
  std::string xml_;
};

TEST_F(Sealed, XmlsecSaysOk) {
  const auto result = xmlsec();
  EXPECT_EQ(result.status, 0) << result.output;
  EXPECT_NE(result.output.find("SignedInfo References (ok/all): 3/3"), std::string::npos) << result.output;
}

TEST_F(Sealed, XmlsecFindsAChangedByteOfTheRecord) {
  auto changed = record;
  changed[changed.find("2012")] = '3';
  folder_.write("record.xml", changed);
  EXPECT_NE(xmlsec().status, 0);
}

TEST_F(Sealed, XmlsecFindsAChangedByteOfAnAttachment) {
  folder_.write("attachments/0001.pdf", scan + " ");
  EXPECT_NE(xmlsec().status, 0);
}

TEST_F(Sealed, XmlsecFindsAnotherSigningTime) {
  auto changed = xml_;
  changed.replace(changed.find("2012-07-02T01"), 13, "2012-07-02T00");
  folder_.write("META-INF/signatures.xml", changed);
  EXPECT_NE(xmlsec().status, 0);
}

TEST_F(Sealed, CertificatesHoldFromTheDayBeforeForThirtyYears) {
  EXPECT_EQ(xmlsec("2012-06-30 00:00:01").status, 0);
  EXPECT_NE(xmlsec("2012-06-29 23:59:59").status, 0);
  EXPECT_EQ(xmlsec("2042-06-30 00:00:00").status, 0);
  EXPECT_NE(xmlsec("2042-07-03 00:00:00").status, 0);
}

TEST_F(Sealed, XmlsecTrustsNoOtherAuthority) {
  const auto other = KeyStore::create(folder_.path() / "other", origin, opened);
  folder_.write("ca.pem", other.ca_pem());
  EXPECT_NE(xmlsec().status, 0);
}

TEST_F(Sealed, OpensslVerifiesTheTokenOverTheSignatureValue) {
  extract_token();
  const std::string verify =
      "openssl ts -verify -token_in -in token.der -CAfile ca.pem -attime $(date -u -d '2012-07-02 01:02:03' +%s) "
      "-data ";
  const auto holds = folder_.run(verify + "value.c14n");
  EXPECT_EQ(holds.status, 0) << holds.output;
  EXPECT_NE(holds.output.find("Verification: OK"), std::string::npos) << holds.output;
  EXPECT_NE(folder_.run("tr A-Y B-Z < value.c14n > other.c14n && " + verify + "other.c14n").status, 0);
  EXPECT_NE(folder_
                .run("openssl ts -verify -token_in -in token.der -CAfile ca.pem -data value.c14n "
                     "-attime $(date -u -d '2043-01-01' +%s)")
                .status,
            0);
}

TEST_F(Sealed, TheTokenSaysWhenAndHow) {
  extract_token();
  const auto text = folder_.run("openssl ts -reply -token_in -in token.der -token_out -text").output;
  EXPECT_NE(text.find("Time stamp: Jul  2 01:02:03.45 2012 GMT"), std::string::npos) << text;
  EXPECT_NE(text.find("Hash Algorithm: sha256"), std::string::npos) << text;
  EXPECT_NE(text.find("Accuracy: 0x01 seconds"), std::string::npos) << text;
}

TEST_F(Sealed, OpensslCmsReadsTheTokenToo) {
  extract_token();
  const auto result = folder_.run(
      "openssl cms -verify -inform DER -in token.der -CAfile ca.pem -purpose timestampsign "
      "-attime $(date -u -d '2012-07-02 01:02:03' +%s) -out tst.der");
  EXPECT_EQ(result.status, 0) << result.output;
}

TEST_F(Sealed, TheFileIsItsOwnCanonicalForm) {
  // Every hashed element must come out of a canonicaliser as it stands in the file.
  const auto result = folder_.run(
      "grep -o '<ds:SignedInfo.*</ds:SignedInfo>' META-INF/signatures.xml | tr -d '\\n' > a && xmllint --exc-c14n a | "
      "cmp - a && "
      "grep -o '<xades:SignedProperties .*</xades:SignedProperties>' META-INF/signatures.xml | tr -d '\\n' > b && "
      "xmllint --exc-c14n b | cmp - b && xmllint --noout META-INF/signatures.xml");
  EXPECT_EQ(result.status, 0) << result.output;
}

TEST_F(Sealed, OurOwnCheckAgrees) {
  const auto report = check_seal(xml_, keys_.ca_pem());
  EXPECT_EQ(report.problem, "");
  EXPECT_EQ(report.time, sealed);
  ASSERT_EQ(report.files.size(), 2U);
  EXPECT_EQ(report.files[0].uri, "record.xml");
  EXPECT_EQ(report.files[0].sha256, sha256(record));
  EXPECT_EQ(report.files[1].uri, "attachments/0001.pdf");
  EXPECT_EQ(report.files[1].sha256, sha256(scan));
}

TEST_F(Sealed, OurOwnCheckFindsEverySingleChangedCharacter) {
  // Also within base64 and in the parts of the token's frame that no signature covers.
  std::size_t checked = 0;
  for (std::size_t i = 0; i < xml_.size(); i += 1) {
    auto changed = xml_;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    const auto report = check_seal(changed, keys_.ca_pem());
    EXPECT_NE(report.problem, "") << "at " << i << ": " << xml_.substr(i > 20 ? i - 20 : 0, 40);
    ++checked;
  }
  EXPECT_GT(checked, 3000U);
}

TEST_F(Sealed, OurOwnCheckFindsEverySingleBitOfTheTokenChanged) {
  // The signer's name among them: OpenSSL compares names without regard to case.
  const auto seal = scan_seal(xml_);
  ASSERT_TRUE(seal);
  const auto begin = xml_.find("<xades:EncapsulatedTimeStamp>") + std::string{"<xades:EncapsulatedTimeStamp>"}.size();
  const auto end = xml_.find('<', begin);
  for (std::size_t bit = 0; bit < seal->token.size() * 8; ++bit) {
    auto token = seal->token;
    token[bit / 8] = static_cast<char>(token[bit / 8] ^ (1 << bit % 8));
    auto changed = xml_;
    changed.replace(begin, end - begin, to_base64(token));
    EXPECT_NE(check_seal(changed, keys_.ca_pem()).problem, "") << "bit " << bit;
  }
}

TEST_F(Sealed, OurOwnCheckTrustsNoOtherAuthority) {
  const auto other = KeyStore::create(folder_.path() / "other", origin, opened);
  EXPECT_NE(check_seal(xml_, other.ca_pem()).problem, "");
  EXPECT_NE(check_seal(other.seal({{"record.xml", sha256(record)}}, sealed), keys_.ca_pem()).problem, "");
  EXPECT_NE(check_seal(xml_, "no certificate").problem, "");
}

TEST_F(Sealed, OurOwnCheckHoldsTheClockAgainstTheCertificates) {
  const std::vector<SealedFile> files{{"record.xml", sha256(record)}};
  EXPECT_EQ(check_seal(keys_.seal(files, *parse_instant("2012-06-30T00:00:01Z")), keys_.ca_pem()).problem, "");
  EXPECT_NE(check_seal(keys_.seal(files, *parse_instant("2012-06-29T23:59:59Z")), keys_.ca_pem()).problem, "");
  EXPECT_EQ(check_seal(keys_.seal(files, *parse_instant("2042-06-30T00:00:00Z")), keys_.ca_pem()).problem, "");
  EXPECT_NE(check_seal(keys_.seal(files, *parse_instant("2042-07-03T00:00:00Z")), keys_.ca_pem()).problem, "");
}

TEST_F(Sealed, TheTimeStampingKeyMayNotSeal) {
  ASSERT_EQ(folder_.run("cd keys && cat tsa.key > seal.key && cat tsa.pem > seal.pem").status, 0);
  const auto confused = KeyStore::load(folder_.path() / "keys");
  EXPECT_EQ(check_seal(confused.seal({{"record.xml", sha256(record)}}, sealed), keys_.ca_pem()).problem,
            "the certificate is not for seals");
}

TEST_F(Sealed, TheSealKeyMayNotStampTime) {
  ASSERT_EQ(folder_.run("cd keys && cat seal.key > tsa.key && cat seal.pem > tsa.pem").status, 0);
  const auto confused = KeyStore::load(folder_.path() / "keys");
  EXPECT_EQ(check_seal(confused.seal({{"record.xml", sha256(record)}}, sealed), keys_.ca_pem()).problem,
            "the time-stamp token does not hold");
}

TEST_F(Sealed, PartsOfTwoSealsMakeNone) {
  // Each part is genuine; only together they would say something that was never sealed.
  const auto other = keys_.seal({{"record.xml", sha256("another record")}}, sealed);
  for (const auto& [begin, end] : {std::pair{"<ds:SignedInfo", "</ds:SignedInfo>"},
                                   {"<ds:SignatureValue", "</ds:SignatureValue>"},
                                   {"<xades:SignedProperties", "</xades:SignedProperties>"},
                                   {"<xades:EncapsulatedTimeStamp", "</xades:EncapsulatedTimeStamp>"}}) {
    const auto part = [&](const std::string& text) {
      return std::pair{text.find(begin), text.find(end) - text.find(begin)};
    };
    const auto [from, from_size] = part(other);
    const auto [to, to_size] = part(xml_);
    auto mixed = xml_;
    mixed.replace(to, to_size, other.substr(from, from_size));
    EXPECT_NE(check_seal(mixed, keys_.ca_pem()).problem, "") << begin;
  }
}

TEST_F(Sealed, ATruncatedOrShuffledSealIsAProblemAndNeverAnAccident) {
  for (std::size_t size = 0; size < xml_.size(); size += 17)
    ASSERT_NE(check_seal(xml_.substr(0, size), keys_.ca_pem()).problem, "");
  std::uint32_t random = 20120702;  // a fixed course of damage
  const auto next = [&random](std::size_t below) {
    random = random * 1'664'525U + 1'013'904'223U;
    return (random >> 8U) % below;
  };
  for (int n = 0; n < 3000; ++n) {
    auto damaged = xml_;
    const auto from = next(damaged.size()), count = next(40) + 1;
    if (n % 2 == 0) {
      damaged.erase(from, count);
    } else {
      damaged.insert(next(damaged.size()), damaged.substr(from, count));
    }
    ASSERT_NE(check_seal(damaged, keys_.ca_pem()).problem, "") << n;
  }
}

TEST_F(Sealed, AFileIsNamedOnce) {
  const auto twice = keys_.seal({{"record.xml", sha256(record)}, {"record.xml", sha256("another")}}, sealed);
  EXPECT_NE(check_seal(twice, keys_.ca_pem()).problem, "");
  EXPECT_NE(check_seal(keys_.seal({}, sealed), keys_.ca_pem()).problem, "");
}

/// Seals that only the holder of the keys could make, each saying two things at once.
class SignedAgain : public Sealed {
 protected:
  SignedAgain()
      : seal_key_{key_from_pem(folder_.read("keys/seal.key"))},
        tsa_key_{key_from_pem(folder_.read("keys/tsa.key"))},
        tsa_{certificate_from_pem(keys_.tsa_pem())} {}

  /// Replaces the text between two marks, the last one not included.
  static void put(std::string& xml, std::string_view begin, std::string_view end, std::string_view text) {
    const auto from = xml.find(begin) + begin.size();
    xml.replace(from, xml.find(end, from) - from, text);
  }
  static std::string element(const std::string& xml, const std::string& name) {
    const auto from = xml.find("<" + name + " "), end = xml.find("</" + name + ">");
    return xml.substr(from, end + name.size() + 3 - from);
  }
  /// Digest, signature and token made anew over what now stands in the text.
  std::string signed_again(std::string xml, Instant stamped) const {
    put(xml,
        "URI=\"#SP0\"><ds:Transforms><ds:Transform "
        "Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:Transform>"
        "</ds:Transforms><ds:DigestMethod "
        "Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod><ds:DigestValue>",
        "</ds:DigestValue>", to_base64(sha256(element(xml, "xades:SignedProperties")).bytes()));
    put(xml, "Id=\"SV0\">", "</ds:SignatureValue>",
        to_base64(P256Signer{seal_key_.get()}.sign_raw(sha256(element(xml, "ds:SignedInfo")))));
    const auto token =
        TimestampAuthority{tsa_key_.get(), tsa_.get()}.token(sha256(element(xml, "ds:SignatureValue")), stamped);
    put(xml, "<xades:EncapsulatedTimeStamp>", "</xades:EncapsulatedTimeStamp>", to_base64(token));
    return xml;
  }

  KeyPtr seal_key_, tsa_key_;
  CertificatePtr tsa_;
};

TEST_F(SignedAgain, WithoutAChangeItHolds) {
  EXPECT_EQ(check_seal(signed_again(xml_, sealed), keys_.ca_pem()).problem, "");
}

TEST_F(SignedAgain, SigningTimeIsTheTokensTime) {
  EXPECT_EQ(check_seal(signed_again(xml_, sealed + std::chrono::milliseconds{1}), keys_.ca_pem()).problem,
            "SigningTime and token differ");
}

TEST_F(SignedAgain, SigningCertificateIsTheSeals) {
  auto xml = xml_;
  put(xml, "<ds:DigestValue xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">", "</ds:DigestValue>",
      to_base64(sha256(keys_.tsa_certificate_der()).bytes()));
  EXPECT_EQ(check_seal(signed_again(xml, sealed), keys_.ca_pem()).problem, "SigningCertificateV2 is not the seal's");
}

TEST_F(SignedAgain, ACertificateOfAnotherAuthority) {
  const auto key = make_p256_key();
  const auto stranger = issue_certificate({CertificateUse::Seal, origin, opened}, seal_key_.get(), nullptr, key.get());
  const auto der = to_der(stranger.get());
  auto xml = xml_;
  put(xml, "<ds:X509Certificate>", "</ds:X509Certificate>", to_base64(der));
  put(xml, "<ds:DigestValue xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">", "</ds:DigestValue>",
      to_base64(sha256(der).bytes()));
  EXPECT_EQ(check_seal(signed_again(xml, sealed), keys_.ca_pem()).problem,
            "the seal certificate does not lead to the authority");
}

TEST_F(SignedAgain, ASealCertificateNotYetValid) {
  const auto ca_key = key_from_pem(folder_.read("keys/ca.key"));
  const auto ca = certificate_from_pem(keys_.ca_pem());
  const auto young = issue_certificate({CertificateUse::Seal, origin, sealed + std::chrono::hours{48}}, seal_key_.get(),
                                       ca.get(), ca_key.get());
  const auto der = to_der(young.get());
  auto xml = xml_;
  put(xml, "<ds:X509Certificate>", "</ds:X509Certificate>", to_base64(der));
  put(xml, "<ds:DigestValue xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">", "</ds:DigestValue>",
      to_base64(sha256(der).bytes()));
  const auto problem = [&](Instant at) {
    auto dated = xml;
    put(dated, "<xades:SigningTime>", "</xades:SigningTime>", to_text(at));
    return check_seal(signed_again(dated, at), keys_.ca_pem()).problem;
  };
  // Refused before its time, accepted in it, and refused again although it has just been accepted.
  EXPECT_EQ(problem(sealed), "the seal certificate does not lead to the authority");
  EXPECT_EQ(problem(sealed + std::chrono::hours{72}), "");
  EXPECT_EQ(problem(sealed), "the seal certificate does not lead to the authority");
}

struct GarbageCase {
  const char* name;
  std::string text;
};
TEST(SealCheck, GarbageIsAProblemAndNeverAnAccident) {
  for (const auto& [name, text] : {GarbageCase{"Empty", ""}, GarbageCase{"NotXml", "hello"},
                                   GarbageCase{"HeadOnly", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"},
                                   GarbageCase{"Zeros", std::string(1000, '\0')}})
    EXPECT_NE(check_seal(text, "").problem, "") << name;
}

TEST_F(Sealed, ManyThreadsSealAtOnce) {
  std::atomic<int> bad{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int n = 0; n < 50; ++n) {
        const auto bytes = std::to_string(t) + "/" + std::to_string(n);
        const auto at = sealed + std::chrono::milliseconds{n};
        const auto report = check_seal(keys_.seal({{"record.xml", sha256(bytes)}}, at), keys_.ca_pem());
        if (!report.problem.empty() || report.files[0].sha256 != sha256(bytes) || report.time != at) ++bad;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(bad, 0);
}

TEST_F(Sealed, GenTimeHasNoTrailingZeros) {
  // DER wants one spelling: whole seconds without a point (RFC 3161 section 2.4.2).
  for (const auto* at : {"2012-07-02T01:02:00Z", "2012-07-02T01:02:10.100Z", "2012-07-02T01:00:00.001Z"}) {
    const auto report = check_seal(keys_.seal({{"record.xml", sha256(record)}}, *parse_instant(at)), keys_.ca_pem());
    EXPECT_EQ(report.problem, "") << at;
    EXPECT_EQ(report.time, *parse_instant(at));
  }
}

TEST_F(Sealed, AManyFiledRecordHolds) {
  std::vector<SealedFile> files{{"record.xml", sha256(record)}};
  for (int n = 1; n <= 40; ++n) {
    const auto name = "attachments/" + std::to_string(10000 + n).substr(1) + ".bin";
    folder_.write(name, name);
    files.push_back({name, sha256(name)});
  }
  folder_.write("META-INF/signatures.xml", keys_.seal(files, sealed));
  const auto result = xmlsec();
  EXPECT_EQ(result.status, 0) << result.output;
  EXPECT_NE(result.output.find("(ok/all): 42/42"), std::string::npos) << result.output;
}

TEST_F(Sealed, ANameThatWouldNeedEscapingIsRefused) {
  EXPECT_ANY_THROW(keys_.seal({{"a\"b.xml", sha256(record)}}, sealed));
  EXPECT_ANY_THROW(keys_.seal({{"附件.pdf", sha256(record)}}, sealed));
}

}  // namespace
}  // namespace cundang::crypto
