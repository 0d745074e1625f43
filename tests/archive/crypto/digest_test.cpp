// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/crypto/digest.h"

#include <gtest/gtest.h>

namespace cundang::crypto {
namespace {

struct DigestCase {
  const char* name;
  std::string text;
  const char* sha256;
  const char* sha512;
};
class DigestOf : public testing::TestWithParam<DigestCase> {};
TEST_P(DigestOf, IsFips180) {
  const auto& [name, text, hash256, hash512] = GetParam();
  EXPECT_EQ(sha256(text).hex(), hash256);
  EXPECT_EQ(sha512(text).hex(), hash512);
  for (std::size_t cut = 0; cut <= text.size(); cut += 1 + text.size() / 7) {
    EXPECT_EQ(sha256(text.substr(0, cut), text.substr(cut)).hex(), hash256);
    Hasher hasher{Hasher::Algorithm::Sha512};
    hasher.update(text.substr(0, cut));
    hasher.update(text.substr(cut));
    EXPECT_EQ(to_hex(hasher.finish()), hash512);
  }
}
INSTANTIATE_TEST_SUITE_P(
    Nist, DigestOf,
    testing::Values(
        DigestCase{"Empty", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                   "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b"
                   "931bd47417a81a538327af927da3e"},
        DigestCase{"Abc", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                   "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd4"
                   "54d4423643ce80e2a9ac94fa54ca49f"},
        DigestCase{"TwoBlocks", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                   "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
                   "204a8fc6dda82f0a0ced7beb8e08a41657c16ef468b228a8279be331a703c33596fd15c13b1b07f9aa1d3bea57789ca03"
                   "1ad85c7a71dd70354ec631238ca3445"}),
    [](const auto& row) { return row.param.name; });

TEST(Random, BytesDiffer) {
  EXPECT_EQ(random_bytes(0), "");
  EXPECT_EQ(random_bytes(1000).size(), 1000U);
  EXPECT_NE(random_bytes(32), random_bytes(32));
}

struct HmacCase {
  const char* name;
  std::string key, text;
  const char* hmac;
};
class HmacOf : public testing::TestWithParam<HmacCase> {};
TEST_P(HmacOf, IsRfc4231) { EXPECT_EQ(hmac_sha256(GetParam().key, GetParam().text).hex(), GetParam().hmac); }
INSTANTIATE_TEST_SUITE_P(Rfc4231, HmacOf,
                         testing::Values(HmacCase{"ShortKey", "Jefe", "what do ya want for nothing?",
                                                  "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
                                         HmacCase{"KeyLongerThanABlock", std::string(131, '\xaa'),
                                                  "Test Using Larger Than Block-Size Key - Hash Key First",
                                                  "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"}),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace cundang::crypto
