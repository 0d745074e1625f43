// SPDX-License-Identifier: GPL-3.0-or-later
// A receipt proves itself to whoever holds the log's public key, and no character of it can change unseen.
#include "archive/evidence/receipt.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "archive/crypto/digest.h"
#include "archive/crypto/key_store.h"
#include "archive/evidence/leaf.h"
#include "archive/evidence/merkle.h"
#include "archive/evidence/statement.h"
#include "tests/archive/crypto/shell.h"

namespace cundang::evidence {
namespace {

const std::string origin = "cundang.example/mingyuan";
const Instant received = *parse_instant("2012-07-02T01:02:03.456Z");

/// A log of 300 leaves, the receipt of number 41 and the slip of number 42 in it.
class Receipts : public testing::Test {
 protected:
  Receipts()
      : keys_{crypto::KeyStore::create(folder_.path() / "keys", origin, received)},
        key_{origin, keys_.log_public_key()} {
    receipt_.simulated = true;
    receipt_.origin = origin;
    receipt_.accession = AccessionNumber{42};
    receipt_.unit = {"ZJW"};
    receipt_.counter = 7;
    receipt_.received_at = received;
    receipt_.digest = crypto::sha256("record").hex();
    receipt_.title = "关于\"安全生产月\"的\\报告\n第二行";
    receipt_.duplicates = {AccessionNumber{40}, AccessionNumber{41}};
    receipt_.statement = Statement{"record"}
                             .add("accession", "R0000042")
                             .add("unit", "ZJW")
                             .add("unit-counter", "7")
                             .add("received", to_text(received))
                             .add("simulated", "yes")
                             .add("digest", receipt_.digest)
                             .add("duplicate-of", "R0000040")
                             .add("duplicate-of", "R0000041")
                             .text();
    slip_.type = Receipt::Type::Refusal;
    slip_.origin = origin;
    slip_.unit = {"GAJ"};
    slip_.counter = 3;
    slip_.received_at = received;
    slip_.digest = crypto::sha256("refused").hex();
    slip_.findings = {{"form.missing-element",
                       Severity::Fault,
                       "/record/document/title",
                       12,
                       {"缺标题", "no title"},
                       {"请补", "add it"}},
                      {"form.date", Severity::Warning, "", 0, {"日期", "date"}, {"请核对", "check"}}};
    slip_.statement = Statement{"refusal"}
                          .add("unit", "GAJ")
                          .add("refusal-counter", "3")
                          .add("received", to_text(received))
                          .add("simulated", "no")
                          .add("digest", slip_.digest)
                          .add("code", "form.missing-element")
                          .text();
    secret_ = slip_;
    secret_.digest.clear();
    secret_.statement =
        Statement{"refusal"}.add("unit", "GAJ").add("refusal-counter", "3").add("received", to_text(received)).text();
    enter_in_log({&receipt_, &slip_, &secret_});
  }

  void enter_in_log(const std::vector<Receipt*>& receipts) {
    Tree tree{[](int, std::int64_t) -> std::string { throw std::logic_error("no tile"); }};
    for (int n = 0; n < 41; ++n) tree.append(leaf_hash(std::to_string(n)));
    for (auto* receipt : receipts) {
      receipt->salt = crypto::random_bytes(32);
      receipt->leaf = to_text(Leaf{received, received, commit_to(receipt->salt, receipt->statement)});
      receipt->leaf_index = tree.append(leaf_hash(receipt->leaf));
    }
    while (tree.size() < 300) tree.append(leaf_hash(std::to_string(tree.size())));
    const auto note = sign_checkpoint({origin, tree.size(), tree.root()}, key_,
                                      [this](std::string_view body) { return keys_.sign_log(body); });
    for (auto* receipt : receipts) {
      receipt->proof = tree.inclusion_proof(receipt->leaf_index, tree.size());
      receipt->checkpoint = note;
    }
  }

  std::vector<std::string> codes(const Receipt& receipt) const {
    std::vector<std::string> found;
    for (const auto& finding : check_receipt(receipt, key_)) found.push_back(finding.code + " " + finding.place);
    return found;
  }

  /// Replaces each character of the JSON in turn; every change must be unreadable, found wrong, or within `may_change`.
  void flip_every_character(const Receipt& receipt, const std::vector<std::string>& may_change) const {
    const auto json = to_json(receipt);
    for (std::size_t i = 0; i < json.size(); ++i) {
      for (const char c : {'0', '1', 'A', '"', '\\', 'n'}) {
        auto changed = json;
        changed[i] = c;
        if (changed == json) continue;
        const auto read = parse_receipt(changed);
        if (!read || !check_receipt(*read, key_).empty()) continue;
        const bool free = std::any_of(may_change.begin(), may_change.end(), [&](const auto& part) {
          const auto at = json.find(part);
          return at <= i && i < at + part.size();
        });
        EXPECT_TRUE(free) << "unseen at " << i << ": " << json.substr(i > 30 ? i - 30 : 0, 60);
      }
    }
  }

