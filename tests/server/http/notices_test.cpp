// SPDX-License-Identifier: GPL-3.0-or-later
// Subscriptions, saved views, feeds by their secret address, and who may touch what is sent.
#include <gmock/gmock.h>

#include "server/http/page.h"
#include "server/http/routes.h"
#include "tests/server/http/site_fixture.h"

namespace cundang::http::test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::pair<std::string, std::string> form{"Content-Type", "application/x-www-form-urlencoded"};

class FakeNotices final : public app::NoticeService {
 public:
  std::vector<Text> warnings() const override { return {{"邮件发不出去", "mail does not go out"}}; }
  bool sends_mail() const override { return true; }
  std::string public_url() const override { return "https://cundang.example"; }
  void retry_now() override { ++retries; }
  std::optional<Finding> webhook_fault(const std::string& url) const override {
    if (url == "https://oa.example/x") return std::nullopt;
    return Finding{"webhook.address", Severity::Fault, "url", 0, {"不在名单中", "not listed"}, {"请列入", "list it"}};
  }
  void test_webhook(std::int64_t id) override { tested = id; }
  int retries = 0;
  std::int64_t tested = 0;
};

/// Gives each viewer what the archive would, and remembers what it was asked.
class AskedService final : public FakeService {
 public:
  std::vector<ledger::Obligation> obligations(const app::ObligationQuery& query, const Viewer& viewer) const override {
    asked = query;
    std::vector<ledger::Obligation> found;
    for (const auto& duty : duties_)
      if (viewer.sees_all || duty.owing == viewer.unit || duty.owed_to == viewer.unit)
        if (query.unit.empty() || duty.owing == query.unit) found.push_back(duty);
    return found;
  }
  mutable app::ObligationQuery asked;
};

ledger::Obligation duty(const std::string& unit, const std::string& name, char id) {
  ledger::Obligation made;
  made.id = {std::string(32, id)};
  made.owing = {unit};
  made.owed_to = {"AJJ"};
  made.name = {name, name};
  made.arose = *parse_date("2012-07-02");
  made.due.day = parse_date("2012-07-20");
  return made;
}

class NoticePages : public SiteTest {
 protected:
  NoticePages() : own{asking, accounts, {}, false, nullptr, &notices} {
    asking.duties_ = {duty("ZJW", "住建委的事", 'a'), duty("JTJ", "交通局的事", 'b')};
  }
  Response ask(const std::string& address, const Fields& headers = {}) {
    return send_to({"GET", address, "", headers});
  }
  Response submit(const std::string& unit, const std::string& address, const std::string& fields) {
    return send_to({"POST", address, "csrf=" + csrf(unit) + "&" + fields, {form, cookie(unit)}});
  }
  Response send_to(const Sent& sent) {
    Request request;
    request.method = sent.method == "POST" ? Method::Post : Method::Get;
    const auto question = std::min(sent.address.find('?'), sent.address.size());
    request.path = sent.address.substr(0, question);
    request.query = query_of(sent.address.substr(std::min(question + 1, sent.address.size())));
    request.headers = sent.headers;
    TextBody body{sent.body};
    request.content_length = static_cast<std::int64_t>(sent.body.size());
    request.body = &body;
    return dispatch(own, request, {});
  }
  /// The address shown once on the page, without the host.
  static std::string address_in(const Response& response) {
    const auto at = response.body.find("/feeds/");
    const auto text = at == std::string::npos ? "" : response.body.substr(at, response.body.find('<', at) - at);
    return text;
  }
  std::string calendar_of(const std::string& unit) { return address_in(submit(unit, "/notices/feeds", "view=0")); }
  void make(const std::string& unit, Role role) {
    const std::string person = std::string{"person."} + static_cast<char>(unit[0] - 'A' + 'a');
    accounts.persons.grant({person}, {unit}, {role}, {"test"});
    sessions[unit] = accounts.sessions.open(*accounts.persons.find({person}));
  }

  AskedService asking;
  FakeNotices notices;
  Site own;
};

TEST_F(NoticePages, SubscriptionIsKeptShownAndEnded) {
  EXPECT_EQ(submit("ZJW", "/notices/subscription", "address=zhang%40zjw.example&digest=yes").status, 303);
  const auto kept = accounts.subscriptions.find({"person.z"}, {"ZJW"});
  ASSERT_TRUE(kept);
  EXPECT_TRUE(kept->digest);
  EXPECT_FALSE(kept->at_once);
  EXPECT_THAT(ask("/notices", {cookie("ZJW")}).body, HasSubstr("zhang@zjw.example"));
  EXPECT_THAT(ask("/notices", {cookie("JTJ")}).body, Not(HasSubstr("zhang@zjw.example")));
  submit("ZJW", "/notices/subscription", "act=remove");
  EXPECT_FALSE(accounts.subscriptions.find({"person.z"}, {"ZJW"}));
}

