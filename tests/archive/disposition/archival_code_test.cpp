// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/model/archival_code.h"

#include <gtest/gtest.h>

namespace cundang {
namespace {

TEST(ArchivalCode, ReadsAsDaT22WritesIt) {
  const auto code = parse_archival_code("0194-WS·2016-D30-BGS-0001");
  ASSERT_TRUE(code);
  EXPECT_EQ(code->within.fonds, "0194");
  EXPECT_EQ(code->within.category, "WS");
  EXPECT_EQ(code->within.year, 2016);
  EXPECT_EQ(code->within.period, RetentionPeriod::D30);
  EXPECT_EQ(code->within.organ, "BGS");
  EXPECT_EQ(code->number, 1);
  EXPECT_EQ(to_text(code->within), "0194-WS·2016-D30-BGS");
  for (const auto* same : {"0194-WS·2016-D30-BGS-0001", "J001-WS·2012-Y-1-9999", "1-KJSB·1949-D10-ZHC2-123456"}) {
    ASSERT_TRUE(parse_archival_code(same)) << same;
    EXPECT_EQ(to_text(*parse_archival_code(same)), same);
  }
}

TEST(ArchivalCode, IsNothingElse) {
  for (const auto* other : {"",
                            "0194",
                            "0194-WS·2016-D30-BGS",
                            "0194-WS·2016-D30-BGS-1",
                            "0194-WS·2016-D30-BGS-0000",
                            "0194-WS·2016-D30-BGS-00001",
                            "0194-WS·2016-D30-BGS-1234567",
                            "0194-WS·2016-D20-BGS-0001",
                            "0194-WS·2016-永久-BGS-0001",
                            "0194-WS·16-D30-BGS-0001",
                            "0194-WS·0999-D30-BGS-0001",
                            "0194-WS-2016-D30-BGS-0001",
                            "0194-WS•2016-D30-BGS-0001",
                            "0194-WS・2016-D30-BGS-0001",
                            "0194-ws·2016-D30-BGS-0001",
                            "0194-W·2016-D30-BGS-0001",
                            "-WS·2016-D30-BGS-0001",
                            "0194-WS·2016-D30--0001",
                            "0194-WS·2016-D30-BGS-0001 ",
                            "0194-WS·2016-D30-B.S-0001",
                            "019400000-WS·2016-D30-BGS-0001"})
    EXPECT_FALSE(parse_archival_code(other)) << other;
}

}  // namespace
}  // namespace cundang
