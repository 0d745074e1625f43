// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/record_maker.h"

#include <gtest/gtest.h>

#include "schema/xml/record_reader.h"

namespace cundang::support {
namespace {

struct KindCase {
  const char* name;
  RecordMaker::Kind kind;
  const char* element;
};

class MadeRecord : public testing::TestWithParam<KindCase> {};

TEST_P(MadeRecord, IsWhatTheArchiveAccepts) {
  const RecordReader reader;
  for (const std::size_t bytes : {1500U, 3000U, 10240U, 60000U}) {
    const RecordMaker maker{{.seed = 11, .bytes = bytes, .kind = GetParam().kind}};
    for (std::uint64_t n = 0; n < 20; ++n) {
      const auto outcome = reader.read(maker.make(n));
      ASSERT_TRUE(outcome.ok()) << outcome.findings().front().code << " " << outcome.findings().front().reason.en;
      EXPECT_EQ(outcome.value().kind, GetParam().element);
      EXPECT_EQ(outcome.value().submitter.code.text, "ZJW");
      EXPECT_FALSE(outcome.value().source_id.empty());
    }
  }
}

TEST_P(MadeRecord, WithoutTitleIsRefused) {
  const auto outcome = RecordReader{}.read(RecordMaker{{.seed = 11, .kind = GetParam().kind}}.make_invalid(1));
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.findings().size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Kinds, MadeRecord,
                         testing::Values(KindCase{"Other", RecordMaker::Kind::OtherDocument, "other-document"},
                                         KindCase{"Minutes", RecordMaker::Kind::Minutes, "minutes"},
                                         KindCase{"Letter", RecordMaker::Kind::AdvisoryLetter, "advisory-letter"}),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace cundang::support
