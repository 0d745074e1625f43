// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include "tests/server/http/site_fixture.h"

namespace cundang::http::test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::pair<std::string, std::string> xml{"Content-Type", "application/xml"};
const std::pair<std::string, std::string> form{"Content-Type", "multipart/form-data; boundary=xyz"};

std::string part(const std::string& disposition, const std::string& bytes) {
  return "--xyz\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + bytes + "\r\n";
}
const std::string record_part = part("name=\"record\"; filename=\"r.xml\"", "<record/>");

class Accessions : public SiteTest {};

TEST_F(Accessions, XmlIsHandedOnByteForByte) {
  const auto response =
      post("/api/v1/accessions", "<record>\r\n 一\t</record>", {bearer("ZJW"), xml, {"Idempotency-Key", "k1"}});
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.body, R"({"type":"receipt","accession":"R0000001"})");
  EXPECT_EQ(header_of(response, "Location"), "/api/v1/accessions/R0000001");
  ASSERT_EQ(service.submitted_.size(), 1u);
  EXPECT_EQ(service.submitted_[0].record_xml, "<record>\r\n 一\t</record>");
  EXPECT_EQ(service.submitted_[0].idempotency_key, "k1");
  EXPECT_EQ(service.submitted_[0].actor.unit.text, "ZJW");
  EXPECT_EQ(service.submitted_[0].actor.method, AuthMethod::Token);
}

TEST_F(Accessions, PartsKeepOrderNamesAndBytes) {
  const std::string binary{"\0\r\n--xy\r\n--xy\r\n\xff", 16};
  const auto response = post("/api/v1/accessions",
                             record_part + part("name=\"attachment\"; filename=\"纪要 \\\"1\\\".pdf\"", binary) +
                                 part("name=\"attachment\"; filename=\"../../etc/passwd\"", "") + "--xyz--\r\n",
                             {bearer("ZJW"), form});
  EXPECT_EQ(response.status, 201) << response.body;
  const auto& attachments = service.submitted_.at(0).attachments;
  ASSERT_EQ(attachments.size(), 2u);
  EXPECT_EQ(attachments[0].name, "纪要 \"1\".pdf");
  EXPECT_EQ(attachments[1].name, "../../etc/passwd");  // only a text here; the form check refuses it
  EXPECT_EQ(service.attachment_bytes_.at(0), binary);
  EXPECT_EQ(service.attachment_bytes_.at(1), "");
}

struct BodyCase {
  std::string name, type, body;
  int status;
  std::string code;
  bool cut = false;
};

class BrokenBody : public SiteTest, public testing::WithParamInterface<BodyCase> {};

// An authenticated 400, 413 or 415 is a refusal with a slip; nothing reaches the line, nothing stays in the spool.
TEST_P(BrokenBody, IsRefusedWithASlip) {
  site.limits.record_max = 64;
  const auto& row = GetParam();
  const auto response =
      send({"POST", "/api/v1/accessions", row.body, {bearer("ZJW"), {"Content-Type", row.type}}, row.cut});
  EXPECT_EQ(response.status, row.status) << response.body;
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_THAT(response.body, HasSubstr("\"code\":\"" + row.code + "\""));
  EXPECT_THAT(response.body, HasSubstr(R"("slip":{"type":"refusal"})"));
  EXPECT_EQ(service.refused_.size(), 1u);
  EXPECT_TRUE(service.submitted_.empty());
  EXPECT_EQ(service.unfinished_attachments_, 0);
}

