// SPDX-License-Identifier: GPL-3.0-or-later
// Who may oblige others: a document makes duties only where its issuer has that authority under its system.
#include "tests/server/obligations/rows.h"

namespace cundang::ledger {
namespace {

constexpr const char* day_of_all = "2012-07-10";

Record addressed(Record made, const std::vector<std::string>& units) {
  made.addressees = refs(units);
  return made;
}

Record from(const std::string& issuer, Record made) {
  made.submitter.code = {issuer};
  made.authors = {made.submitter};
  return made;
}

/// What the shipped packs make of it when this unit files it, not counting what the calendar makes.
std::size_t duties_made(const std::string& issuer, const Record& document) {
  Story story;
  const auto number = story.file("2012-07-10 09:00", from(issuer, document));
  return story.ledger().duties_of(number, day(day_of_all)).made.size();
}

Record meeting(const std::string& series) {
  return addressed(record("AWB",
                          node("meeting-notice", {},
                               {text("meeting-date", "2012-07-16"), text("place", "三楼会议室"),
                                units("attendees", {"JTJ", "LSQ"})}),
                          series),
                   {"JTJ", "LSQ"});
}

Record minutes(const std::string& series) {
  return addressed(
      record("AWB",
             node("minutes", {},
                  {text("meeting-date", "2012-07-09"), units("attendees", {"JTJ", "LSQ"}),
                   node("matters", {}, {node("matter", {{"id", "m1"}, {"lead", "JTJ"}}, {text("text", "排查")})})}),
             series),
      {"JTJ", "LSQ"});
}

Record talk() {
  return record("AJJ",
                node("talk-notice", {},
                     {text("talk-time", "2012-07-19T09:30:00+08:00"), text("place", "三楼会议室"),
                      text("subject", "事故"), node("persons", {}, {node("person", {{"unit", "LSQ"}})})}),
                "约谈");
}

Record opinion() {
  return addressed(record("AJJ", node("talk-opinion", {}, {text("opinion", "整改")}), "约谈"), {"LSQ"});
}

Record joint() {
  return record("AJJ",
                node("joint-issue", {},
                     {text("purpose", "campaign"), node("lead", {{"unit", "AJJ"}}), units("co-signers", {"GAJ"})}),
                "联合发文");
}

Record inspection() {
  return record("AJJ",
                node("inspection-notice", {},
                     {text("from", "2012-07-16"), text("to", "2012-07-18"), node("lead", {{"unit", "ZJW"}}),
                      units("inspected", {"LSQ"}), node("matters", {}, {text("matter", "汛期安全")})}),
                "督查");
}

Record plan() {
  return record("AJJ",
                node("spot-check-plan", {}, {text("year", "2012"), node("sectors", {}, {text("sector", "建筑施工")})}),
                "抽查");
}

Record checked() {
  return record("AJJ", node("spot-check-record", {}, {text("sector", "建筑施工"), text("checked-on", "2012-07-09")}),
                "抽查");
}

Record seminar() {
  return record("AWB", node("seminar-record", {}, {text("period", "2012-Q2"), text("held-on", "2012-07-09")}),
                "形势分析研讨会");
}

Record suggestion_decided() { return decision("AJJ", "letter"); }

struct IssuerCase {
  std::string name;
  Record document;
  std::vector<std::string> may, may_not;
};
void PrintTo(const IssuerCase& row, std::ostream* out) { *out << row.name; }

class Issuers : public testing::TestWithParam<IssuerCase> {};
TEST_P(Issuers, ObligeOthersOnlyWithAuthority) {
  for (const auto& issuer : GetParam().may) EXPECT_GT(duties_made(issuer, GetParam().document), 0U) << issuer;
  for (const auto& issuer : GetParam().may_not) EXPECT_EQ(duties_made(issuer, GetParam().document), 0U) << issuer;
}

INSTANTIATE_TEST_SUITE_P(
    OfEachSystem, Issuers,
    testing::Values(
        IssuerCase{"CommitteeMeeting", meeting("安委会例会"), {"AWB", "AWH"}, {"ZJW", "HDQ", "MYJT", "AJJ"}},
        IssuerCase{"CommitteeMinutes", minutes("安委会例会"), {"AWB", "AWH"}, {"ZJW", "HDQ", "MYJT", "AJJ"}},
        IssuerCase{"JointMeeting", meeting("联席会议"), {"AJJ", "AWB"}, {"ZJW", "HDQ", "MYJT"}},
        IssuerCase{"JointMinutes", minutes("联席会议"), {"AJJ", "AWB"}, {"ZJW", "HDQ", "MYJT"}},
        IssuerCase{"TalkNotice", talk(), {"AJJ", "AWB"}, {"ZJW", "HDQ", "MYJT"}},
        IssuerCase{"TalkOpinion", opinion(), {"AJJ", "AWB"}, {"ZJW", "HDQ", "MYJT"}},
        IssuerCase{"AdvisoryLetter", advisory_letter("LSQ"), {"AJJ", "AWB"}, {"ZJW", "HDQ", "MYJT"}},
        IssuerCase{"JointIssue", joint(), {"AJJ", "ZJW"}, {"HDQ", "MYJT"}},
        IssuerCase{"Inspection", inspection(), {"AJJ", "ZJW"}, {"HDQ", "MYJT"}},
        IssuerCase{"SpotCheckPlan", plan(), {"AJJ", "AWB"}, {"ZJW", "HDQ", "MYJT"}},
        IssuerCase{"SpotCheckRecord", checked(), {"AJJ", "AWB"}, {"ZJW", "HDQ", "MYJT"}},
        IssuerCase{"Seminar", seminar(), {"AWB", "AJJ"}, {"ZJW", "HDQ", "MYJT"}},
        IssuerCase{"SignalDecision", suggestion_decided(), {"AJJ", "AWB"}, {"SZF", "ZJW"}}),
    [](const auto& row) { return row.param.name; });

TEST(Issuers, MinutesOfACommitteeMeetingAreTheOfficesWhoeverCalledIt) {
  Story story;
  story.file("2012-07-10 09:00", from("AWH", meeting("安委会例会")));
  EXPECT_EQ(story.duties("例会-纪要", day_of_all).size(), 1U);
  EXPECT_EQ(story.duty("例会-纪要", "AWB", day_of_all).owed_to.text, "AWH");
}

}  // namespace
}  // namespace cundang::ledger