TEST_F(NoticePages, WhatIsNoAddressIsRefusedWithItsCure) {
  for (const auto* address :
       {"", "zhang", "zhang%40zjw", "a%40b.example%0D%0ABcc%3A+x%40y.example", "%3Cscript%3E%40x"}) {
    const auto response = submit("ZJW", "/notices/subscription", std::string{"address="} + address);
    EXPECT_EQ(response.status, 400) << address;
    EXPECT_THAT(response.body, HasSubstr("请填写形如")) << address;
    EXPECT_THAT(response.body, Not(HasSubstr("<script>")));
  }
  EXPECT_TRUE(accounts.subscriptions.active().empty());
}

TEST_F(NoticePages, CalendarOpensByItsSecretAloneAndHoldsTheUnitsDuties) {
  const auto address = calendar_of("ZJW");
  ASSERT_THAT(address, testing::StartsWith("/feeds/calendar.ics?token="));
  const auto feed = ask(address);
  EXPECT_EQ(feed.status, 200);
  EXPECT_EQ(feed.content_type, "text/calendar; charset=utf-8");
  EXPECT_THAT(feed.body, HasSubstr("UID:" + std::string(32, 'a')));
  EXPECT_THAT(feed.body, Not(HasSubstr(std::string(32, 'b'))));
  EXPECT_THAT(feed.body, HasSubstr("https://cundang.example/obligations/"));
  EXPECT_THAT(ask("/notices", {cookie("ZJW")}).body, Not(HasSubstr(address))) << "shown once";
}

TEST_F(NoticePages, ARevokedOrForeignSecretLooksLikeNone) {
  const auto address = calendar_of("ZJW");
  const auto id = accounts.feeds.of({"person.z"}, {"ZJW"}).at(0).id;
  EXPECT_EQ(submit("JTJ", "/notices/feeds/revoke", "feed=" + std::to_string(id)).status, 404) << "not another's";
  EXPECT_EQ(ask(address).status, 200);
  submit("ZJW", "/notices/feeds/revoke", "feed=" + std::to_string(id));
  const auto revoked = ask(address), unknown = ask("/feeds/calendar.ics?token=" + std::string(64, '0'));
  EXPECT_EQ(revoked.status, 404);
  EXPECT_EQ(revoked.body, unknown.body);
  EXPECT_EQ(ask("/feeds/calendar.ics").status, 404);
  EXPECT_EQ(ask("/feeds/calendar.ics?token=").status, 404);
}

TEST_F(NoticePages, AFeedEndsWithItsPersonAndHisUnit) {
  const auto address = calendar_of("ZJW");
  accounts.persons.enable({"person.z"}, false, {"test"});
  EXPECT_EQ(ask(address).status, 404);
  accounts.persons.enable({"person.z"}, true, {"test"});
  EXPECT_EQ(ask(address).status, 200);
  accounts.persons.grant({"person.z"}, {"ZJW"}, {}, {"test"});
  EXPECT_EQ(ask(address).status, 404);
}

TEST_F(NoticePages, UnchangedFeedIs304) {
  const auto address = calendar_of("ZJW");
  const auto tag = header_of(ask(address), "ETag");
  ASSERT_FALSE(tag.empty());
  for (const auto& held : {tag, "W/" + tag, "\"x\", " + tag, std::string{"*"}}) {
    const auto again = ask(address, {{"If-None-Match", held}});
    EXPECT_EQ(again.status, 304) << held;
    EXPECT_TRUE(again.body.empty());
    EXPECT_EQ(header_of(again, "ETag"), tag);
  }
  asking.duties_.front().due.day = parse_date("2012-08-10");
  EXPECT_EQ(ask(address, {{"If-None-Match", tag}}).status, 200);
}

