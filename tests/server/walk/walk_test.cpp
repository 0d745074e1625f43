// SPDX-License-Identifier: GPL-3.0-or-later
// Two departments over one real archive and real HTTP: whatever route the one takes, nothing of the other's shows, and
// what it may not see looks exactly like what is not there. A route that is not classified here fails the test.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "archive/crypto/digest.h"
#include "server/accounts/accounts.h"
#include "server/accounts/secret.h"
#include "server/app/archive.h"
#include "server/http/encoding.h"
#include "server/http/routes.h"
#include "server/http/server.h"
#include "server/obligations/obligation.h"
#include "tests/support/http_client.h"
#include "tests/support/temp_dir.h"

namespace cundang {
namespace {

namespace fs = std::filesystem;

/// What a route can show of another unit's, and so how it is walked.
enum class Walk {
  Open,      ///< the same for everybody: files of the program, sign-in
  Common,    ///< the same for everybody who is signed in: units, the public log, counters of the whole archive
  Record,    ///< names one record
  Duty,      ///< names one duty
  Search,    ///< answers a query
  Listed,    ///< lists what the caller may see
  Upload,    ///< takes a document
  Own,       ///< the caller's own account and session
  Official,  ///< for administrators of accounts alone
};

const std::map<std::string_view, Walk> walks = {
    {"submit", Walk::Upload},
    {"status", Walk::Record},
    {"receipt", Walk::Record},
    {"search", Walk::Search},
    {"record", Walk::Record},
    {"record-xml", Walk::Record},
    {"container", Walk::Record},
    {"obligations", Walk::Listed},
    {"obligation", Walk::Duty},
    {"units", Walk::Common},
    {"ready", Walk::Common},
    {"health", Walk::Open},
    {"log", Walk::Common},
    {"asset", Walk::Open},
    {"sign-in-page", Walk::Open},
    {"sign-in", Walk::Open},
    {"welcome-page", Walk::Open},
    {"welcome", Walk::Open},
    {"sign-out", Walk::Own},
    {"password-page", Walk::Own},
    {"password", Walk::Own},
    {"choose-unit", Walk::Own},
    {"home-page", Walk::Listed},
    {"search-page", Walk::Search},
    {"record-page", Walk::Record},
    {"receipt-page", Walk::Record},
    {"board-page", Walk::Listed},
    {"obligation-page", Walk::Duty},
    {"act", Walk::Duty},
    {"upload-page", Walk::Own},
    {"upload", Walk::Upload},
    {"accounts-page", Walk::Official},
    {"add-person", Walk::Official},
    {"grant", Walk::Official},
    {"enable", Walk::Official},
    {"issue-link", Walk::Official},
    {"issue-token", Walk::Official},
    {"revoke-token", Walk::Official},
    {"trail-page", Walk::Official},
};

/// What stands in nothing but ZJW's documents and in the letter to it; beside each something alike that is nowhere.
const std::vector<std::pair<std::string, std::string>> words = {
    {"鸮鹦鹉", "龘靐齉"},                              // a title
    {"座头鲸", "龘靐齉"},                              // a body
    {"铭建函〔2012〕9317号", "铭建函〔2012〕9318号"},  // a document number
    {"犰狳", "龘靐"},                                  // the name of an attachment
    {"oa-xn-7", "oa-xn-8"},                            // an id at the source
    {"鬣狗", "龘靐"},                                  // the title of the letter that obliges ZJW
    {"雪豹", "龘靐"},                                  // the sentence that does
    {"铭安监函〔2012〕8642号", "铭安监函〔2012〕8643号"},
};

std::string read_file(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::ostringstream content;
  content << in.rdbuf();
  return content.str();
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  if (what.empty()) return text;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

/// An answer with what the caller himself asked for taken out.
std::string without(const support::Answer& answer, const std::string& asked) {
  const auto body = replaced(answer.body, asked, "?");
  return std::to_string(answer.status) + "\n" + replaced(body, http::percent_encode(asked), "?");
}

std::string plain_paper(const std::string& unit, const std::string& head, const std::string& body) {
  return "<record xmlns=\"urn:cundang:record:1\" form=\"1.0\">" + head + "<submitter unit=\"" + unit +
         "\"/><author unit=\"" + unit + "\">" + unit + "</author><label>内部</label>" + body + "</record>";
}

class StandingClock final : public Clock {
 public:
  Instant now() const override { return *parse_instant("2012-07-05T10:00:00+08:00"); }
};

class TwoUnits : public testing::Test {
 protected:
  TwoUnits() {
    app::Archive::found(layout_, {"cundang.example/walk", clock_->now()}, *clock_);
    archive_ = std::make_unique<app::Archive>(layout_, app::ArchiveOptions{}, clock_);
    for (const auto* pack : {"units.xml", "policies.xml", "calendar-2012.xml", "rules-4.xml"})
      file("AWB", Role::Office, read_file(fs::path{CUNDANG_SOURCE_DIR} / "config" / "packs" / pack));
    accounts_ = std::make_unique<accounts::Accounts>(dir_ / "accounts.sqlite", real_);
    for (const std::string unit : {"ZJW", "JTJ"}) {
      accounts_->persons.add(person(unit), "某" + unit, {"test"});
      accounts_->persons.grant(person(unit), {unit}, {Role::Submitter}, {"test"});
      tokens_[unit] = accounts_->tokens.issue({unit}, person(unit), "test", {"test"});
    }
    http::ServerOptions options;
    options.port = 0;
    options.threads = 8;
    server_ = std::make_unique<http::Server>(options, *archive_, *accounts_, http::TroubleObserver{});
    client_ = std::make_unique<support::HttpClient>(server_->port());
  }

  static PersonId person(const std::string& unit) { return {unit == "ZJW" ? "person.z" : "person.j"}; }
  std::string session(const std::string& unit) {
    return accounts_->sessions.open(*accounts_->persons.find(person(unit)));
  }

  AccessionNumber file(const std::string& unit, Role role, const std::string& xml) {
    ingest::Submission submission;
    submission.actor = {{"office"}, {unit}, AuthMethod::Password, {role, Role::Submitter}};
    submission.record_xml = xml;
    const auto result = archive_->submit(std::move(submission));
    for (const auto& finding : result.findings) ADD_FAILURE() << finding.code << " " << finding.reason.en;
    archive_->settle_now();
    return result.accession.value_or(AccessionNumber{});
  }

  support::Answer get(const std::string& unit, http::Access access, const std::string& address) {
    if (access == http::Access::Api) return ask("GET", address, {{"Authorization", "Bearer " + tokens_.at(unit)}});
    return ask("GET", address, {{"Cookie", "cundang_session=" + kept_session(unit)}, {"Accept", "text/html"}});
  }
  support::Answer post(const std::string& unit, const std::string& address, const std::string& form) {
    const auto own = session(unit);  // one of its own: some forms end it
    const auto token = accounts::csrf_of(own);
    auto answer = ask("POST", address,
                      {{"Cookie", "cundang_session=" + own},
                       {"Accept", "text/html"},
                       {"Content-Type", "application/x-www-form-urlencoded"}},
                      form + "&csrf=" + token);
    answer.body = replaced(std::move(answer.body), token, "CSRF");
    return answer;
  }
  support::Answer submit(const std::string& unit, const std::string& xml) {
    return ask("POST", "/api/v1/accessions",
               {{"Authorization", "Bearer " + tokens_.at(unit)}, {"Content-Type", "application/xml"}}, xml);
  }
  support::Answer ask(const std::string& method, const std::string& address, const support::Headers& headers,
                      const std::string& body = {}) {
    auto answer = client_->request(method, address, headers, body);
    EXPECT_TRUE(answer) << method << " " << address;
    return answer.value_or(support::Answer{});
  }
  const std::string& kept_session(const std::string& unit) {
    auto& secret = sessions_[unit];
    if (secret.empty()) secret = session(unit);
    return secret;
  }

  /// ZJW's documents, among them one with an attachment, over HTTP; the letter to ZJW by the bureau.
  void file_what_is_zjws() {
    const std::string bytes = "scan of the original";
    const auto paper = plain_paper(
        "ZJW", "<source system=\"oa\" id=\"oa-xn-7\"/>",
        "<document><doc-no>铭建函〔2012〕9317号</doc-no><title>关于鸮鹦鹉工地的报告</title><date>2012-07-04</date></"
        "document>"
        "<other-document/><body><p id=\"p1\">座头鲸工地深基坑支护不到位。</p></body><attachments><attachment "
        "number=\"1\" "
        "role=\"附件\" name=\"犰狳.pdf\" media-type=\"application/pdf\" size=\"" +
            std::to_string(bytes.size()) + "\" sha256=\"" + crypto::sha256(bytes).hex() + "\"/></attachments>");
    const auto filed =
        ask("POST", "/api/v1/accessions",
            {{"Authorization", "Bearer " + tokens_.at("ZJW")}, {"Content-Type", "multipart/form-data; boundary=b"}},
            "--b\r\nContent-Disposition: form-data; name=\"record\"\r\n\r\n" + paper +
                "\r\n--b\r\nContent-Disposition: form-data; name=\"attachment\"; "
                "filename=\"犰狳.pdf\"\r\n\r\n" +
                bytes + "\r\n--b--\r\n");
    ASSERT_EQ(filed.status, 201) << filed.body;
    const auto at = filed.body.find("R000");
    ASSERT_NE(at, std::string::npos);
    records_.push_back(filed.body.substr(at, 8));
    auto letter = read_file(fs::path{CUNDANG_SOURCE_DIR} / "config" / "demo" / "007-advisory-letter-jtj.xml");
    letter = replaced(std::move(letter), "<unit code=\"JTJ\">", "<unit code=\"ZJW\">");
    letter.replace(letter.find("<title>"), letter.find("</title>") - letter.find("<title>"), "<title>鬣狗建议函");
    letter.replace(letter.find("<doc-no>"), letter.find("</doc-no>") - letter.find("<doc-no>"),
                   "<doc-no>铭安监函〔2012〕8642号");
    letter = replaced(std::move(letter), "<p id=\"", "<p id=\"x");
    for (auto sentence = letter.find("<p id="); sentence != std::string::npos;
         sentence = letter.find("<p id=", sentence + 1))
      letter.insert(letter.find('>', sentence) + 1, "雪豹。");
    if (const auto copies = letter.find("<copies>"); copies != std::string::npos)
      letter.erase(copies, letter.find("</copies>") + 9 - copies);
    records_.push_back(to_text(file("AJJ", Role::Submitter, letter)));
    for (const auto& duty : archive_->obligations({}, {{"z"}, {"ZJW"}, false})) duties_.push_back(duty.id.text);
    ASSERT_FALSE(duties_.empty()) << "the letter obliges ZJW";
    archive_->drain({});
  }

  /// JTJ knows the numbers, from whatever talk, and cites them.
  void file_what_is_jtjs() {
    const auto answers = "<answers><answer record=\"" + records_.front() +
                         "\"/><answer doc-no=\"铭建函〔2012〕9317号\"/><answer source-id=\"oa-xn-7\"/></answers>";
    const auto filed =
        submit("JTJ", plain_paper("JTJ", "",
                                  "<document><title>复函</title><date>2012-07-04</date></document>" + answers +
                                      "<other-document/><body><p id=\"p1\">收悉。</p></body>"));
    ASSERT_EQ(filed.status, 201) << filed.body;
    citing_ = filed.body.substr(filed.body.find("R000"), 8);
    archive_->drain({});
  }

  /// No word of ZJW's stands in it, but what the caller himself wrote.
  void expect_nothing_of_zjw(const std::string& where, const support::Answer& answer,
                             const std::set<std::string>& written = {}) {
    for (const auto& [word, unused] : words)
      if (!written.contains(word)) {
        EXPECT_EQ(answer.body.find(word), std::string::npos) << where << " shows " << word << "\n" << answer.body;
        EXPECT_EQ(answer.body.find(http::percent_encode(word)), std::string::npos) << where << " shows " << word;
      }
  }

  static std::string with_id(const http::Route& route, const std::string& id) {
    return replaced(std::string{route.pattern}, "{id}", id);
  }
  static std::vector<std::string> lists_of(const http::Route& route) {
    std::vector<std::string> addresses{std::string{route.pattern}};
    if (route.name == "home-page") return addresses;
    for (const auto* more : {"?unit=ZJW", "?unit=ZJW&state=overdue", "?on=2012-12-31", "?month=2012-07", "?known_at=5"})
      addresses.push_back(std::string{route.pattern} + more);
    return addresses;
  }
  static std::vector<std::string> queries_of(const std::string& word) {
    return {word, "\"" + word + "\"", "title:" + word, "issuer:" + word, "文号：" + word};
  }

  support::TempDir dir_;
  app::DataLayout layout_{dir_ / "data"};
  std::shared_ptr<StandingClock> clock_ = std::make_shared<StandingClock>();
  SystemClock real_;
  std::unique_ptr<app::Archive> archive_;
  std::unique_ptr<accounts::Accounts> accounts_;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<support::HttpClient> client_;
  std::map<std::string, std::string> tokens_, sessions_;
  std::vector<std::string> records_, duties_;  ///< ZJW's, as written in addresses
  std::string citing_;                         ///< JTJ's own record
};

TEST(Walks, ClassifyEveryRouteOfTheTable) {
  std::set<std::string_view> served;
  for (const auto& route : http::routes()) served.insert(route.name);
  for (const auto& name : served) EXPECT_TRUE(walks.contains(name)) << "say how " << name << " is walked";
  for (const auto& [name, unused] : walks) EXPECT_TRUE(served.contains(name)) << name << " is no route any more";
}

TEST_F(TwoUnits, TheOneSeesNothingOfTheOthersByAnyRoute) {
  file_what_is_zjws();
  file_what_is_jtjs();
  if (HasFatalFailure()) return;
  std::string seen_by_zjw;  // or the walk would pass on an archive that shows nothing to anybody
  for (const auto& route : http::routes()) {
    const auto walk = walks.contains(route.name) ? walks.at(route.name) : Walk::Open;
    const std::string name{route.name};
    const auto both = [&](const std::string& id, const std::string& missing) {
      const auto address = with_id(route, id), nowhere = with_id(route, missing);
      if (route.method == http::Method::Post) {
        for (const auto* act : {"service", "urging", "closure", "extension-request", "nonsense"}) {
          const auto form = std::string{"act="} + act + "&reason=x&until=2012-08-01";
          EXPECT_EQ(without(post("JTJ", address, form), id), without(post("JTJ", nowhere, form), missing)) << name;
        }
        return;
      }
      const auto answer = get("JTJ", route.access, address);
      EXPECT_EQ(answer.status, 404) << name;
      EXPECT_EQ(without(answer, id), without(get("JTJ", route.access, nowhere), missing)) << name;
      expect_nothing_of_zjw(name, answer);
      seen_by_zjw += get("ZJW", route.access, address).body;
    };
    if (walk == Walk::Record)
      for (const auto& id : records_) both(id, "R0099999");
    if (walk == Walk::Duty)
      for (const auto& id : duties_) both(id, "0123456789abcdef0123456789abcdef");
    if (walk == Walk::Listed || walk == Walk::Common || walk == Walk::Own || walk == Walk::Official ||
        walk == Walk::Open) {
      if (route.method == http::Method::Get)
        for (const auto& address : lists_of(route)) {
          expect_nothing_of_zjw(name, get("JTJ", route.access, address));
          seen_by_zjw += get("ZJW", route.access, address).body;
        }
      else
        expect_nothing_of_zjw(name, post("JTJ", std::string{route.pattern},
                                         "person=person.z&unit=ZJW&role=auditor&label=x&old=x&password=y&repeat=y"));
    }
  }
  // His own record shows the words he wrote himself, unlinked, and no more.
  for (const auto& route : http::routes())
    if (route.method == http::Method::Get && walks.contains(route.name) && walks.at(route.name) == Walk::Record) {
      const auto answer = get("JTJ", route.access, with_id(route, citing_));
      EXPECT_EQ(answer.status, 200) << route.name;
      expect_nothing_of_zjw(std::string{route.name} + " of his own", answer, {"铭建函〔2012〕9317号", "oa-xn-7"});
      EXPECT_EQ(answer.body.find("/records/" + records_.front()), std::string::npos) << route.name << " links it";
    }
  for (const auto* shown :
       {"鸮鹦鹉", "座头鲸", "铭建函〔2012〕9317号", "犰狳", "oa-xn-7", "鬣狗", "雪豹", "铭安监函〔2012〕8642号"})
    EXPECT_NE(seen_by_zjw.find(shown), std::string::npos) << shown << " is nowhere: the walk proves nothing";
}

TEST_F(TwoUnits, ASearchForAnotherUnitsWordsIsLikeOneForWordsThatAreNowhere) {
  file_what_is_zjws();
  file_what_is_jtjs();
  if (HasFatalFailure()) return;
  for (const auto& route : http::routes()) {
    if (!walks.contains(route.name) || walks.at(route.name) != Walk::Search) continue;
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

TEST_F(TwoUnits, NothingIsCountedThatMayNotBeSeen) {
  file_what_is_zjws();
  file_what_is_jtjs();
  if (HasFatalFailure()) return;
  const auto all = [&] {
    std::string text;
    for (const auto& route : http::routes()) {
      const auto walk = walks.contains(route.name) ? walks.at(route.name) : Walk::Open;
      if (route.method != http::Method::Get || (walk != Walk::Listed && walk != Walk::Search)) continue;
      for (const auto& address : lists_of(route))
        text += address + "\n" + get("JTJ", route.access, address).body + "\n";
    }
    return text;
  };
  const auto before = all();
  const auto more = submit("ZJW", plain_paper("ZJW", "",
                                              "<document><title>又一件</title></document><other-document/><body><p "
                                              "id=\"p1\">座头鲸。</p></body>"));
  ASSERT_EQ(more.status, 201) << more.body;
  archive_->drain({});
  EXPECT_EQ(all(), before);
}

// The checks at upload tell as little: citing what is another's is answered like citing what is not there.
TEST_F(TwoUnits, UploadsThatNameAnothersThingsAreAnsweredLikeNamingNothing) {
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
  EXPECT_EQ(citing("<answer source-id=\"oa-xn-7\"/>"), citing("<answer source-id=\"oa-xn-8\"/>"));
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
  // Nor does the same number or the same bytes give anything away.
  const auto same_number = submit(
      "JTJ",
      plain_paper(
          "JTJ", "<source system=\"oa\" id=\"oa-xn-7\"/>",
          "<document><doc-no>铭建函〔2012〕9317号</doc-no><title>同号</title></document><other-document/><body><p "
          "id=\"p1\">同号。</p></body>"));
  EXPECT_EQ(same_number.status, 201);
  const auto number = same_number.body.substr(same_number.body.find("R000"), 8);
  EXPECT_NE(get("JTJ", http::Access::Api, "/api/v1/accessions/" + number).body.find("\"findings\":[]"),
            std::string::npos);
}

TEST_F(TwoUnits, APaperWithTheNumberOfAnotherIsWarnedOfWhereverItsReceiptIsShown) {
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