const std::string mp = "multipart/form-data; boundary=xyz";
INSTANTIATE_TEST_SUITE_P(
    Table, BrokenBody,
    testing::Values(
        BodyCase{"WrongType", "text/plain", "x", 415, "UnsupportedMediaType"},
        BodyCase{"NoType", "", "x", 415, "UnsupportedMediaType"},
        BodyCase{"Json", "application/json", "{}", 415, "UnsupportedMediaType"},
        BodyCase{"XmlTooLarge", "application/xml", std::string(65, 'x'), 413, "TooLarge"},
        BodyCase{"XmlCut", "application/xml", "<rec", 400, "BadRequest", true},
        BodyCase{"RecordPartTooLarge", mp, part("name=\"record\"", std::string(65, 'x')) + "--xyz--", 413, "TooLarge"},
        BodyCase{"NoBoundary", "multipart/form-data", record_part + "--xyz--", 400, "MultipartBroken"},
        BodyCase{"BoundaryTooLong", "multipart/form-data; boundary=" + std::string(71, 'a'), "", 400,
                 "MultipartBroken"},
        BodyCase{"BoundaryWithControl", "multipart/form-data; boundary=\"a\tb\"", "", 400, "MultipartBroken"},
        BodyCase{"Empty", mp, "", 400, "MultipartBroken"},
        BodyCase{"NotTheBoundary", mp, "--xyy\r\n", 400, "MultipartBroken"},
        BodyCase{"Preamble", mp, "hello\r\n" + record_part + "--xyz--", 400, "MultipartBroken"},
        BodyCase{"OnlyClosing", mp, "--xyz--\r\n", 400, "BadRequest"},
        BodyCase{"EndsInHead", mp, "--xyz\r\nContent-Disp", 400, "MultipartBroken"},
        BodyCase{"EndsInPart", mp, "--xyz\r\nContent-Disposition: form-data; name=\"record\"\r\n\r\n<rec", 400,
                 "MultipartBroken"},
        BodyCase{"EndsBeforeClosing", mp, record_part, 400, "MultipartBroken"},
        BodyCase{"EndsInClosing", mp, record_part + "--xyz-", 400, "MultipartBroken"},
        BodyCase{
            "AttachmentCut", mp,
            record_part + "--xyz\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"a\"\r\n\r\nabc",
            400, "MultipartBroken", true},
        BodyCase{"NoDisposition", mp, "--xyz\r\nContent-Type: text/xml\r\n\r\nx\r\n--xyz--", 400, "MultipartBroken"},
        BodyCase{"NotFormData", mp, "--xyz\r\nContent-Disposition: attachment; name=\"record\"\r\n\r\nx\r\n--xyz--",
                 400, "MultipartBroken"},
        BodyCase{"NoName", mp, "--xyz\r\nContent-Disposition: form-data\r\n\r\nx\r\n--xyz--", 400, "MultipartBroken"},
        BodyCase{"TwoDispositions", mp,
                 "--xyz\r\nContent-Disposition: form-data; name=\"record\"\r\nContent-Disposition: form-data; "
                 "name=\"b\"\r\n\r\nx\r\n--xyz--",
                 400, "MultipartBroken"},
        BodyCase{"HeadLineWithoutColon", mp, "--xyz\r\nnonsense\r\n\r\nx\r\n--xyz--", 400, "MultipartBroken"},
        BodyCase{"HeadTooLong", mp, "--xyz\r\nX: " + std::string(9000, 'a') + "\r\n\r\nx\r\n--xyz--", 400,
                 "MultipartBroken"},
        BodyCase{"HeadNeverEnds", mp, "--xyz\r\nX: " + std::string(90000, 'a'), 400, "MultipartBroken"},
        BodyCase{"Base64Part", mp,
                 "--xyz\r\nContent-Disposition: form-data; name=\"record\"\r\nContent-Transfer-Encoding: "
                 "base64\r\n\r\nx\r\n--xyz--",
                 400, "MultipartBroken"},
        BodyCase{"BareLineFeeds", mp, "--xyz\nContent-Disposition: form-data; name=\"record\"\n\nx\n--xyz--", 400,
                 "MultipartBroken"},
        BodyCase{"BytesAfterTheEnd", mp, record_part + "--xyz--" + std::string(100000, 'x'), 400, "MultipartBroken"},
        BodyCase{"TwoRecords", mp, record_part + record_part + "--xyz--", 400, "BadRequest"},
        BodyCase{"UnknownPart", mp, record_part + part("name=\"other\"", "x") + "--xyz--", 400, "BadRequest"},
        BodyCase{"AttachmentWithoutName", mp, record_part + part("name=\"attachment\"", "x") + "--xyz--", 400,
                 "BadRequest"},
        BodyCase{"AttachmentNameNotUtf8", mp,
                 record_part + part("name=\"attachment\"; filename=\"\xff\"", "x") + "--xyz--", 400, "BadRequest"},
        BodyCase{"BrokenExtendedName", mp,
                 record_part + part("name=\"attachment\"; filename*=UTF-8''%4", "x") + "--xyz--", 400,
                 "MultipartBroken"},
        BodyCase{"NoRecord", mp, part("name=\"attachment\"; filename=\"a\"", "x") + "--xyz--", 400, "BadRequest"}),
    [](const auto& row) { return row.param.name; });