TEST_F(NoticePages, SavedViewBecomesAnAtomFeed) {
  EXPECT_EQ(submit("ZJW", "/notices/views",
                   "name=" + std::string{"%E9%80%BE%E6%9C%9F"} + "&unit=&state=overdue&month=2012-07")
                .status,
            303);
  const auto view = accounts.saved_views.of({"person.z"}, {"ZJW"}).at(0);
  EXPECT_EQ(view.query, "unit=&state=overdue&month=2012-07");
  const auto address = address_in(submit("ZJW", "/notices/feeds", "view=" + std::to_string(view.id)));
  ASSERT_THAT(address, testing::StartsWith("/feeds/board.atom?token="));
  const auto feed = ask(address);
  EXPECT_EQ(feed.content_type, "application/atom+xml; charset=utf-8");
  EXPECT_EQ(asking.asked.state, "overdue");
  ASSERT_TRUE(asking.asked.month);
  EXPECT_THAT(feed.body, HasSubstr("<feed xmlns=\"http://www.w3.org/2005/Atom\""));
  EXPECT_THAT(feed.body, HasSubstr("urn:cundang:obligation:" + std::string(32, 'a')));
  EXPECT_THAT(feed.body, Not(HasSubstr("交通局的事"))) << "only what its person may see";
  EXPECT_EQ(ask("/feeds/calendar.ics" + address.substr(address.find('?'))).status, 404) << "one secret, one feed";
  submit("ZJW", "/notices/views/remove", "view=" + std::to_string(view.id));
  EXPECT_EQ(ask(address).status, 404);
}

TEST_F(NoticePages, OnlyWhatTheBoardReadsIsSavedAndOnlyOnesOwnIsFed) {
  EXPECT_EQ(submit("ZJW", "/notices/views", "name=x&state=nonsense").status, 400);
  EXPECT_EQ(submit("ZJW", "/notices/views", "name=&state=").status, 400);
  submit("ZJW", "/notices/views", "name=x&unit=ZJW&state=&month=");
  const auto id = std::to_string(accounts.saved_views.of({"person.z"}, {"ZJW"}).at(0).id);
  EXPECT_EQ(submit("JTJ", "/notices/feeds", "view=" + id).status, 404);
  EXPECT_EQ(submit("JTJ", "/notices/views/remove", "view=" + id).status, 404);
  EXPECT_EQ(submit("ZJW", "/notices/feeds", "view=-1").status, 400);
  EXPECT_EQ(submit("ZJW", "/notices/feeds", "view=x").status, 400);
}

struct ViewFault {
  std::string name, fields, field, shown;
};
class RefusedView : public NoticePages, public testing::WithParamInterface<ViewFault> {};
TEST_P(RefusedView, IsToldBesideItsFieldAndNothingIsKept) {
  const auto& row = GetParam();
  ASSERT_EQ(submit("ZJW", "/notices/views", "name=%E6%97%A2%E6%9C%89").status, 303);
  const auto page = submit("ZJW", "/notices/views", row.fields);
  EXPECT_EQ(page.status, 400);
  const auto field = page.body.find("name=\"" + row.field + "\"", page.body.find("action=\"/notices/views\""));
  ASSERT_NE(field, std::string::npos);
  const auto label = page.body.substr(field, page.body.find("</label>", field) - field);
  EXPECT_THAT(label, HasSubstr("aria-invalid"));
  EXPECT_THAT(label, HasSubstr(row.shown));
  EXPECT_EQ(accounts.saved_views.of({"person.z"}, {"ZJW"}).size(), 1u);
}
INSTANTIATE_TEST_SUITE_P(
    Table, RefusedView,
    testing::Values(ViewFault{"UnknownState", "name=x&state=nope", "state", "无法读取：nope。请用状态的代码或名称"},
                    ViewFault{"UnknownUnit", "name=x&unit=ZJX", "unit",
                              "单位名录中没有此单位：ZJX。请核对单位代码，例如：ZJW"},
                    ViewFault{"NoMonth", "name=x&month=2012-13", "month", "2012-13"},
                    ViewFault{"SameName", "name=%E6%97%A2%E6%9C%89&state=overdue", "name", "已有同名的筛选"},
                    ViewFault{"SameNameButForBlanks", "name=+%E6%97%A2%E6%9C%89+", "name", "已有同名的筛选"},
                    ViewFault{"NoName", "name=+&state=", "name", "请写 1 至 30 个字"},
                    ViewFault{"TwoLines", "name=a%0Ab", "name", "不换行"}),
    [](const auto& row) { return row.param.name; });

TEST_F(NoticePages, TheSameNameOfAnotherUnitOrPersonIsAnother) {
  accounts.persons.grant({"person.z"}, {"JTJ"}, {Role::Submitter}, {"test"});
  accounts.saved_views.add({0, {"person.z"}, {"JTJ"}, "x", ""});
  accounts.saved_views.add({0, {"person.j"}, {"ZJW"}, "x", ""});
  EXPECT_EQ(submit("ZJW", "/notices/views", "name=x").status, 303);
}

