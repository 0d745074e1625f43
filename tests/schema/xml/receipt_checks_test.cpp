// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/receipt_checks.h"

#include <gtest/gtest.h>

#include "tests/schema/xml/read_helpers.h"

namespace cundang {
namespace {

struct ReceiptCase {
  std::string name;
  const char* document_date;
  const char* received_at;
  bool refused;
};

class DateAgainstReceipt : public testing::TestWithParam<ReceiptCase> {};

TEST_P(DateAgainstReceipt, MayBeOneDayAhead) {
  Record record;
  record.document_date = parse_date(GetParam().document_date);
  const auto findings = check_dates(record, *parse_instant(GetParam().received_at));
  EXPECT_EQ(testing_forms::codes(findings), GetParam().refused ? "form.date-after-receipt" : "");
}

INSTANTIATE_TEST_SUITE_P(Table, DateAgainstReceipt,
                         testing::Values(ReceiptCase{"SameDay", "2012-07-02", "2012-07-02T01:00:00Z", false},
                                         ReceiptCase{"NextDay", "2012-07-03", "2012-07-02T01:00:00Z", false},
                                         ReceiptCase{"TwoDaysAhead", "2012-07-04", "2012-07-02T01:00:00Z", true},
                                         ReceiptCase{"TheDayIsThatOfBeijing", "2012-07-04", "2012-07-02T16:00:00Z",
                                                     false},
                                         ReceiptCase{"NextYear", "2013-07-02", "2012-07-02T01:00:00Z", true},
                                         ReceiptCase{"LongAgo", "1998-01-01", "2012-07-02T01:00:00Z", false}),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace cundang
