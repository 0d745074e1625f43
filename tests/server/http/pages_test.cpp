// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include "server/http/page.h"
#include "server/http/routes.h"
#include "tests/server/http/site_fixture.h"

namespace cundang::http::test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::pair<std::string, std::string> form{"Content-Type", "application/x-www-form-urlencoded"};
const std::pair<std::string, std::string> html{"Accept", "text/html,application/xhtml+xml"};
constexpr auto password = "correct+horse+battery";

class Pages : public SiteTest {
 protected:
  Pages() {
    accounts.sign_in.set_password({"person.z"}, "correct horse battery", {"test"});
    sessions["ZJW"] = accounts.sessions.open(*accounts.persons.find({"person.z"}));
  }
  Response sign_in_as(const std::string& fields) { return post("/sign-in", fields, {form, html}); }
  std::string person(const std::string& unit) {
    return std::string{"person."} + static_cast<char>(unit[0] - 'A' + 'a');
  }
  void make(const std::string& unit, Role role) { accounts.persons.grant({person(unit)}, {unit}, {role}, {"test"}); }
};

TEST_F(Pages, SignInOpensASessionAndGoesOn) {
  const auto response = sign_in_as(std::string{"person=person.z&password="} + password + "&next=%2Fboard");
  EXPECT_EQ(response.status, 303);
  EXPECT_EQ(header_of(response, "Location"), "/board");
  const auto cookie_text = header_of(response, "Set-Cookie");
  EXPECT_THAT(cookie_text, HasSubstr("HttpOnly"));
  EXPECT_THAT(cookie_text, HasSubstr("SameSite=Lax"));
  EXPECT_THAT(cookie_text, Not(HasSubstr("Secure")));
  const auto secret = cookie_text.substr(16, 64);
  EXPECT_EQ(get("/", {{"Cookie", "cundang_session=" + secret}}).status, 200);
}

TEST_F(Pages, CookieIsSecureBehindTls) {
  site.secure_cookies = true;
  EXPECT_THAT(header_of(sign_in_as(std::string{"person=person.z&password="} + password), "Set-Cookie"),
              HasSubstr("; Secure"));
}

TEST_F(Pages, SigningInEndsTheSessionThatCameAlong) {
  post("/sign-in", std::string{"person=person.z&password="} + password, {form, html, cookie("JTJ")});
  EXPECT_EQ(get("/", {cookie("JTJ")}).status, 303);
}

TEST_F(Pages, WrongPasswordIsTold) {
  const auto response = sign_in_as("person=person.z&password=wrong");
  EXPECT_EQ(response.status, 401);
  EXPECT_THAT(response.body, HasSubstr("账号或口令不正确"));
  EXPECT_THAT(response.body, Not(HasSubstr("wrong")));
  EXPECT_EQ(header_of(response, "Set-Cookie"), "");
}

TEST_F(Pages, SixthAttemptIsLockedWithRetryAfter) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(sign_in_as("person=person.z&password=wrong").status, 401);
  const auto response = sign_in_as(std::string{"person=person.z&password="} + password);
  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(header_of(response, "Retry-After"), "900");
}

struct NextCase {
  std::string name, wanted, goes;
};
class Next : public testing::TestWithParam<NextCase> {};
TEST_P(Next, StaysHere) { EXPECT_EQ(safe_next(GetParam().wanted), GetParam().goes); }
INSTANTIATE_TEST_SUITE_P(Table, Next,
                         testing::Values(NextCase{"Local", "/board", "/board"}, NextCase{"Empty", "", "/"},
                                         NextCase{"Root", "/", "/"}, NextCase{"OtherHost", "//evil.example", "/"},
                                         NextCase{"Backslash", "/\\evil.example", "/"},
                                         NextCase{"Absolute", "https://evil.example", "/"},
                                         NextCase{"Script", "javascript:alert(1)", "/"},
                                         NextCase{"HeaderSplit", "/a\r\nSet-Cookie: x", "/"}),
                         [](const auto& row) { return row.param.name; });

TEST_F(Pages, SignOutEndsTheSession) {
  EXPECT_EQ(post("/sign-out", "csrf=" + csrf("JTJ"), {form, html, cookie("JTJ")}).status, 303);
  EXPECT_EQ(get("/", {cookie("JTJ")}).status, 303);
}

