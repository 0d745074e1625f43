// SPDX-License-Identifier: GPL-3.0-or-later
// Points in time as texts: what is taken, and how it is written.
#include "schema/model/instant.h"

#include <gtest/gtest.h>

namespace cundang {
namespace {

struct InstantCase {
  const char* name;
  const char* text;
  const char* written;  ///< empty: not taken
};
class InstantText : public testing::TestWithParam<InstantCase> {};
TEST_P(InstantText, IsTakenAndWrittenInUtc) {
  const auto instant = parse_instant(GetParam().text);
  EXPECT_EQ(instant ? to_text(*instant) : "", GetParam().written);
}
INSTANTIATE_TEST_SUITE_P(
    Rfc3339, InstantText,
    testing::Values(InstantCase{"Utc", "2012-07-02T01:02:03.004Z", "2012-07-02T01:02:03.004Z"},
                    InstantCase{"NoDecimals", "2012-07-02T01:02:03Z", "2012-07-02T01:02:03.000Z"},
                    InstantCase{"CutToMilliseconds", "2012-07-02T01:02:03.123456789Z", "2012-07-02T01:02:03.123Z"},
                    InstantCase{"TenDecimals", "2012-07-02T01:02:03.1234567890Z", ""},
                    InstantCase{"Beijing", "2012-07-02T09:02:03+08:00", "2012-07-02T01:02:03.000Z"},
                    InstantCase{"OverNewYear", "2012-01-01T07:59:59+08:00", "2011-12-31T23:59:59.000Z"},
                    InstantCase{"LeapDay", "2012-02-29T00:00:00Z", "2012-02-29T00:00:00.000Z"},
                    InstantCase{"NoSuchDay", "2011-02-29T00:00:00Z", ""},
                    InstantCase{"LeapSecond", "2012-06-30T23:59:60Z", ""},
                    InstantCase{"HourOfMidnight", "2012-07-02T24:00:00Z", ""},
                    InstantCase{"NoZone", "2012-07-02T01:02:03.004", ""},
                    InstantCase{"FirstInstant", "0000-01-01T00:00:00Z", "0000-01-01T00:00:00.000Z"},
                    InstantCase{"BeforeTheFirst", "0000-01-01T00:00:00+00:01", ""},
                    InstantCase{"LastInstant", "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"},
                    InstantCase{"AfterTheLast", "9999-12-31T23:59:59-00:01", ""}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace cundang
