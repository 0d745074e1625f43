// SPDX-License-Identifier: GPL-3.0-or-later
// The board and a record as files: the same question and the same reader as the page.
#include <gmock/gmock.h>

#include "server/http/board_paper.h"
#include "tests/server/http/site_fixture.h"

namespace cundang::http::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class PaperFiles : public SiteTest {
 protected:
  PaperFiles() {
    ledger::Obligation duty;
    duty.id = {std::string(32, 'a')};
    duty.name = {"会议落实情况反馈", "feedback"};
    duty.owing = {"ZJW"};
    duty.owed_to = {"AJJ"};
    duty.state = ledger::State::InProgress;
    duty.arose = Date{std::chrono::year{2012} / 6 / 20};
    duty.due.day = Date{std::chrono::year{2012} / 6 / 30};
    duty.days_overdue = 2;
    service.duties_ = {duty};
  }
};

struct FileCase {
  std::string ending, type, begins;
};
class BoardAs : public PaperFiles, public testing::WithParamInterface<FileCase> {};

TEST_P(BoardAs, IsServedUnderItsNameAndType) {
  for (const auto& who : {cookie("AJJ"), bearer("AJJ")}) {
    const auto response = get("/board." + GetParam().ending + "?on=2012-07-02", {who});
    EXPECT_EQ(response.status, 200);
    EXPECT_THAT(response.content_type, StartsWith(GetParam().type));
    EXPECT_THAT(response.body, StartsWith(GetParam().begins));
    const auto disposition = header_of(response, "Content-Disposition");
    EXPECT_THAT(disposition, HasSubstr("filename=\"board-2012-07-02." + GetParam().ending + "\""));
    EXPECT_THAT(disposition, HasSubstr("filename*=UTF-8''%E6%BC%94%E7%BB%83"));  // 演练
    EXPECT_FALSE(response.may_be_cached);
  }
}

TEST_P(BoardAs, RefusesWhatThePageRefuses) {
  for (const auto* query : {"on=yesterday", "state=nonsense", "month=2012", "known_at=x"})
    EXPECT_EQ(get("/board." + GetParam().ending + "?" + query, {cookie("AJJ")}).status, 400) << query;
}

INSTANTIATE_TEST_SUITE_P(
    Formats, BoardAs,
    testing::Values(FileCase{"pdf", "application/pdf", "%PDF-1"},
                    FileCase{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK"},
                    FileCase{"csv", "text/csv", "\xEF\xBB\xBF编号"}),
    [](const auto& row) { return row.param.ending; });

TEST_F(PaperFiles, CsvSaysWhatTheBoardSays) {
  const auto csv = get("/board.csv?on=2012-07-02", {cookie("AJJ")}).body;
  EXPECT_THAT(csv, HasSubstr("会议落实情况反馈"));
  EXPECT_THAT(csv, HasSubstr("2012-06-30"));
  EXPECT_THAT(csv, HasSubstr("红（逾期）,2,"));
  EXPECT_THAT(csv, HasSubstr("演练存档"));
  service.simulated_ = false;
  EXPECT_THAT(get("/board.csv?on=2012-07-02", {cookie("AJJ")}).body, Not(HasSubstr("演练")));
}

TEST_F(PaperFiles, BoardPageOffersTheFilesOfItsOwnQuestion) {
  const auto page = get("/board?on=2012-07-02&unit=ZJW&state=overdue", {cookie("AJJ"), {"Accept", "text/html"}}).body;
  for (const auto* ending : {"pdf", "xlsx", "csv"})
    EXPECT_THAT(page, HasSubstr(std::string{"/board."} + ending +
                                "?unit=ZJW&amp;month=&amp;on=2012-07-02&amp;known_at=&amp;state=overdue"));
}

TEST_F(PaperFiles, AFileHoldsWhatThePageIsNarrowedTo) {
  auto older = service.duties_.front();
  older.id = {std::string(32, 'b')};
  older.days_overdue = 8;
  older.whose_turn = "ZJW";
  service.duties_.push_back(older);
  const auto rows = [&](const std::string& query) {
    const auto csv = get("/board.csv?on=2012-07-02" + query, {cookie("AJJ")}).body;
    return std::pair{csv.find(std::string(32, 'a')) != std::string::npos,
                     csv.find(std::string(32, 'b')) != std::string::npos};
  };
  EXPECT_EQ(rows(""), (std::pair{true, true}));
  EXPECT_EQ(rows("&age=6-10"), (std::pair{false, true}));
  EXPECT_EQ(rows("&age=1-5"), (std::pair{true, false}));
  EXPECT_EQ(rows("&turn=ZJW"), (std::pair{false, true}));
  EXPECT_EQ(get("/board.csv?age=old", {cookie("AJJ")}).status, 400);
  const auto page = get("/board?on=2012-07-02&age=6-10&turn=ZJW", {cookie("AJJ"), {"Accept", "text/html"}}).body;
  EXPECT_THAT(page, HasSubstr("&amp;age=6-10&amp;turn=ZJW\""));
}

TEST_F(PaperFiles, ThePaperNamesItsScopeInWords) {
  const auto scope = [&](const char* state) {
    app::ObligationQuery query;
    query.state = state;
    return board_paper(service, query, {{"p"}, {"AJJ"}, true}, {&ages[1], {"ZJW"}}).scope;
  };
  EXPECT_THAT(scope("due-soon"), HasSubstr("临期，逾期 6–10 天，该"));
  EXPECT_THAT(scope("awaiting-transfer"), HasSubstr("待划转"));
}

TEST_F(PaperFiles, ARecordIsPrintedForWhomItIsFor) {
  service.keep({"ZJW"}, "关于脚手架的报告", {"ZJW"});
  const auto response = get("/records/R0000001/print.pdf", {cookie("ZJW")});
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body, StartsWith("%PDF-1"));
  EXPECT_EQ(get("/records/R0000001/print.pdf", {cookie("JTJ")}).status, 404);
  EXPECT_EQ(get("/records/R0000009/print.pdf", {cookie("ZJW")}).status, 404);
  EXPECT_EQ(get("/records/x/print.pdf", {cookie("ZJW")}).status, 404);
  EXPECT_THAT(get("/records/R0000001", {cookie("ZJW"), {"Accept", "text/html"}}).body,
              HasSubstr("href=\"/records/R0000001/print.pdf\""));
}

}  // namespace
}  // namespace cundang::http::test
