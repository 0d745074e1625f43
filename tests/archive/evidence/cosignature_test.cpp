// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/evidence/cosignature.h"

#include <gtest/gtest.h>

#include "archive/crypto/digest.h"
#include "archive/crypto/key_store.h"
#include "archive/evidence/checkpoint.h"
#include "tests/archive/crypto/shell.h"

namespace cundang::evidence {
namespace {

constexpr std::int64_t at_s = 1679315147;

class Cosignatures : public testing::Test {
 protected:
  Cosignatures()
      : keys_{crypto::KeyStore::create(folder_.path() / "keys", "log.example", *parse_instant("2012-07-01T00:00:00Z"))},
        others_{
            crypto::KeyStore::create(folder_.path() / "other", "w.example/w1", *parse_instant("2012-07-01T00:00:00Z"))},
        witness_{"w.example/w1", others_.log_public_key()},
        note_{sign_checkpoint({"log.example", 42, crypto::sha256("root")}, {"log.example", keys_.log_public_key()},
                              by(keys_))},
        line_{cosign(split_note(note_)->body, witness_, at_s, by(others_))} {}
  static NoteSigner by(const crypto::KeyStore& keys) {
    return [&keys](std::string_view message) { return keys.sign_log(message); };
  }

  testing_support::TempFolder folder_;
  crypto::KeyStore keys_, others_;
  WitnessKey witness_;
  std::string note_, line_;
};

TEST_F(Cosignatures, StandBehindTheLogsOwnLine) {
  const auto cosigned = with_cosignature(note_, witness_, line_);
  ASSERT_TRUE(cosigned);
  EXPECT_EQ(*cosigned, note_ + line_);
  EXPECT_EQ(cosigned_at(*cosigned, witness_), at_s);
  EXPECT_TRUE(open_checkpoint(*cosigned, {"log.example", keys_.log_public_key()}));
  EXPECT_FALSE(cosigned_at(note_, witness_));
}

TEST_F(Cosignatures, ALaterOneTakesThePlaceOfTheEarlier) {
  const auto later = cosign(split_note(note_)->body, witness_, at_s + 60, by(others_));
  const auto cosigned = with_cosignature(note_ + line_, witness_, later);
  ASSERT_TRUE(cosigned);
  EXPECT_EQ(*cosigned, note_ + later);
  EXPECT_EQ(cosigned_at(*cosigned, witness_), at_s + 60);
}

TEST_F(Cosignatures, HoldForNothingElse) {
  const auto other_note =
      sign_checkpoint({"log.example", 43, crypto::sha256("root")}, {"log.example", keys_.log_public_key()}, by(keys_));
  EXPECT_FALSE(with_cosignature(other_note, witness_, line_)) << "another size";
  EXPECT_FALSE(cosigned_at(other_note + line_, witness_));
  EXPECT_FALSE(with_cosignature(note_, {"w.example/w2", witness_.public_key}, line_)) << "another name";
  EXPECT_FALSE(with_cosignature(note_, {witness_.name, keys_.log_public_key()}, line_)) << "another key";
  for (std::size_t i = 0; i < line_.size(); ++i) {
    auto changed = line_;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(with_cosignature(note_, witness_, changed)) << i;
  }
  EXPECT_FALSE(with_cosignature(note_, witness_, line_ + line_));
  EXPECT_FALSE(with_cosignature(note_, witness_, ""));
}

TEST_F(Cosignatures, TheKeyIsWrittenAsAVkeyOfItsOwnKind) {
  const auto vkey = witness_.vkey();
  EXPECT_EQ(WitnessKey::parse(vkey), witness_);
  EXPECT_FALSE(LogKey::parse(vkey)) << "a witness's key is no log's";
  EXPECT_FALSE(WitnessKey::parse(LogKey{witness_.name, witness_.public_key}.vkey()));
}

TEST_F(Cosignatures, OpensslVerifiesWhatTheWitnessSays) {
  folder_.write("note", note_ + line_);
  folder_.write("vkey", witness_.vkey());
  // tlog-cosignature: 4 bytes key id, 8 bytes time, 64 bytes signature over two lines and the note's body.
  const auto result = folder_.run(
      "tail -n 1 note | cut -d' ' -f3 | openssl base64 -d -A > all && tail -c 64 all > signature && "
      "time=$(printf '%d' 0x$(head -c 12 all | tail -c 8 | od -An -tx1 | tr -d ' \\n')) && "
      "( printf 'cosignature/v1\\ntime %d\\n' $time; sed '/^$/,$d' note ) > message && "
      "( printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'; "
      "cut -d+ -f3- vkey | openssl base64 -d -A | tail -c 32 ) > key.der && "
      "openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey key.der -sigfile signature -in message && echo $time");
  EXPECT_EQ(result.status, 0) << result.output;
  EXPECT_NE(result.output.find(std::to_string(at_s)), std::string::npos) << result.output;
}

}  // namespace
}  // namespace cundang::evidence