// Every POST of the pages, with a good cookie but without, or with another session's, page token.
TEST_F(Pages, NoPostWithoutItsPageToken) {
  accounts.persons.grant({person("AJJ")}, {"AJJ"}, {Role::SecurityAdmin, Role::Submitter}, {"test"});
  for (const auto& route : routes()) {
    if (route.method != Method::Post || route.access != http::Access::Page) continue;
    for (const std::string& token : {std::string{}, std::string{"csrf="}, "csrf=" + csrf("ZJW")}) {
      const bool is_upload = route.form == FormKind::Upload;
      const auto body = is_upload ? "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" +
                                        token.substr(std::min<std::size_t>(5, token.size())) + "\r\n--b--\r\n"
                                  : token + "&person=x&unit=AJJ";
      const auto type =
          is_upload ? std::pair<std::string, std::string>{"Content-Type", "multipart/form-data; boundary=b"} : form;
      const auto response = post(std::string{route.pattern}, body, {type, html, cookie("AJJ")});
      EXPECT_EQ(response.status, 403) << route.name;
      EXPECT_THAT(response.body, HasSubstr("页面已过期")) << route.name;
    }
  }
  EXPECT_EQ(accounts.persons.all().size(), 3u);
  EXPECT_TRUE(service.submitted_.empty());
  EXPECT_EQ(get("/", {cookie("AJJ")}).status, 200) << "still signed in";
}

TEST_F(Pages, CrossSiteSignInIsRefused) {
  EXPECT_EQ(post("/sign-in", std::string{"person=person.z&password="} + password,
                 {form, html, {"Sec-Fetch-Site", "cross-site"}})
                .status,
            403);
}

TEST_F(Pages, EveryPageOfAnExerciseIsMarked) {
  make("AJJ", Role::SecurityAdmin);
  service.keep({"AJJ"}, "标题", {"AJJ"});
  for (const auto& route : routes()) {
    if (route.method != Method::Get || route.name == "asset" || route.name == "health" ||
        route.access == http::Access::Api)
      continue;
    std::string address{route.pattern};
    if (const auto at = address.find("{id}"); at != std::string::npos) address.replace(at, 4, "R0000001");
    const auto response = get(address, {html, route.access == http::Access::Page ? cookie("AJJ") : form});
    EXPECT_THAT(response.body, HasSubstr("演练")) << route.name << response.status;
  }
  service.simulated_ = false;
  EXPECT_THAT(get("/", {html, cookie("AJJ")}).body, Not(HasSubstr("演练")));
}

TEST_F(Pages, WhatDocumentsSayIsEscaped) {
  const std::string evil = "<img src=x onerror=alert(1)>";
  service.keep({"ZJW"}, evil, {"ZJW"});
  for (const auto* address : {"/", "/search", "/search?q=%3Cimg", "/records/R0000001", "/records/R0000001/receipt"}) {
    const auto response = get(address, {html, cookie("ZJW")});
    EXPECT_EQ(response.status, 200) << address;
    EXPECT_THAT(response.body, Not(HasSubstr("<img src=x"))) << address;
    EXPECT_THAT(response.body, HasSubstr("&lt;img")) << address;
  }
  EXPECT_THAT(get("/sign-in?next=%2F%22%3E%3Cscript%3E", {html}).body, Not(HasSubstr("<script")));
}

TEST_F(Pages, LanguageIsChosenAndKept) {
  const auto response = get("/sign-in?lang=en", {html});
  EXPECT_THAT(response.body, HasSubstr("Sign in"));
  EXPECT_THAT(header_of(response, "Set-Cookie"), HasSubstr("cundang_lang=en"));
  EXPECT_THAT(get("/sign-in", {html, {"Cookie", "cundang_lang=en"}}).body, HasSubstr("Sign in"));
  EXPECT_THAT(get("/sign-in", {html}).body, HasSubstr("登录"));
}

TEST_F(Pages, MissingRecordIsAPage) {
  const auto response = get("/records/R0000009", {html, cookie("ZJW")});
  EXPECT_EQ(response.status, 404);
  EXPECT_THAT(response.body, HasSubstr("您也可能无权查看它"));
}

TEST_F(Pages, QueryErrorShowsThePlace) {
  const auto response = get("/search?q=(", {html, cookie("ZJW")});
  EXPECT_EQ(response.status, 400);
  EXPECT_THAT(response.body, HasSubstr("补上右括号"));
}

