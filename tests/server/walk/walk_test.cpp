// SPDX-License-Identifier: GPL-3.0-or-later
// Two departments over one real archive and real HTTP: whatever route the one takes, nothing of the other's shows, and
// what it may not see looks exactly like what is not there. A route that is not classified (walks.h) fails the test.
#include <algorithm>

#include "server/http/encoding.h"
#include "tests/server/walk/two_units.h"
#include "tests/server/walk/walks.h"

namespace cundang {
namespace {

constexpr const char* no_record = "R0099999";
constexpr const char* no_id = "0123456789abcdef0123456789abcdef";

/// One thing of ZJW's as it stands in an address, and one alike that is nowhere.
struct Thing {
  std::string zjws, nowhere;
};

std::vector<Thing> things(const std::vector<std::string>& zjws, const std::string& nowhere) {
  std::vector<Thing> all;
  all.reserve(zjws.size());
  for (const auto& each : zjws) all.push_back({each, nowhere});
  return all;
}

std::string address_of(const http::Route& route, const std::string& id = {}) {
  auto address = replaced(std::string{route.pattern}, "{id}", id);
  return replaced(replaced(std::move(address), "{year}", "2012"), "{unit}", id);
}

std::vector<std::string> lists_of(const http::Route& route) {
  std::vector<std::string> addresses{address_of(route)};
  if (route.name == "home-page") return addresses;
  for (const auto* more : {"?unit=ZJW", "?unit=ZJW&state=overdue", "?on=2012-12-31", "?month=2012-07", "?known_at=5",
                           "?what=summary&period=2012-Q2", "?year=2012&policy=反馈-建议函&days=3"})
    addresses.push_back(address_of(route) + more);
  return addresses;
}

std::vector<std::string> queries_of(const std::string& word) {
  return {word, "\"" + word + "\"", "title:" + word, "issuer:" + word, "文号：" + word};
}

bool is_refusal(const support::Answer& answer) { return answer.status == 403 || answer.status == 404; }

class Walked : public TwoUnits {
 protected:
  void file_all() {
    file_what_is_zjws();
    if (!HasFatalFailure()) file_what_is_jtjs();
  }
  std::vector<Thing> named_by(const http::Route& route) const {
    switch (walk_of(route.name)) {
      case Walk::Record:
        return things(records_, no_record);
      case Walk::Duty:
        return things(duties_, no_id);
      case Walk::Signal:
        return things(signals_, no_id);
      case Walk::Card:
        return {{"ZJW", "QQQ"}};
      default:
        return {};
    }
  }
  /// What those see who may: or the walk would pass on an archive that shows nothing to anybody.
  void look_as_others(const http::Route& route, const std::string& address) {
    for (const auto* unit : {"ZJW", "AWB"}) seen_ += text_of(get(unit, route.access, address));
  }
  void walk_named(const http::Route& route, const Thing& thing) {
    const auto address = address_of(route, thing.zjws);
    const auto answer = get("JTJ", route.access, address);
    // Letters to units are the bureau's to issue: refused to every unit, for every unit.
    EXPECT_EQ(answer.status, route.name == "unit-letter" ? 403 : 404) << route.name;
    EXPECT_EQ(without(answer, thing.zjws),
              without(get("JTJ", route.access, address_of(route, thing.nowhere)), thing.nowhere))
        << route.name;
    expect_nothing_of_zjw(std::string{route.name}, answer);
    look_as_others(route, address);
  }
  void walk_listed(const http::Route& route) {
    for (const auto& address : lists_of(route)) {
      const auto answer = get("JTJ", route.access, address);
      EXPECT_LT(answer.status, 500) << address;
      if (walk_of(route.name) == Walk::Official) {
        EXPECT_TRUE(is_refusal(answer) || answer.status == 400) << address << " " << answer.status;
      }
      expect_nothing_of_zjw(std::string{route.name}, answer);
      look_as_others(route, address);
    }
  }
  /// What ZJW has, and keeps, as its own pages and the accounts show it.
  std::string what_zjw_has() {
    std::string text;
    for (const auto& route : http::routes())
      if (route.method == http::Method::Get && route.access == http::Access::Page)
        for (const auto& thing : named_by(route)) text += get("ZJW", route.access, address_of(route, thing.zjws)).body;
    text += get("ZJW", http::Access::Page, "/notices").body + get("ZJW", http::Access::Page, "/board").body;
    for (const auto& hook : accounts_->webhooks.all()) text += hook.url + (hook.enabled ? " on " : " off ");
    return text;
  }
  std::string seen_;
};

TEST(Walks, ClassifyEveryRouteOfTheTable) {
  std::set<std::string_view> served;
  for (const auto& route : http::routes()) served.insert(route.name);
  for (const auto& name : served) EXPECT_TRUE(walks.contains(name)) << "say how " << name << " is walked";
  for (const auto& [name, unused] : walks) EXPECT_TRUE(served.contains(name)) << name << " is no route any more";
}

TEST_F(Walked, TheOneSeesNothingOfTheOthersByAnyRoute) {
  file_all();
  if (HasFatalFailure()) return;
  for (const auto& route : http::routes()) {
    const auto walk = walk_of(route.name);
    if (route.method != http::Method::Get || walk == Walk::Search || walk == Walk::Feed) continue;
    const auto named = named_by(route);
    for (const auto& thing : named) walk_named(route, thing);
    if (named.empty()) walk_listed(route);
  }
  for (const auto& [word, unused] : words)
    EXPECT_NE(seen_.find(word), std::string::npos) << word << " is nowhere: the walk proves nothing";
  for (const auto& word : kept_words)
    EXPECT_NE(seen_.find(word), std::string::npos) << word << " is nowhere: the walk proves nothing";
}

// His own record shows the words he wrote himself, unlinked, and no more.
TEST_F(Walked, HisOwnRecordShowsWhatHeWroteUnlinkedAndNoMore) {
  file_all();
  if (HasFatalFailure()) return;
  for (const auto& route : http::routes())
    if (route.method == http::Method::Get && walk_of(route.name) == Walk::Record) {
      const auto answer = get("JTJ", route.access, address_of(route, citing_));
      EXPECT_EQ(answer.status, 200) << route.name;
      expect_nothing_of_zjw(std::string{route.name} + " of his own", answer, {"铭建函〔2012〕9317号", "oa-xn-5873"});
      EXPECT_EQ(answer.body.find("/records/" + records_.front()), std::string::npos) << route.name << " links it";
    }
}

TEST_F(Walked, HisOwnCardIsShown) {
  file_all();
  if (HasFatalFailure()) return;
  for (const auto& route : http::routes())
    if (walk_of(route.name) == Walk::Card && route.name != "unit-letter") {
      EXPECT_EQ(get("JTJ", route.access, address_of(route, "JTJ")).status, 200) << route.name;
    }
}

TEST_F(Walked, ASearchForAnotherUnitsWordsIsLikeOneForWordsThatAreNowhere) {
  file_all();
  if (HasFatalFailure()) return;
  for (const auto& route : http::routes()) {
    if (walk_of(route.name) != Walk::Search) continue;
    const auto search = [&](const std::string& unit, const std::string& query) {
      return get(unit, route.access, std::string{route.pattern} + "?q=" + http::percent_encode(query));
    };
    for (const auto& [word, nowhere] : words) {
      const auto asked = queries_of(word), else_asked = queries_of(nowhere);
      for (std::size_t i = 0; i < asked.size(); ++i) {
        const auto answer = search("JTJ", asked[i]);
        EXPECT_EQ(without(answer, word), without(search("JTJ", else_asked[i]), nowhere)) << asked[i];
        expect_nothing_of_zjw(asked[i], answer, {word});
      }
    }
    for (const auto* all : {"", "unit:ZJW", "year:2012", "date:2012-07-04", "NOT 复函"})
      expect_nothing_of_zjw(all, search("JTJ", all));
    EXPECT_NE(search("ZJW", "座头鲸").body.find("鸮鹦鹉"), std::string::npos) << "its own unit finds it";
  }
}

TEST_F(Walked, NothingIsCountedThatMayNotBeSeen) {
  file_all();
  if (HasFatalFailure()) return;
  const auto all = [&] {
    std::string text;
    for (const auto& route : http::routes()) {
      const auto walk = walk_of(route.name);
      if (route.method != http::Method::Get || (walk != Walk::Listed && walk != Walk::Search)) continue;
      for (const auto& address : lists_of(route))
        text += address + "\n" + text_of(get("JTJ", route.access, address)) + "\n";
    }
    return text;
  };
  const auto before = all();
  const auto more = submit("ZJW", plain_paper("ZJW", "",
                                              "<document><title>又一件</title></document><other-document/><body><p "
                                              "id=\"p1\">座头鲸。</p></body>"));
  ASSERT_EQ(more.status, 201) << more.body;
  file_accidents({"2012-06-28", "2012-06-29"});
  archive_->drain({});
  EXPECT_EQ(all(), before);
}

// A secret address opens what its person may see, and nothing opens without it.
TEST_F(Walked, AFeedShowsWhatItsPersonMaySee) {
  file_all();
  if (HasFatalFailure()) return;
  const auto j = person("JTJ");
  const auto others_view = accounts_->saved_views.add({0, j, {"JTJ"}, "别人的", "unit=ZJW&state=&month="});
  for (const auto& route : http::routes()) {
    if (walk_of(route.name) != Walk::Feed) continue;
    const std::string pattern{route.pattern};
    const bool calendar = route.name == "calendar-feed";
    const auto secret = accounts_->feeds.issue(j, {"JTJ"}, calendar ? 0 : others_view);
    const auto own = get("JTJ", http::Access::Page, pattern + "?token=" + secret);
    EXPECT_EQ(own.status, 200) << pattern;
    expect_nothing_of_zjw(pattern, own);
    for (const auto& duty : duties_)
      EXPECT_EQ(replaced(own.body, "\r\n ", "").find(duty), std::string::npos) << pattern;
    const auto nothing = get("JTJ", http::Access::Page, pattern + "?token=nonsense");
    EXPECT_EQ(nothing.status, 404) << pattern;
    const auto& zjws = secrets_[calendar ? 0 : 1];
    for (const auto& token : {std::string{}, zjws.substr(1), secrets_[calendar ? 1 : 0]})
      EXPECT_EQ(without(get("JTJ", http::Access::Page, pattern + "?token=" + token), {}), without(nothing, {}))
          << pattern;
    const auto its = get("ZJW", http::Access::Page, pattern + "?token=" + zjws).body;
    const auto unfolded = replaced(its, "\r\n ", "");  // RFC 5545, 3.1
    EXPECT_TRUE(std::any_of(duties_.begin(), duties_.end(),
                            [&](const auto& duty) { return unfolded.find(duty) != std::string::npos; }))
        << pattern << "\n"
        << its;
  }
}

/// A form as somebody of JTJ's sends it who has heard ZJW's numbers. {x} stands for a thing of ZJW's.
struct Form {
  std::string_view route;
  std::string fields;
};

const std::vector<Form> forms = {
    {"act", "act=service&reason=x&until=2012-08-01"},
    {"act", "act=urging&reason=x"},
    {"act", "act=closure&reason=x"},
    {"act", "act=extension-request&reason=x&until=2012-08-01"},
    {"act", "act=nonsense"},
    {"decide-on-signal", "action=dismissed&reason=x"},
    {"decide-on-signal", "action=paper&paper={record}"},
    {"urge-several", "duty={duty}&manner=system&text=x"},
    {"transfer-several", "duty={duty}&to=JTJ&effective=2012-07-04&transfer_reason=x"},
    {"shift-deadlines", "day=2012-07-04&until=2012-07-05&reason=x&proof=x"},
    {"recognise-day", "record={record}&day=2012-07-04&reason=x"},
    {"recognise-day", "record={record}&leaf=3&reason=x"},
    {"decide-match", "record={record}&duty={duty}&confirmed=true"},
    {"assessment-step", "kind=self-assessment&unit={unit}&statement=x"},
    {"assessment-step", "kind=appeal&unit={unit}&about={record}&statement=x"},
    {"assessment-step", "kind=appeal&unit=JTJ&about={record}&statement=x"},
    {"assessment-step", "kind=supporting-evidence&unit=JTJ&indicator=x&evidence={record}&statement=x"},
    {"assessment-step", "kind=scoring-sheet&unit={unit}&missing.{duty}=x&statement=x"},
    {"assessment-step", "kind=scoring-sheet&unit=JTJ&hand.x=1&evidence.x={record}&statement=x"},
    {"assessment-step", "kind=appeal-review&unit={unit}&about={record}&line=x|{duty}&points=1&statement=x"},
    {"assessment-step", "kind=assessment-freeze&statement=x"},
    {"what-if", "year=2012&policy=反馈-建议函&days=3"},
    {"remove-view", "view={view}"},
    {"issue-feed", "view={view}"},
    {"revoke-feed", "feed={feed}"},
    {"subscribe", "address=j@jtj.example&digest=yes&at_once=yes"},
    {"save-view", "name={unit}&unit=ZJW&state=&month="},
    {"retry-sending", ""},
    {"retry-outside", ""},
    {"add-webhook", "unit={unit}&url=https://oa.jtj.example/x"},
    {"change-webhook", "webhook={hook}&act=remove"},
    {"change-webhook", "webhook={hook}&act=test"},
    {"choose-unit", "unit={unit}"},
    {"password", "old=x&password=y&repeat=y"},
    {"sign-out", ""},
    {"sign-in", "person=person.z&password=x"},
    {"welcome", "token=x&password=y&repeat=y"},
    {"add-person", "person=person.z&name=x"},
    {"grant", "person=person.z&unit={unit}&role=auditor"},
    {"enable", "person=person.z"},
    {"issue-link", "person=person.z"},
    {"issue-token", "person=person.z&unit={unit}&label=x"},
    {"revoke-token", "token=1"},
};

class Forms : public Walked {
 protected:
  std::string filled(std::string fields, bool zjws) const {
    const auto put = [&](const char* name, const std::string& of_zjw, const std::string& nowhere) {
      fields = replaced(std::move(fields), name, zjws ? of_zjw : nowhere);
    };
    put("{record}", records_.front(), no_record);
    put("{duty}", duties_.front(), no_id);
    put("{unit}", "ZJW", "QQQ");
    put("{view}", view_, "987654");
    put("{feed}", feed_, "987654");
    put("{hook}", hook_, "987654");
    return fields;
  }
  /// The answer without the numbers he wrote himself.
  std::string plain(const support::Answer& answer, const std::string& id, bool zjws) const {
    auto text = without(answer, id);
    for (const auto& each : {zjws ? records_.front() : no_record, zjws ? duties_.front() : no_id})
      text = replaced(std::move(text), each, "?");
    return text;
  }
};

TEST(FormsOfTheWalk, CoverEveryFormOfTheTable) {
  for (const auto& route : http::routes()) {
    if (route.form != http::FormKind::Plain) continue;
    EXPECT_TRUE(std::any_of(forms.begin(), forms.end(), [&](const auto& form) { return form.route == route.name; }))
        << "say what somebody would send to " << route.name;
  }
}

TEST_F(Forms, ThatNameAnothersThingsAreAnsweredLikeNamingNothingAndChangeNothing) {
  file_all();
  if (HasFatalFailure()) return;
  const auto before = what_zjw_has();
  for (const auto& route : http::routes()) {
    if (route.method != http::Method::Post || route.form != http::FormKind::Plain) continue;
    auto named = named_by(route);
    if (named.empty()) named.push_back({"", ""});
    for (const auto& form : forms) {
      if (form.route != route.name) continue;
      for (const auto& thing : named) {
        const auto answer = post("JTJ", address_of(route, thing.zjws), filled(form.fields, true));
        const auto nothing = post("JTJ", address_of(route, thing.nowhere), filled(form.fields, false));
        EXPECT_EQ(plain(answer, thing.zjws, true), plain(nothing, thing.nowhere, false))
            << route.name << " " << form.fields;
        EXPECT_LT(answer.status, 500) << route.name;
        if (walk_of(route.name) == Walk::Official || !thing.zjws.empty()) {
          EXPECT_TRUE(is_refusal(answer)) << route.name << " " << form.fields << " " << answer.status;
        }
        expect_nothing_of_zjw(std::string{route.name}, answer);
      }
    }
  }
  archive_->drain({});
  EXPECT_EQ(what_zjw_has(), before);
}

TEST_F(Forms, ThatHandInAPaperForAnothersSignalAreAnsweredLikeForNone) {
  file_all();
  if (HasFatalFailure()) return;
  const auto xml = plain_paper("JTJ", "", "<document><title>x</title></document><other-document/>");
  for (const auto& route : http::routes()) {
    if (route.form != http::FormKind::Upload || walk_of(route.name) != Walk::Signal) continue;
    for (const auto& thing : named_by(route)) {
      const auto answer = hand_in("JTJ", address_of(route, thing.zjws), xml);
      EXPECT_EQ(answer.status, 404);
      EXPECT_EQ(without(answer, thing.zjws),
                without(hand_in("JTJ", address_of(route, thing.nowhere), xml), thing.nowhere));
    }
  }
}

// The checks at upload tell as little: citing what is another's is answered like citing what is not there.
TEST_F(Walked, UploadsThatNameAnothersThingsAreAnsweredLikeNamingNothing) {
  file_what_is_zjws();
  if (HasFatalFailure()) return;
  const auto citing = [&](const std::string& answer) {
    return submit("JTJ", plain_paper("JTJ", "",
                                     "<document><title>复函</title></document><answers>" + answer +
                                         "</answers><other-document/><body><p id=\"p1\">收悉。</p></body>"))
        .status;
  };
  EXPECT_EQ(citing("<answer record=\"" + records_.front() + "\"/>"), citing("<answer record=\"R0099999\"/>"));
  EXPECT_EQ(citing("<answer doc-no=\"铭建函〔2012〕9317号\"/>"), citing("<answer doc-no=\"铭建函〔2012〕9318号\"/>"));
  EXPECT_EQ(citing("<answer source-id=\"oa-xn-5873\"/>"), citing("<answer source-id=\"oa-xn-5874\"/>"));
  EXPECT_EQ(citing("<answer obligation=\"" + duties_.front() + "\"/>"),
            citing("<answer obligation=\"0123456789abcdef0123456789abcdef\"/>"));
  const auto act = [&](const std::string& duty) {
    const auto answer =
        submit("JTJ", plain_paper("JTJ", "",
                                  "<document><title>延期申请</title></document><extension-request><obligation "
                                  "id=\"" +
                                      duty +
                                      "\"/><until>2012-08-01</until><reason>x</reason>"
                                      "</extension-request>"));
    const auto slip = answer.body.find("\"slip\"");
    return std::to_string(answer.status) + replaced(answer.body.substr(0, slip), duty, "?");
  };
  EXPECT_EQ(act(duties_.front()), act("0123456789abcdef0123456789abcdef"));
  // Every kind that names a record, a duty or a signal, by whatever element.
  const auto before = what_zjw_has();
  const auto naming = [&](const std::string& content, const std::string& id) {
    const auto answer =
        submit("JTJ", plain_paper("JTJ", "",
                                  "<document><title>件</title></document>" + replaced(content, "{}", id) +
                                      "<body><p id=\"p1\">略。</p></body>"));
    if (answer.status != 200 && answer.status != 201)
      return std::to_string(answer.status) + replaced(answer.body.substr(0, answer.body.find("\"slip\"")), id, "?");
    // What was accepted has a number of its own; what was found in it and where it leads is compared.
    const auto own = answer.body.substr(answer.body.find("R000"), 8);
    archive_->settle_now();
    const auto page = get("JTJ", http::Access::Page, "/records/" + own);
    expect_nothing_of_zjw(content, page);
    EXPECT_EQ(page.body.find("/records/" + id), std::string::npos) << content << " links " << id;
    const auto status = get("JTJ", http::Access::Api, "/api/v1/accessions/" + own).body;
    return replaced(status.substr(status.find("\"findings\"")), id, "?");
  };
  for (const auto* content :
       {"<acknowledgement><record id=\"{}\"/><at>2012-07-05T10:00:00+08:00</at><by>某</by></acknowledgement>",
        "<service-objection><record id=\"{}\"/><reason>未收到。</reason></service-objection>",
        "<co-signature><joint-issue record=\"{}\"/><agreed>true</agreed><signed-on>2012-07-05</signed-on>"
        "<signed-by>某</signed-by></co-signature>",
        "<correction><corrects record=\"{}\"/><reason>笔误。</reason></correction>",
        "<match-confirmation><obligation id=\"0123456789abcdef0123456789abcdef\"/><record id=\"{}\"/><confirmed>true"
        "</confirmed></match-confirmation>",
        "<supporting-evidence><year>2012</year><unit code=\"JTJ\">交通局</unit><items><item indicator=\"通报批评\">"
        "<evidence record=\"{}\"/></item></items><statement>佐证。</statement></supporting-evidence>",
        "<appeal><year>2012</year><unit code=\"JTJ\">交通局</unit><about id=\"{}\"/><statement>申诉。</statement>"
        "</appeal>"})
    for (const auto& record : records_) EXPECT_EQ(naming(content, record), naming(content, no_record)) << content;
  for (const auto* content :
       {"<urging><obligation id=\"{}\"/><manner>telephone</manner><text>催。</text></urging>",
        "<closure><obligation id=\"{}\"/><form>done</form></closure>",
        "<extension-request><obligation id=\"{}\"/><until>2012-08-01</until><reason>x</reason></extension-request>",
        "<completion><obligation id=\"{}\"/></completion>"})
    for (const auto& duty : duties_) EXPECT_EQ(naming(content, duty), naming(content, no_id)) << content;
  for (const auto& signal : signals_) {
    const std::string content =
        "<signal-decision><signal id=\"{}\"/><trigger>T1-consecutive</trigger><action>dismissed</action><reason>x"
        "</reason></signal-decision>";
    EXPECT_EQ(naming(content, signal), naming(content, no_id));
  }
  archive_->drain({});
  EXPECT_EQ(what_zjw_has(), before) << "what is another's is not moved by naming it";
  // Nor does the same number or the same bytes give anything away.
  const auto same_number = submit(
      "JTJ",
      plain_paper(
          "JTJ", "<source system=\"oa\" id=\"oa-xn-5873\"/>",
          "<document><doc-no>铭建函〔2012〕9317号</doc-no><title>同号</title></document><other-document/><body><p "
          "id=\"p1\">同号。</p></body>"));
  EXPECT_EQ(same_number.status, 201);
  const auto number = same_number.body.substr(same_number.body.find("R000"), 8);
  EXPECT_NE(get("JTJ", http::Access::Api, "/api/v1/accessions/" + number).body.find("\"findings\":[]"),
            std::string::npos);
}

TEST_F(Walked, APaperWithTheNumberOfAnotherIsWarnedOfWhereverItsReceiptIsShown) {
  const auto paper = [](const std::string& title) {
    return plain_paper("JTJ", "",
                       "<document><doc-no>铭交发〔2012〕40号</doc-no><title>" + title +
                           "</title></document><other-document/><body><p id=\"p1\">略。</p></body>");
  };
  ASSERT_EQ(submit("JTJ", paper("甲")).status, 201);
  const auto second = submit("JTJ", paper("乙"));
  ASSERT_EQ(second.status, 201) << "kept all the same";
  const auto number = second.body.substr(second.body.find("R000"), 8);
  for (const auto& [access, address] : {std::pair{http::Access::Api, "/api/v1/accessions/" + number},
                                        {http::Access::Page, "/records/" + number + "/receipt"}})
    EXPECT_NE(get("JTJ", access, address).body.find("record.same-doc-no"), std::string::npos) << address;
}

}  // namespace
}  // namespace cundang
