// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/evidence/checkpoint.h"

#include <gtest/gtest.h>

#include "archive/crypto/digest.h"
#include "archive/crypto/key_store.h"
#include "tests/archive/crypto/shell.h"

namespace cundang::evidence {
namespace {

const std::string origin = "cundang.example/mingyuan";

class Checkpoints : public testing::Test {
 protected:
  Checkpoints()
      : keys_{crypto::KeyStore::create(folder_.path() / "keys", origin, *parse_instant("2012-07-01T00:00:00Z"))},
        key_{origin, keys_.log_public_key()},
        note_{sign_checkpoint(checkpoint_, key_, signer())} {}
  NoteSigner signer() const {
    return [this](std::string_view body) { return keys_.sign_log(body); };
  }

  testing_support::TempFolder folder_;
  const Checkpoint checkpoint_{origin, 109482, crypto::sha256("root")};
  crypto::KeyStore keys_;
  LogKey key_;
  std::string note_;
};

TEST_F(Checkpoints, AreReadBack) {
  EXPECT_EQ(note_.substr(0, note_.find("\n\n") + 1),
            origin + "\n109482\n" + to_base64(crypto::sha256("root").bytes()) + "\n");
  EXPECT_EQ(open_checkpoint(note_, key_), checkpoint_);
  EXPECT_EQ(parse_checkpoint(note_), checkpoint_);
}

TEST_F(Checkpoints, NoCharacterCanChange) {
  for (std::size_t i = 0; i < note_.size(); ++i) {
    for (const char c : {'A', '0', '\n', ' ', '+', '='}) {
      auto changed = note_;
      changed[i] = c;
      if (changed != note_) {
        EXPECT_FALSE(open_checkpoint(changed, key_)) << changed;
      }
    }
    EXPECT_FALSE(open_checkpoint(note_.substr(0, i), key_)) << i;
  }
}

TEST_F(Checkpoints, OpensslVerifiesWhatTheNoteSays) {
  folder_.write("note", note_);
  folder_.write("vkey", key_.vkey());
  // The public key out of the vkey, the signature out of the last line: an auditor's four commands.
  const auto result = folder_.run(
      "sed '/^$/,$d' note > body && tail -n 1 note | cut -d' ' -f3 | openssl base64 -d -A | tail -c 64 > signature && "
      "( printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'; "
      "cut -d+ -f3- vkey | openssl base64 -d -A | tail -c 32 ) > key.der && "
      "openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey key.der -sigfile signature -in body");
  EXPECT_EQ(result.status, 0) << result.output;
}

TEST_F(Checkpoints, OtherSignaturesArePassedOver) {
  const auto witness = "— witness.example " + to_base64(std::string(76, 'w')) + "\n";
  const auto gap = note_.find("\n\n") + 2;
  EXPECT_EQ(open_checkpoint(note_ + witness, key_), checkpoint_);
  EXPECT_EQ(open_checkpoint(note_.substr(0, gap) + witness + note_.substr(gap), key_), checkpoint_);
  EXPECT_FALSE(open_checkpoint(note_.substr(0, gap) + witness, key_));
  EXPECT_FALSE(open_checkpoint(note_ + "no signature line\n", key_));
}

TEST_F(Checkpoints, ABadSignatureByTheKeyItselfIsNotPassedOver) {
  auto other = checkpoint_;
  other.size = 1;
  const auto stranger = sign_checkpoint(other, key_, signer());
  EXPECT_FALSE(open_checkpoint(note_ + stranger.substr(stranger.find("\n\n") + 2), key_));
}

TEST_F(Checkpoints, AnotherKeyOpensNothing) {
  const auto others =
      crypto::KeyStore::create(folder_.path() / "other", origin, *parse_instant("2012-07-01T00:00:00Z"));
  EXPECT_FALSE(open_checkpoint(note_, {origin, others.log_public_key()}));
  EXPECT_FALSE(open_checkpoint(note_, {"cundang.example/else", keys_.log_public_key()}));
}

TEST_F(Checkpoints, VkeyIsReadBack) {
  const auto read = LogKey::parse(key_.vkey());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->name, key_.name);
  EXPECT_EQ(read->public_key, key_.public_key);
  for (std::size_t i = 0; i < key_.vkey().size(); ++i) {
    auto changed = key_.vkey();
    changed[i] = changed[i] == 'a' ? 'b' : 'a';
    EXPECT_FALSE(LogKey::parse(changed)) << changed;
  }
}

TEST(Vkey, OfTheSumDatabase) {
  // A key that many tools carry: of Go's checksum database.
  const std::string vkey = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
  const auto key = LogKey::parse(vkey);
  ASSERT_TRUE(key);
  EXPECT_EQ(key->name, "sum.golang.org");
  EXPECT_EQ(key->vkey(), vkey);
}

struct BadVkey {
  const char* name;
  const char* vkey;
};
TEST(Vkey, OtherTextsAreNone) {
  for (const auto& [name, vkey] :
       {BadVkey{"Empty", ""}, BadVkey{"NoKey", "a+00000000+"}, BadVkey{"NoParts", "sum.golang.org"},
        BadVkey{"UpperHex", "sum.golang.org+033DE0AE+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"},
        BadVkey{"NoName", "+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"},
        BadVkey{"OtherName", "sum.golang.com+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"}})
    EXPECT_FALSE(LogKey::parse(vkey)) << name;
}

struct BadNote {
  const char* name;
  std::string note;
};
TEST(Checkpoint, OtherTextsAreNone) {
  const std::string root = to_base64(std::string(32, 'r'));
  const std::string signature = "\n— a " + to_base64(std::string(68, 's')) + "\n";
  ASSERT_TRUE(parse_checkpoint("a\n1\n" + root + "\n" + signature));
  ASSERT_TRUE(parse_checkpoint("a\n1\n" + root + "\nextension\n" + signature));
  for (const auto& [name, note] :
       {BadNote{"Empty", ""}, BadNote{"NoSignature", "a\n1\n" + root + "\n\n"},
        BadNote{"NoOrigin", "\n1\n" + root + "\n" + signature},
        BadNote{"Negative", "a\n-1\n" + root + "\n" + signature},
        BadNote{"LeadingZero", "a\n01\n" + root + "\n" + signature},
        BadNote{"TooLarge", "a\n9223372036854775808\n" + root + "\n" + signature},
        BadNote{"ShortRoot", "a\n1\nAAAA\n" + signature}, BadNote{"NoRoot", "a\n1\n" + signature},
        BadNote{"Tab", "a\t\n1\n" + root + "\n" + signature},
        BadNote{"NoLastLf", "a\n1\n" + root + "\n" + signature.substr(0, signature.size() - 1)}})
    EXPECT_FALSE(parse_checkpoint(note)) << name;
}

TEST_F(Checkpoints, ProofTextIsReadBack) {
  const std::vector<Sha256> path{crypto::sha256("a"), crypto::sha256("b")};
  const auto text = proof_text(73894, path, note_);
  EXPECT_TRUE(text.starts_with("c2sp.org/tlog-proof@v1\nindex 73894\n" + to_base64(path[0].bytes()) + "\n"));
  const auto read = parse_proof_text(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->index, 73894);
  EXPECT_EQ(read->path, path);
  EXPECT_EQ(read->checkpoint_note, note_);
  EXPECT_TRUE(parse_proof_text(proof_text(0, {}, note_)));
}

TEST_F(Checkpoints, OtherProofTextsAreNone) {
  const auto hash = to_base64(std::string(32, 'h')) + "\n";
  const std::string head = "c2sp.org/tlog-proof@v1\n";
  std::string many;
  for (int n = 0; n < 64; ++n) many += hash;
  EXPECT_TRUE(parse_proof_text(head + "extra AAAA\nindex 1\n" + hash + "\n" + note_));
  for (const auto& [name, text] :
       {BadNote{"Empty", ""}, BadNote{"Version2", "c2sp.org/tlog-proof@v2\nindex 1\n\n" + note_},
        BadNote{"NoIndex", head + hash + "\n" + note_}, BadNote{"NegativeIndex", head + "index -1\n\n" + note_},
        BadNote{"NoGap", head + "index 1\n" + hash + note_}, BadNote{"NoNote", head + "index 1\n" + hash + "\n"},
        BadNote{"ShortHash", head + "index 1\nAAAA\n\n" + note_},
        BadNote{"LongerThanAnyTree", head + "index 1\n" + many + "\n" + note_}})
    EXPECT_FALSE(parse_proof_text(text)) << name;
}

}  // namespace
}  // namespace cundang::evidence
