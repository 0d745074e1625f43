// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/obligation_id.h"

#include <gtest/gtest.h>

#include "server/obligations/sha256.h"

namespace cundang::ledger {
namespace {

TEST(Sha256, AgreesWithFips180) {
  EXPECT_EQ(sha256("").hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc").hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").hex(),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256(std::string(1'000'000, 'a')).hex(),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

// printf '通报-半年\n2012-H1\nZJW\n' | sha256sum
TEST(ObligationId, IsHalfADigestAnyoneCanRecompute) {
  EXPECT_EQ(obligation_id("通报-半年", "2012-H1", {"ZJW"}, "").text, "d3cb85a8c437691e86b081c9fa40f60b");
  EXPECT_NE(obligation_id("通报-半年", "2012-H1", {"ZJW"}, ""), obligation_id("通报-半年", "2012-H1", {"JTJ"}, ""));
  EXPECT_NE(obligation_id("a", "R0000001", {"ZJW"}, "m1"), obligation_id("a", "R0000001", {"ZJW"}, "m2"));
}

}  // namespace
}  // namespace cundang::ledger