TEST_F(Accessions, ExtendedFileNameIsDecoded) {
  const auto response =
      post("/api/v1/accessions",
           record_part + part("name=\"attachment\"; filename=\"x.pdf\"; filename*=UTF-8''%E7%BA%AA%E8%A6%81.pdf", "x") +
               "--xyz--",
           {bearer("ZJW"), form});
  ASSERT_EQ(response.status, 201);
  EXPECT_EQ(service.submitted_[0].attachments[0].name, "纪要.pdf");
}

TEST_F(Accessions, EveryPieceSizeReadsTheSame) {
  const auto body = record_part + part("name=\"attachment\"; filename=\"a\"", std::string(70000, '\r')) + "--xyz--\r\n";
  for (const std::size_t piece : {1u, 2u, 3u, 5u, 17u, 4096u, 100000u}) {
    TextBody source{body, piece};
    Request request;
    request.method = Method::Post;
    request.path = "/api/v1/accessions";
    request.headers = {bearer("ZJW"), form};
    request.body = &source;
    EXPECT_EQ(dispatch(site, request, {}).status, 201) << piece;
    EXPECT_EQ(service.attachment_bytes_.back(), std::string(70000, '\r')) << piece;
  }
}

TEST_F(Accessions, RefusedContentCarriesFindingsAndSlip) {
  service.next_findings_ = {{"form.missing-element",
                             Severity::Fault,
                             "/record/document/title",
                             7,
                             {"缺少标题", "the title is missing"},
                             {"补上标题", "add the title"}}};
  const auto response = post("/api/v1/accessions", "<record/>", {bearer("ZJW"), xml});
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_EQ(
      response.body,
      R"({"type":"urn:cundang:error:RecordRefused","title":"文件未通过检测","status":422,"detail":"请按所列各条改正后重新上传",)"
      R"("code":"RecordRefused","title_en":"the document did not pass the checks","detail_en":"correct each finding and upload again",)"
      R"("reason":"文件未通过检测","reason_en":"the document did not pass the checks",)"
      R"("cure":"请按所列各条改正后重新上传","cure_en":"correct each finding and upload again",)"
      R"("findings":[{"code":"form.missing-element","severity":"fault","place":"/record/document/title","line":7,"reason":"缺少标题",)"
      R"("reason_en":"the title is missing","cure":"补上标题","cure_en":"add the title"}],"slip":{"type":"refusal"}})");
}

struct ErrorCase {
  ErrorCode code;
  int status;
  bool comes_again;
};
class ServiceError : public SiteTest, public testing::WithParamInterface<ErrorCase> {};
TEST_P(ServiceError, HasItsStatusAndNoSlip) {
  service.next_error_ = GetParam().code;
  const auto response = post("/api/v1/accessions", "<record/>", {bearer("ZJW"), xml});
  EXPECT_EQ(response.status, GetParam().status);
  EXPECT_THAT(response.body, Not(HasSubstr("slip")));
  EXPECT_EQ(!header_of(response, "Retry-After").empty(), GetParam().comes_again);
  EXPECT_TRUE(service.refused_.empty());
}
INSTANTIATE_TEST_SUITE_P(
    Table, ServiceError,
    testing::Values(ErrorCase{ErrorCode::IdempotencyConflict, 409, false}, ErrorCase{ErrorCode::BacklogFull, 503, true},
                    ErrorCase{ErrorCode::ClockUntrusted, 503, true}, ErrorCase{ErrorCode::StorageFull, 507, false},
                    ErrorCase{ErrorCode::StorageFailed, 503, true}, ErrorCase{ErrorCode::ReadOnly, 503, true}),
    [](const auto& row) { return std::string{error_info(row.param.code).name}; });