TEST_F(NoticePages, OutboxIsForOfficeAndAdministrator) {
  accounts.outbox.put({{0,
                        "k",
                        "mail",
                        "li@zjw.example",
                        {"ZJW"},
                        "",
                        "市住建委 约谈通知送达",
                        "正文",
                        {},
                        {},
                        {},
                        0,
                        {},
                        "",
                        {},
                        {}}});
  EXPECT_THAT(ask("/notices", {cookie("ZJW")}).body, Not(HasSubstr("li@zjw.example")));
  EXPECT_EQ(submit("ZJW", "/notices/retry", "").status, 403);
  make("AJJ", Role::Office);
  const auto page = ask("/notices", {cookie("AJJ")});
  EXPECT_THAT(page.body, HasSubstr("li@zjw.example"));
  EXPECT_THAT(page.body, HasSubstr("邮件发不出去"));
  EXPECT_THAT(page.body, Not(HasSubstr("action=\"/notices/webhooks\""))) << "the office does not configure";
  EXPECT_THAT(page.body, HasSubstr("约谈通知送达"));
  make("JTJ", Role::SystemAdmin);
  const auto machines = ask("/notices", {cookie("JTJ")}).body;
  EXPECT_THAT(machines, HasSubstr("li@zjw.example"));
  EXPECT_THAT(machines, Not(HasSubstr("约谈通知送达"))) << "who keeps the machines does not read the business";
  EXPECT_EQ(submit("AJJ", "/notices/retry", "").status, 303);
  EXPECT_EQ(notices.retries, 1);
}

TEST_F(NoticePages, WebhooksAreTheSystemAdministrators) {
  for (const auto role : {Role::Submitter, Role::Office, Role::SecurityAdmin}) {
    make("JTJ", role);
    EXPECT_EQ(submit("JTJ", "/notices/webhooks", "unit=ZJW&url=https%3A%2F%2Foa.example%2Fx").status, 403);
    EXPECT_EQ(submit("JTJ", "/notices/webhooks/change", "webhook=1&act=remove").status, 403);
  }
  make("JTJ", Role::SystemAdmin);
  const auto refused = submit("JTJ", "/notices/webhooks", "unit=ZJW&url=http%3A%2F%2F127.0.0.1%2F");
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.body, HasSubstr("不在名单中"));
  EXPECT_EQ(submit("JTJ", "/notices/webhooks", "unit=NONE&url=https%3A%2F%2Foa.example%2Fx").status, 400);
  EXPECT_TRUE(accounts.webhooks.all().empty());
  const auto made = submit("JTJ", "/notices/webhooks", "unit=ZJW&url=https%3A%2F%2Foa.example%2Fx");
  EXPECT_EQ(made.status, 200);
  const auto hook = accounts.webhooks.all().at(0);
  EXPECT_THAT(made.body, HasSubstr(hook.secret));
  EXPECT_THAT(ask("/notices", {cookie("JTJ")}).body, Not(HasSubstr(hook.secret))) << "shown once";
  const auto change = [&](const std::string& act) {
    return submit("JTJ", "/notices/webhooks/change", "webhook=" + std::to_string(hook.id) + "&act=" + act).status;
  };
  EXPECT_EQ(change("test"), 303);
  EXPECT_EQ(notices.tested, hook.id);
  EXPECT_EQ(change("disable"), 303);
  EXPECT_FALSE(accounts.webhooks.all().at(0).enabled);
  EXPECT_EQ(change("nonsense"), 400);
  EXPECT_EQ(change("remove"), 303);
  EXPECT_TRUE(accounts.webhooks.all().empty());
}

TEST_F(NoticePages, StandingWarningsAreForWhoSeesAll) {
  EXPECT_THAT(ask("/readyz", {bearer("AJJ")}).body, HasSubstr("邮件发不出去"));
  EXPECT_THAT(ask("/readyz", {bearer("ZJW")}).body, Not(HasSubstr("邮件发不出去")));
  EXPECT_THAT(ask("/", {cookie("AJJ")}).body, HasSubstr("邮件发不出去"));
}

TEST_F(NoticePages, WithoutADeskThePageStands) {
  own.notices = nullptr;
  make("JTJ", Role::SystemAdmin);
  EXPECT_EQ(ask("/notices", {cookie("JTJ")}).status, 200);
  EXPECT_EQ(submit("JTJ", "/notices/retry", "").status, 403);
}

}  // namespace
}  // namespace cundang::http::test