TEST_F(Pages, FirstPasswordByOneTimeLink) {
  accounts.persons.add({"han.mei"}, "韩梅", {"test"});
  const auto secret = accounts.links.issue({"han.mei"}, {"test"});
  EXPECT_THAT(get("/welcome?token=" + secret, {html}).body, HasSubstr("han.mei"));
  EXPECT_THAT(get("/welcome?token=" + secret, {html}).body, Not(HasSubstr("lang=en&token")))
      << "not in other addresses";
  EXPECT_EQ(post("/welcome", "token=" + secret + "&password=long+enough+1&repeat=other", {form, html}).status, 400);
  EXPECT_EQ(post("/welcome", "token=" + secret + "&password=short&repeat=short", {form, html}).status, 400);
  const auto response =
      post("/welcome", "token=" + secret + "&password=long+enough+1&repeat=long+enough+1", {form, html});
  EXPECT_EQ(response.status, 303);
  EXPECT_THAT(header_of(response, "Set-Cookie"), HasSubstr("cundang_session="));
  EXPECT_EQ(get("/welcome?token=" + secret, {html}).status, 401);
  EXPECT_EQ(post("/welcome", "token=" + secret + "&password=long+enough+1&repeat=long+enough+1", {form, html}).status,
            401);
}

TEST_F(Pages, PasswordChangeNeedsTheOldOneAndClosesOtherSessions) {
  const auto other = accounts.sessions.open(*accounts.persons.find({"person.z"}));
  const auto change = [&](const std::string& old, const std::string& fresh) {
    return post("/password", "csrf=" + csrf("ZJW") + "&old=" + old + "&password=" + fresh + "&repeat=" + fresh,
                {form, html, cookie("ZJW")});
  };
  EXPECT_EQ(change("wrong", "another+pass+1").status, 401);
  EXPECT_EQ(change(password, "short").status, 400);
  EXPECT_EQ(change(password, "another+pass+1").status, 303);
  EXPECT_FALSE(accounts.sessions.find(other));
}

std::string upload_body(const std::string& token, const std::string& xml) {
  const auto part = [](const std::string& disposition, const std::string& bytes) {
    return "--b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + bytes + "\r\n";
  };
  return part("name=\"csrf\"", token) + part("name=\"record\"; filename=\"r.xml\"", xml) +
         part("name=\"attachment\"; filename=\"\"", "") + "--b--\r\n";
}
const std::pair<std::string, std::string> multipart{"Content-Type", "multipart/form-data; boundary=b"};

TEST_F(Pages, UploadShowsTheReceiptNumber) {
  const auto response = post("/upload", upload_body(csrf("ZJW"), "<record/>"), {multipart, html, cookie("ZJW")});
  EXPECT_EQ(response.status, 201);
  EXPECT_THAT(response.body, HasSubstr("R0000001"));
  ASSERT_EQ(service.submitted_.size(), 1u);
  EXPECT_EQ(service.submitted_[0].record_xml, "<record/>");
  EXPECT_TRUE(service.submitted_[0].attachments.empty()) << "an empty file field is no attachment";
  EXPECT_EQ(service.submitted_[0].actor.method, AuthMethod::Password);
}

TEST_F(Pages, UploadShowsFindingsBesideTheLines) {
  service.next_findings_ = {{"form.missing-element",
                             Severity::Fault,
                             "/record/document",
                             3,
                             {"缺少<标题>", "no title"},
                             {"补上标题", "add it"}}};
  const auto response =
      post("/upload", upload_body(csrf("ZJW"), "<record>\n<a/>\n<b/>\n</record>"), {multipart, html, cookie("ZJW")});
  EXPECT_EQ(response.status, 422);
  const auto line = response.body.find("id=\"line-3\""), note = response.body.find("class=\"beside fault\"");
  ASSERT_NE(line, std::string::npos);
  ASSERT_NE(note, std::string::npos);
  EXPECT_LT(line, note);
  EXPECT_LT(note, response.body.find("id=\"line-4\""));
  EXPECT_THAT(response.body, HasSubstr("缺少&lt;标题&gt;"));
  EXPECT_THAT(response.body, HasSubstr("&lt;b/&gt;"));
}