TEST_F(Accessions, WarningsStandBesideTheReceipt) {
  service.next_warnings_ = {{"record.same-doc-no", Severity::Warning, "", 0, {"同号", "same"}, {"核对", "check"}},
                            {"record.same-source-id", Severity::Warning, "", 0, {"同号", "same"}, {"核对", "check"}}};
  const auto response = post("/api/v1/accessions", "<record/>", {bearer("ZJW"), {"Content-Type", "application/xml"}});
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(header_of(response, "Cundang-Warnings"), "record.same-doc-no, record.same-source-id");
  EXPECT_EQ(response.body, R"({"type":"receipt","accession":"R0000001"})") << "the receipt alone, byte for byte";
}

TEST_F(Accessions, CookieNeedsThePageToken) {
  EXPECT_EQ(post("/api/v1/accessions", "<record/>", {cookie("ZJW"), xml}).status, 403);
  EXPECT_EQ(post("/api/v1/accessions", "<record/>", {cookie("ZJW"), xml, {"X-CSRF-Token", csrf("JTJ")}}).status, 403);
  EXPECT_TRUE(service.submitted_.empty());
  EXPECT_EQ(post("/api/v1/accessions", "<record/>", {cookie("ZJW"), xml, {"X-CSRF-Token", csrf("ZJW")}}).status, 201);
}

TEST_F(Accessions, CrossSiteRequestIsRefusedEvenWithThePageToken) {
  EXPECT_EQ(post("/api/v1/accessions", "<record/>",
                 {cookie("ZJW"), xml, {"X-CSRF-Token", csrf("ZJW")}, {"Sec-Fetch-Site", "cross-site"}})
                .status,
            403);
}

TEST_F(Accessions, WhoOnlyReadsMayNotSubmit) {
  accounts.persons.grant({"person.z"}, {"ZJW"}, {Role::Auditor}, {"test"});
  EXPECT_EQ(post("/api/v1/accessions", "<record/>", {cookie("ZJW"), xml, {"X-CSRF-Token", csrf("ZJW")}}).status, 403);
}

TEST_F(Accessions, IdempotencyKeyIsBounded) {
  EXPECT_EQ(post("/api/v1/accessions", "<r/>", {bearer("ZJW"), xml, {"Idempotency-Key", std::string(256, 'k')}}).status,
            400);
  EXPECT_EQ(post("/api/v1/accessions", "<r/>", {bearer("ZJW"), xml, {"Idempotency-Key", "a\x01"}}).status, 400);
}

TEST_F(Accessions, QueryErrorNamesItsPlace) {
  const auto response = get("/api/v1/records?q=(", {bearer("ZJW")});
  EXPECT_EQ(response.status, 400);
  EXPECT_THAT(response.body,
              HasSubstr(R"("cure":"补上右括号","cure_en":"close the bracket","facts":{"position":"1"}})"));
}

TEST_F(Accessions, NumbersOfTheQueryAreBounded) {
  for (const auto* bad : {"limit=-1", "limit=1001", "limit=x", "limit=1e3", "offset=-1", "offset=99999999999"})
    EXPECT_EQ(get(std::string{"/api/v1/records?"} + bad, {bearer("ZJW")}).status, 400) << bad;
}

TEST_F(Accessions, OwnTroubleStaysInside) {
  service.next_error_ = ErrorCode::StorageFailed;
  const auto response = post("/api/v1/accessions", "<record/>", {bearer("ZJW"), xml});
  EXPECT_THAT(response.body, Not(HasSubstr("facts")));
  EXPECT_THAT(trouble, HasSubstr("StorageFailed"));
}

}  // namespace
}  // namespace cundang::http::test
