// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/crypto/key_store.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "archive/crypto/digest.h"
#include "archive/crypto/seal_check.h"
#include "schema/model/error.h"
#include "tests/archive/crypto/shell.h"

namespace cundang::crypto {
namespace {

using testing_support::TempFolder;

const Instant opened = *parse_instant("2012-07-01T00:00:00Z");

KeyStore make(const TempFolder& folder) {
  return KeyStore::create(folder.path() / "keys", "cundang.example/a", opened);
}

unsigned mode_of(const std::filesystem::path& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 0777U : 0U;
}

/// The message of the Error that load() throws, empty where it throws none.
std::string refusal(const TempFolder& folder) {
  try {
    KeyStore::load(folder.path() / "keys");
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::KeyUnusable);
    return error.what();
  }
  return {};
}

TEST(KeyStore, KeysAreForTheirOwnerOnly) {
  const TempFolder folder;
  make(folder);
  EXPECT_EQ(mode_of(folder.path() / "keys"), 0700U);
  for (const auto* name : {"ca.key", "seal.key", "tsa.key", "log.key", "ca.pem", "seal.pem", "tsa.pem"})
    EXPECT_EQ(mode_of(folder.path() / "keys" / name), 0600U) << name;
}

TEST(KeyStore, WhatWasMadeIsWhatIsLoaded) {
  const TempFolder folder;
  const auto made = make(folder);
  const auto loaded = KeyStore::load(folder.path() / "keys");
  EXPECT_EQ(made.log_public_key(), loaded.log_public_key());
  EXPECT_EQ(made.ca_pem(), loaded.ca_pem());
  EXPECT_EQ(made.tsa_pem(), loaded.tsa_pem());
  EXPECT_EQ(made.seal_certificate_der(), loaded.seal_certificate_der());
  EXPECT_EQ(made.tsa_certificate_der(), loaded.tsa_certificate_der());
  EXPECT_EQ(made.ca_certificate_der(), loaded.ca_certificate_der());
  EXPECT_TRUE(verify_ed25519(made.log_public_key(), "root", loaded.sign_log("root")));
  EXPECT_EQ(check_seal(loaded.seal({{"record.xml", sha256("x")}}, opened), made.ca_pem()).problem, "");
}

TEST(KeyStore, KeysAreNeverOverwritten) {
  const TempFolder folder;
  const auto first = make(folder);
  EXPECT_THROW(make(folder), Error);
  EXPECT_EQ(KeyStore::load(folder.path() / "keys").log_public_key(), first.log_public_key());
}

TEST(KeyStore, AnOriginTooLongForAName) {
  const TempFolder folder;
  EXPECT_THROW(KeyStore::create(folder.path() / "keys", std::string(65, 'a'), opened), Error);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "keys"));
}

TEST(KeyStore, TheAuthoritysKeyMayLieElsewhere) {
  const TempFolder folder;
  make(folder);
  std::filesystem::remove(folder.path() / "keys" / "ca.key");
  EXPECT_EQ(refusal(folder), "");
}

struct DamageCase {
  const char* name;
  const char* command;  ///< run in keys/
  const char* named;    ///< the file that the error names
};
class Damage : public testing::TestWithParam<DamageCase> {};
TEST_P(Damage, IsRefusedByName) {
  const TempFolder folder;
  make(folder);
  ASSERT_EQ(folder.run(std::string{"cd keys && "} + GetParam().command).status, 0);
  EXPECT_NE(refusal(folder).find(GetParam().named), std::string::npos) << refusal(folder);
}
INSTANTIATE_TEST_SUITE_P(
    Of, Damage,
    testing::Values(
        DamageCase{"SealKeyMissing", "rm seal.key", "seal.key"}, DamageCase{"TsaKeyMissing", "rm tsa.key", "tsa.key"},
        DamageCase{"LogKeyMissing", "rm log.key", "log.key"}, DamageCase{"CaMissing", "rm ca.pem", "ca.pem"},
        DamageCase{"SealCertificateMissing", "rm seal.pem", "seal.pem"},
        DamageCase{"GroupMayRead", "chmod 640 log.key", "log.key"},
        DamageCase{"OthersMayRead", "chmod 604 seal.key", "seal.key"},
        DamageCase{"CaKeyOpen", "chmod 644 ca.key", "ca.key"},
        DamageCase{"Truncated", "head -c 100 tsa.key > x && cat x > tsa.key", "tsa.key"},
        DamageCase{"Empty", ": > log.key", "log.key"}, DamageCase{"WrongKind", "cat seal.key > log.key", "log.key"},
        DamageCase{"KeysSwapped", "cat seal.key > x && cat tsa.key > seal.key", "seal.pem"},
        DamageCase{"CertificatesSwapped", "cat tsa.pem > seal.pem", "seal.pem"},
        DamageCase{"Link", "mv tsa.key x && ln -s x tsa.key", "tsa.key"},
        DamageCase{"Folder", "rm log.key && mkdir -m 700 log.key", "log.key"},
        DamageCase{"OtherAuthority",
                   "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "
                   "/dev/null -subj /CN=other -out x.pem && rm ca.key && cat x.pem > ca.pem",
                   "seal.pem"}),
    [](const auto& row) { return row.param.name; });

TEST(KeyStore, CertificatesSayWhoTheyAre) {
  const TempFolder folder;
  make(folder);
  const auto text = [&](const std::string& name) {
    return folder.run("openssl x509 -noout -text -nameopt utf8,sep_comma_plus -in keys/" + name).output;
  };
  const auto ca = text("ca.pem"), seal = text("seal.pem"), tsa = text("tsa.pem");
  for (const auto& each : {ca, seal, tsa}) EXPECT_NE(each.find("cundang.example/a"), std::string::npos) << each;
  EXPECT_NE(ca.find("CA:TRUE"), std::string::npos);
  EXPECT_NE(seal.find("CA:FALSE"), std::string::npos);
  EXPECT_NE(tsa.find("Extended Key Usage: critical\n                Time Stamping"), std::string::npos) << tsa;
  EXPECT_EQ(seal.find("Time Stamping"), std::string::npos);
  const auto chain = folder.run(
      "openssl verify -x509_strict -attime $(date -u -d 2012-07-02 +%s) -CAfile keys/ca.pem keys/seal.pem "
      "keys/tsa.pem");
  EXPECT_EQ(chain.status, 0) << chain.output;
}

TEST(KeyStore, OpensslVerifiesTheLogSignature) {
  const TempFolder folder;
  const auto keys = make(folder);
  folder.write("body", "cundang.example/a\n1\nroot\n");
  folder.write("signature", keys.sign_log("cundang.example/a\n1\nroot\n"));
  const std::string verify =
      "openssl pkey -in keys/log.key -pubout -out log.pub && "
      "openssl pkeyutl -verify -rawin -pubin -inkey log.pub -sigfile signature -in ";
  EXPECT_EQ(folder.run(verify + "body").status, 0);
  folder.write("body", "cundang.example/a\n2\nroot\n");
  EXPECT_NE(folder.run(verify + "body").status, 0);
}

TEST(Ed25519, Rfc8032Test2) {
  const auto key = *from_hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  const auto signature = *from_hex(
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
      "b00d291612bb0c00");
  EXPECT_TRUE(verify_ed25519(key, "\x72", signature));
  EXPECT_FALSE(verify_ed25519(key, "\x73", signature));
  EXPECT_FALSE(verify_ed25519(key.substr(1), "\x72", signature));
  EXPECT_FALSE(verify_ed25519(key, "\x72", signature.substr(1)));
}

}  // namespace
}  // namespace cundang::crypto