TEST_F(Pages, LongTextShowsOnlyWhatSurroundsAFinding) {
  std::string xml;
  for (int i = 1; i <= 1000; ++i) xml += "<line-" + std::to_string(i) + "/>\n";
  service.next_findings_ = {{"x", Severity::Fault, "", 500, {"错", "bad"}, {"改", "mend"}}};
  const auto body = post("/upload", upload_body(csrf("ZJW"), xml), {multipart, html, cookie("ZJW")}).body;
  EXPECT_THAT(body, HasSubstr("id=\"line-497\""));
  EXPECT_THAT(body, HasSubstr("id=\"line-503\""));
  EXPECT_THAT(body, Not(HasSubstr("id=\"line-504\"")));
}

TEST_F(Pages, OfASecretNothingIsShownAgain) {
  service.next_findings_ = {
      {"secret.label", Severity::Fault, "", 2, {"涉密", "secret"}, {"走机要", "use the other way"}}};
  EXPECT_THAT(post("/upload", upload_body(csrf("ZJW"), "<record>\n<label>机密</label>绝不可见</record>"),
                   {multipart, html, cookie("ZJW")})
                  .body,
              Not(HasSubstr("绝不可见")));
}

TEST_F(Pages, CutUploadGetsASlip) {
  const auto response =
      send({"POST",
            "/upload",
            "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + csrf("ZJW") + "\r\n--b\r\nContent-Disp",
            {multipart, html, cookie("ZJW")},
            true});
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(service.refused_, std::vector<ErrorCode>{ErrorCode::MultipartBroken});
}

TEST_F(Pages, AccountsAreForTheSecurityAdministratorAlone) {
  for (const auto role :
       {Role::Submitter, Role::Office, Role::Auditor, Role::Reviewer, Role::SystemAdmin, Role::SecurityAuditor}) {
    make("AJJ", role);
    EXPECT_EQ(get("/accounts", {html, cookie("AJJ")}).status, 403);
    for (const auto& route : routes()) {
      if (!route.pattern.starts_with("/accounts/") || route.method != Method::Post) continue;
      EXPECT_EQ(
          post(std::string{route.pattern}, "person=person.z&unit=ZJW&csrf=" + csrf("AJJ"), {form, html, cookie("AJJ")})
              .status,
          403)
          << route.name;
    }
  }
  make("AJJ", Role::SecurityAdmin);
  EXPECT_EQ(get("/accounts", {html, cookie("AJJ")}).status, 200);
}

TEST_F(Pages, SecurityAdministratorMakesAPersonRolesLinkAndToken) {
  make("AJJ", Role::SecurityAdmin);
  const auto act = [&](const std::string& path, const std::string& fields) {
    return post(path, fields + "&csrf=" + csrf("AJJ"), {form, html, cookie("AJJ")});
  };
  EXPECT_EQ(act("/accounts/persons", "person=han.mei&name=%E9%9F%A9%E6%A2%85").status, 200);
  EXPECT_EQ(act("/accounts/grants", "person=han.mei&unit=JTJ&role=submitter&role=auditor").status, 200);
  EXPECT_EQ(accounts.persons.find({"han.mei"})->grants.at({"JTJ"}), (std::set<Role>{Role::Submitter, Role::Auditor}));
  EXPECT_THAT(act("/accounts/links", "person=han.mei").body, HasSubstr("/welcome?token="));
  const auto body = act("/accounts/tokens", "person=han.mei&unit=JTJ&label=OA").body;
  const auto at = body.find("<code class=\"secret\">");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(accounts.tokens.find(body.substr(at + 21, 64))->unit.text, "JTJ");
  EXPECT_EQ(act("/accounts/persons", "person=han.mei&name=x").status, 400) << "taken";
  EXPECT_EQ(act("/accounts/grants", "person=person.a&unit=JTJ&role=office").status, 403) << "not to himself";
  EXPECT_EQ(act("/accounts/grants", "person=han.mei&unit=JTJ&role=root").status, 400);
  for (const auto* address : {"/accounts/grants", "/accounts/tokens"}) {
    const auto slip = act(address, "person=han.mei&unit=JTT&role=submitter&label=OA");
    EXPECT_EQ(slip.status, 400) << address;
    EXPECT_THAT(slip.body, HasSubstr("JTJ 铭远市交通局")) << "the one that comes near";
  }
}