  testing_support::TempFolder folder_;
  crypto::KeyStore keys_;
  LogKey key_;
  Receipt receipt_, slip_, secret_;
};

TEST_F(Receipts, Hold) {
  EXPECT_THAT(codes(receipt_), testing::IsEmpty());
  EXPECT_THAT(codes(slip_), testing::IsEmpty());
  EXPECT_THAT(codes(secret_), testing::IsEmpty());
}

TEST_F(Receipts, AreReadBackByteForByte) {
  for (const auto* receipt : {&receipt_, &slip_, &secret_}) {
    const auto json = to_json(*receipt);
    const auto read = parse_receipt(json);
    ASSERT_TRUE(read) << json;
    EXPECT_EQ(to_json(*read), json);
    EXPECT_THAT(codes(*read), testing::IsEmpty());
    EXPECT_TRUE(parse_receipt(json + "\n"));
    EXPECT_FALSE(parse_receipt(json + "\n\n"));
    EXPECT_FALSE(parse_receipt(" " + json));
    for (std::size_t i = 0; i < json.size(); ++i) ASSERT_FALSE(parse_receipt(json.substr(0, i))) << i;
  }
}

TEST_F(Receipts, HaveOneSpelling) {
  const auto json = to_json(receipt_);
  for (const auto& [written, other] : {std::pair{"告\\n第", "告\\u000a第"},
                                       {"unit_counter\":7", "unit_counter\":07"},
                                       {"2012-07-02T01:02:03.456Z\",\"dig", "2012-07-02T09:02:03.456+08:00\",\"dig"},
                                       {"\"ZJW\"", "\"\\u005aJW\""},
                                       {",\"unit\"", ", \"unit\""},
                                       {"=\"]", "=\",]"}}) {
    auto respelled = json;
    ASSERT_NE(respelled.find(written), std::string::npos) << written;
    respelled.replace(respelled.find(written), std::string_view{written}.size(), other);
    EXPECT_FALSE(parse_receipt(respelled)) << other;
  }
}

TEST_F(Receipts, LeafAndStatementMustNameTheSameTime) {
  auto later = receipt_;
  later.received_at.ms += 1;
  later.statement.replace(later.statement.find(to_text(received)), 24, to_text(later.received_at));
  enter_in_log({&later});  // a genuine leaf, but received a millisecond before its statement says
  EXPECT_THAT(codes(later), testing::ElementsAre("receipt.field-differs received_at"));
  later.received_at = received;
  EXPECT_THAT(codes(later), testing::ElementsAre("receipt.field-differs received_at"));
}

TEST_F(Receipts, JsonBeginsAsTheFormatSays) {
  EXPECT_TRUE(to_json(receipt_).starts_with(
      "{\"format\":\"cundang-receipt/1\",\"type\":\"receipt\",\"simulated\":true,\"origin\":\"cundang.example/"
      "mingyuan\","
      "\"accession\":\"R0000042\",\"unit\":\"ZJW\",\"unit_counter\":7,\"received_at\":\"2012-07-02T01:02:03.456Z\","
      "\"digest\":\"" +
      receipt_.digest +
      "\",\"title\":\"关于\\\"安全生产月\\\"的\\\\报告\\n第二行\",\"duplicates\":[\"R0000040\",\"R0000041\"],"
      "\"statement\":"))
      << to_json(receipt_);
  EXPECT_TRUE(
      to_json(slip_).starts_with("{\"format\":\"cundang-receipt/"
                                 "1\",\"type\":\"refusal\",\"simulated\":false,\"origin\":\"cundang.example/mingyuan\","
                                 "\"unit\":\"GAJ\",\"refusal_counter\":3,"))
      << to_json(slip_);
}

TEST_F(Receipts, NoCharacterChangesUnseen) {
  flip_every_character(receipt_, {"关于\\\"安全生产月\\\"的\\\\报告\\n第二行"});
}

TEST_F(Receipts, NoCharacterOfASlipChangesUnseen) {
  // Place, line and texts of a finding are help for the reader, and so are warnings; the code of a fault is bound.
  flip_every_character(
      slip_, {"\"place\":\"/record/document/title\",\"line\":12,\"reason\":{\"zh\":\"缺标题\",\"en\":\"no title\"},"
              "\"cure\":{\"zh\":\"请补\",\"en\":\"add it\"}",
              "\"code\":\"form.date\",\"severity\":\"warning\",\"place\":\"\",\"line\":0,\"reason\":{\"zh\":\"日期\","
              "\"en\":\"date\"},\"cure\":{\"zh\":\"请核对\",\"en\":\"check\"}"});
}

struct ForgeryCase {
  const char* name;
  void (*forge)(Receipt&);
  const char* found;
};
class Forgery : public Receipts, public testing::WithParamInterface<ForgeryCase> {};
TEST_P(Forgery, IsNamed) {
  GetParam().forge(receipt_);
  EXPECT_THAT(codes(receipt_), testing::Contains(GetParam().found));
}
INSTANTIATE_TEST_SUITE_P(
    Of, Forgery,
    testing::Values(
        ForgeryCase{"Accession", [](Receipt& r) { r.accession = AccessionNumber{43}; },
                    "receipt.field-differs accession"},
        ForgeryCase{"NoAccession", [](Receipt& r) { r.accession.reset(); }, "receipt.field-differs accession"},
        ForgeryCase{"Unit", [](Receipt& r) { r.unit = {"GAJ"}; }, "receipt.field-differs unit"},
        ForgeryCase{"Counter", [](Receipt& r) { r.counter = 8; }, "receipt.field-differs unit_counter"},
        ForgeryCase{"Time", [](Receipt& r) { r.received_at.ms -= 1; }, "receipt.field-differs received_at"},
        ForgeryCase{"Digest", [](Receipt& r) { r.digest[0] ^= 1; }, "receipt.field-differs digest"},
        ForgeryCase{"Simulated", [](Receipt& r) { r.simulated = false; }, "receipt.field-differs simulated"},
        ForgeryCase{"Duplicates", [](Receipt& r) { r.duplicates.pop_back(); }, "receipt.field-differs duplicates"},
        ForgeryCase{"Origin", [](Receipt& r) { r.origin = "x"; }, "receipt.origin origin"},
        ForgeryCase{"Salt", [](Receipt& r) { r.salt[5] ^= 1; }, "receipt.commitment statement"},
        ForgeryCase{"ShortSalt", [](Receipt& r) { r.salt.pop_back(); }, "receipt.commitment statement"},
        ForgeryCase{"SaltMovedIntoStatement",
                    [](Receipt& r) {
                      r.statement = r.salt.back() + r.statement;
                      r.salt.pop_back();
                    },
                    "receipt.commitment statement"},
        ForgeryCase{"Statement", [](Receipt& r) { r.statement.replace(r.statement.find("ZJW"), 3, "GAJ"); },
                    "receipt.commitment statement"},
        ForgeryCase{"StatementOfAnotherType", [](Receipt& r) { r.type = Receipt::Type::Refusal; },
                    "receipt.statement statement"},
        ForgeryCase{"Leaf", [](Receipt& r) { r.leaf.back() = ' '; }, "receipt.leaf leaf"},
        ForgeryCase{"LeafIndex", [](Receipt& r) { r.leaf_index = 40; }, "receipt.proof proof"},
        ForgeryCase{"NegativeIndex", [](Receipt& r) { r.leaf_index = -1; }, "receipt.proof proof"},
        ForgeryCase{"Proof", [](Receipt& r) { r.proof[2].octets[0] ^= 1U; }, "receipt.proof proof"},
        ForgeryCase{"NoProof", [](Receipt& r) { r.proof.clear(); }, "receipt.proof proof"},
        ForgeryCase{"Checkpoint", [](Receipt& r) { r.checkpoint[0] ^= 1; }, "receipt.checkpoint checkpoint"}),
    [](const auto& row) { return row.param.name; });

TEST_F(Receipts, AnotherLogsKeyProvesNothing) {
  const auto other = crypto::KeyStore::create(folder_.path() / "other", origin, received);
  EXPECT_FALSE(check_receipt(receipt_, {origin, other.log_public_key()}).empty());
}

TEST_F(Receipts, EveryFindingSaysWhatToDoInBothLanguages) {
  receipt_.unit = {"GAJ"};
  receipt_.salt.clear();
  for (const auto& finding : check_receipt(receipt_, key_)) {
    EXPECT_FALSE(finding.reason.zh.empty() || finding.reason.en.empty());
    EXPECT_FALSE(finding.cure.zh.empty() || finding.cure.en.empty());
  }
}

TEST(Receipt, HugeAndOddTextsAreNone) {
  EXPECT_FALSE(parse_receipt(""));
  EXPECT_FALSE(parse_receipt("{}"));
  EXPECT_FALSE(parse_receipt("null"));
  EXPECT_FALSE(parse_receipt(std::string(17U << 20U, '[')));
}

}  // namespace
}  // namespace cundang::evidence
