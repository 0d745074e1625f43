// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/record_head.h"

#include <gtest/gtest.h>

namespace cundang::forms {
namespace {

constexpr const char* record = R"(<?xml version="1.0"?>
<r:record xmlns:r="urn:cundang:record:1" form="1.0">
  <r:submitter unit="AJJ">报送</r:submitter>
  <r:author unit="AJJ"> 铭远市安全监管局 </r:author>
  <r:author>甲&amp;乙<![CDATA[<丙>]]></r:author>
  <r:label>公开</r:label>
  <r:document><r:urgency>特急</r:urgency><r:title>题</r:title><r:printed-on>2012-07-14</r:printed-on>
    <r:date presumed="true">
      2012-07-13
    </r:date></r:document>
  <r:body><r:author unit="ZJW">不是责任者</r:author><r:date>2013-01-01</r:date></r:body>
</r:record>)";

TEST(RecordHead, IsWhatStandsBeforeTheBody) {
  const auto head = read_head(record);
  ASSERT_EQ(head.authors.size(), 2U);
  EXPECT_EQ(head.authors[0].unit, "AJJ");
  EXPECT_EQ(head.authors[0].name, "铭远市安全监管局");
  EXPECT_EQ(head.authors[1].unit, "");
  EXPECT_EQ(head.authors[1].name, "甲&乙<丙>");
  EXPECT_EQ(head.urgency, "特急");
  EXPECT_EQ(head.date, "2012-07-13");
}

TEST(RecordHead, StaysEmptyWhereNothingIsFound) {
  for (const auto* other : {"", "no record", "<record><document/></record>", "<record><author unit='A'"}) {
    const auto head = read_head(other);
    EXPECT_TRUE(head.authors.empty()) << other;
    EXPECT_TRUE(head.date.empty()) << other;
  }
}

}  // namespace
}  // namespace cundang::forms