TEST_F(Pages, TrailIsForTheSecurityAuditorAlone) {
  EXPECT_EQ(get("/accounts/trail", {html, cookie("ZJW")}).status, 403);
  make("AJJ", Role::SecurityAuditor);
  EXPECT_THAT(get("/accounts/trail", {html, cookie("AJJ")}).body, HasSubstr("token.issue"));
}

TEST_F(Pages, FormBodiesAreBounded) {
  EXPECT_EQ(sign_in_as("person=" + std::string(70000, 'a')).status, 413);
  EXPECT_EQ(post("/sign-in", "{}", {{"Content-Type", "application/json"}, html}).status, 415);
  EXPECT_EQ(sign_in_as("person=%zz").status, 400);
  EXPECT_EQ(sign_in_as("person=%ff").status, 400);
}

ledger::Obligation duty(const char* id, ledger::State state, int days_overdue) {
  ledger::Obligation made;
  made.id = {id};
  made.name = {"会议落实情况反馈", "feedback on implementation"};
  made.clause = "三(一)4";
  made.owing = {"ZJW"};
  made.owed_to = {"AJJ"};
  made.state = state;
  made.days_overdue = days_overdue;
  made.due.day = Date{std::chrono::year{2012} / 6 / 29};
  made.due.arithmetic = {{"送达 2012-06-15（第 0 日）", "served"}};
  made.history = {{1,
                   {1},
                   {1341190923456},
                   Date{std::chrono::year{2012} / 7 / 1},
                   "closure",
                   {"ZJW"},
                   {"li"},
                   {"销号", "closed"},
                   false,
                   {"无权销号", "no right"}}};
  return made;
}

TEST_F(Pages, BoardShowsLampOverdueDaysAndState) {
  service.duties_ = {duty("aa", ledger::State::InProgress, 3), duty("bb", ledger::State::Closed, 0)};
  const auto body = get("/board", {html, cookie("ZJW")}).body;
  for (const auto* each :
       {"逾期 3 天", "lamp red", "lamp green", "2012-06-29", "三(一)4", "铭远市住房和城乡建设委员会"})
    EXPECT_THAT(body, HasSubstr(each));
  service.duties_.clear();
  EXPECT_THAT(get("/board", {html, cookie("ZJW")}).body, HasSubstr("没有符合条件的事项"));
}

TEST_F(Pages, BoardRefusesFiltersItCannotRead) {
  for (const auto* bad : {"on=2012-02-30", "on=x", "month=2012", "month=2012-13", "state=nonsense", "known_at=x"})
    EXPECT_EQ(get(std::string{"/board?"} + bad, {html, cookie("ZJW")}).status, 400) << bad;
  EXPECT_EQ(get("/board?on=2012-07-02&month=2012-07&state=%E9%80%BE%E6%9C%9F&unit=ZJW", {html, cookie("ZJW")}).status,
            200);
}

TEST_F(Pages, DutyShowsArithmeticHistoryAndWhatHadNoEffect) {
  service.duties_ = {duty("aa", ledger::State::InProgress, 3)};
  const auto body = get("/obligations/aa", {html, cookie("ZJW")}).body;
  for (const auto* each : {"送达 2012-06-15（第 0 日）", "无效：无权销号", "本系统未见"})
    EXPECT_THAT(body, HasSubstr(each));
}

TEST_F(Pages, AnAddressThatIsNotThereKeepsTheWayBack) {
  for (const auto* address : {"/nowhere", "/records/R0000001/nothing", "/board/2012"}) {
    const auto own = get(address, {html, cookie("ZJW")});
    EXPECT_EQ(own.status, 404) << address;
    EXPECT_THAT(own.body, HasSubstr("href=\"/board\"")) << address;
    EXPECT_THAT(own.body, HasSubstr("action=\"/sign-out\"")) << address;
    const auto nobodys = get(address, {html});
    EXPECT_EQ(nobodys.status, 404) << address;
    EXPECT_THAT(nobodys.body, Not(HasSubstr("href=\"/board\""))) << address;
    EXPECT_EQ(get(address, {cookie("ZJW")}).content_type, "application/problem+json") << "no page was asked for";
  }
  EXPECT_EQ(get("/sign-out", {html, cookie("ZJW")}).status, 405);
  EXPECT_THAT(get("/sign-out", {html, cookie("ZJW")}).body, HasSubstr("href=\"/board\""));
}

}  // namespace
}  // namespace cundang::http::test
