// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/walk/two_units.h"

#include <zip.h>

#include <fstream>
#include <memory>
#include <sstream>

#include "archive/crypto/digest.h"
#include "server/accounts/secret.h"
#include "server/http/encoding.h"
#include "tests/server/papers/pdf_reader.h"

namespace cundang {

namespace fs = std::filesystem;

const std::vector<std::pair<std::string, std::string>> words = {
    {"鸮鹦鹉", "龘靐齉"},                              // a title
    {"座头鲸", "龘靐齉"},                              // a body
    {"铭建函〔2012〕9317号", "铭建函〔2012〕9318号"},  // a document number
    {"犰狳", "龘靐"},                                  // the name of an attachment
    {"oa-xn-5873", "oa-xn-5874"},                      // an id at the source
    {"鬣狗", "龘靐"},                                  // the title of the letter that obliges ZJW
    {"雪豹", "龘靐"},                                  // the sentence that does
    {"铭安监函〔2012〕8642号", "铭安监函〔2012〕8643号"},
    {"鸭嘴兽", "龘靐齉"},  // the enterprise of an accident
    {"麝牛", "龘靐"},      // the cause of it
    {"豪猪", "龘靐"},      // the title of a reply that names no duty
    {"犀鸟", "龘靐"},      // a sentence of a quarterly analysis
    {"食蚁兽", "龘靐齉"},  // the title of a 通报批评
    {"穿山甲", "龘靐齉"},  // the fault it speaks of
    {"鸸鹋", "龘靐"},      // 核分
    {"蜜獾", "龘靐"},      // 征求意见
    {"树懒", "龘靐"},      // 申诉
};

const std::vector<std::string> kept_words = {"袋獾", "zorilla", "tapir-hook", "土豚"};

namespace {

std::string read_file(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::ostringstream content;
  content << in.rdbuf();
  return content.str();
}

std::string document(const std::string& title, const std::string& doc_no, const std::string& to) {
  return "<document>" + (doc_no.empty() ? "" : "<doc-no>" + doc_no + "</doc-no>") + "<title>" + title + "</title>" +
         (to.empty() ? "" : "<addressees><unit code=\"" + to + "\">" + to + "</unit></addressees>") +
         "<date>2012-07-04</date></document>";
}

std::string stage(const std::string& kind, const std::string& about, const std::string& items,
                  const std::string& statement) {
  return "<" + kind + "><year>2012</year><unit code=\"ZJW\">市住建委</unit>" +
         (about.empty() ? "" : "<about id=\"" + about + "\"/>") + items + "<statement>" + statement + "</statement></" +
         kind + ">";
}

/// Names and contents of a ZIP file: a workbook, a container.
std::string files_of(const std::string& bytes) {
  auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  const std::unique_ptr<zip_t, decltype(&zip_discard)> zip{zip_open_from_source(source, ZIP_RDONLY, nullptr),
                                                           zip_discard};
  EXPECT_TRUE(zip);
  std::string text;
  for (zip_int64_t i = 0; zip && i < zip_get_num_entries(zip.get(), 0); ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    zip_stat_t stat;
    EXPECT_EQ(zip_stat_index(zip.get(), index, 0, &stat), 0);
    std::string content(stat.size, '\0');
    const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file{zip_fopen_index(zip.get(), index, 0), zip_fclose};
    const auto read = file ? zip_fread(file.get(), content.data(), content.size()) : -1;
    EXPECT_EQ(read, static_cast<zip_int64_t>(stat.size)) << stat.name;
    text += std::string{stat.name} + "\n" + content + "\n";
  }
  return text;
}

}  // namespace

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  if (what.empty()) return text;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

std::string without(const support::Answer& answer, const std::string& asked) {
  const auto body = replaced(text_of(answer), asked, "?");
  return std::to_string(answer.status) + "\n" + replaced(body, http::percent_encode(asked), "?");
}

std::string text_of(const support::Answer& answer) {
  if (answer.body.starts_with("%PDF")) return papers::read_pdf(answer.body).solid_text();
  return answer.body.starts_with("PK\x03\x04") ? files_of(answer.body) : answer.body;
}

TwoUnits::TwoUnits() {
  app::Archive::found(layout_, {"cundang.example/walk", clock_->now()}, *clock_);
  archive_ = std::make_unique<app::Archive>(layout_, app::ArchiveOptions{}, clock_);
  for (const auto* pack : {"units.xml", "policies.xml", "policies-assessment.xml", "calendar-2012.xml", "rules-4.xml",
                           "list-sector-construction.xml", "scoring-2012-department.xml"})
    file("AWB", read_file(fs::path{CUNDANG_SOURCE_DIR} / "config" / "packs" / pack));
  accounts_ = std::make_unique<accounts::Accounts>(dir_ / "accounts.sqlite", real_);
  for (const std::string unit : {"ZJW", "JTJ", "AWB"}) {
    accounts_->persons.add(person(unit), "某" + unit, {"test"});
    accounts_->persons.grant(
        person(unit), {unit},
        unit == "AWB" ? std::set<Role>{Role::Office, Role::Submitter} : std::set<Role>{Role::Submitter}, {"test"});
    tokens_[unit] = accounts_->tokens.issue({unit}, person(unit), "test", {"test"});
  }
  signal_cases_ = std::make_unique<app::SignalCases>(archive_->entries(), archive_->signal_view(), *archive_);
  duty_cases_ = std::make_unique<app::DutyCases>(*archive_);
  assessment_cases_ = std::make_unique<app::AssessmentCases>(*archive_);
  app::NoticeOptions told;
  told.public_url = "https://cundang.example";
  notice_desk_ = std::make_unique<app::NoticeDesk>(*archive_, *accounts_, told, real_);
  http::ServerOptions options;
  options.port = 0;
  options.threads = 8;
  options.signals = signal_cases_.get();
  options.duties = duty_cases_.get();
  options.assessment = assessment_cases_.get();
  options.notices = notice_desk_.get();
  server_ = std::make_unique<http::Server>(options, *archive_, *accounts_,
                                           [](const std::exception& error, const http::Request& request) {
                                             ADD_FAILURE() << request.path << " " << error.what();
                                           });
  client_ = std::make_unique<support::HttpClient>(server_->port());
}

PersonId TwoUnits::person(const std::string& unit) {
  return {unit == "ZJW" ? "person.z" : unit == "JTJ" ? "person.j" : "person.o"};
}

std::string TwoUnits::session(const std::string& unit) {
  return accounts_->sessions.open(*accounts_->persons.find(person(unit)));
}

const std::string& TwoUnits::kept_session(const std::string& unit) {
  auto& secret = sessions_[unit];
  if (secret.empty()) secret = session(unit);
  return secret;
}

AccessionNumber TwoUnits::file(const std::string& unit, const std::string& xml) {
  ingest::Submission submission;
  submission.actor = {{"office"}, {unit}, AuthMethod::Password, {Role::Office, Role::Submitter}};
  submission.record_xml = xml;
  const auto result = archive_->submit(std::move(submission));
  for (const auto& finding : result.findings) ADD_FAILURE() << finding.code << " " << finding.reason.en;
  archive_->settle_now();
  return result.accession.value_or(AccessionNumber{});
}

support::Answer TwoUnits::get(const std::string& unit, http::Access access, const std::string& address) {
  if (access == http::Access::Api) return ask("GET", address, {{"Authorization", "Bearer " + tokens_.at(unit)}});
  return ask("GET", address, {{"Cookie", "cundang_session=" + kept_session(unit)}, {"Accept", "text/html"}});
}

support::Answer TwoUnits::post(const std::string& unit, const std::string& address, const std::string& form) {
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

support::Answer TwoUnits::hand_in(const std::string& unit, const std::string& address, const std::string& xml) {
  const auto own = session(unit);
  const auto token = accounts::csrf_of(own);
  const std::string edge = "--b\r\nContent-Disposition: form-data; name=";
  auto answer = ask("POST", address,
                    {{"Cookie", "cundang_session=" + own},
                     {"Accept", "text/html"},
                     {"Content-Type", "multipart/form-data; boundary=b"}},
                    edge + "\"csrf\"\r\n\r\n" + token + "\r\n" + edge + "\"record\"\r\n\r\n" + xml + "\r\n--b--\r\n");
  answer.body = replaced(std::move(answer.body), token, "CSRF");
  return answer;
}

support::Answer TwoUnits::submit(const std::string& unit, const std::string& xml) {
  return ask("POST", "/api/v1/accessions",
             {{"Authorization", "Bearer " + tokens_.at(unit)}, {"Content-Type", "application/xml"}}, xml);
}

support::Answer TwoUnits::ask(const std::string& method, const std::string& address, const support::Headers& headers,
                              const std::string& body) {
  auto answer = client_->request(method, address, headers, body);
  EXPECT_TRUE(answer) << method << " " << address;
  return answer.value_or(support::Answer{});
}

std::string TwoUnits::plain_paper(const std::string& unit, const std::string& head, const std::string& body) {
  return "<record xmlns=\"urn:cundang:record:1\" form=\"1.0\">" + head + "<submitter unit=\"" + unit +
         "\"/><author unit=\"" + unit + "\">" + unit + "</author><label>内部</label>" + body + "</record>";
}

void TwoUnits::file_what_is_zjws() {
  file_paper_with_attachment();
  if (HasFatalFailure()) return;
  file_letter();
  file_accidents({"2012-07-01", "2012-07-03"});
  file_reply_and_analysis();
  file_stages();
  archive_->drain({});
  for (const auto& duty : archive_->obligations({}, {{"z"}, {"ZJW"}, false})) duties_.push_back(duty.id.text);
  ASSERT_FALSE(duties_.empty()) << "the letter obliges ZJW";
  for (const auto& signal : signal_cases_->signals({}, {{"o"}, {"AWB"}, true}).signals)
    if (signal.subject.unit.text == "ZJW") signals_.push_back(signal.id);
  ASSERT_FALSE(signals_.empty()) << "two larger accidents in its sector raise a 预警";
  keep_what_is_told();
}

void TwoUnits::file_paper_with_attachment() {
  const std::string bytes = "scan of the original";
  const auto paper = plain_paper(
      "ZJW", "<source system=\"oa\" id=\"oa-xn-5873\"/>",
      document("关于鸮鹦鹉工地的报告", "铭建函〔2012〕9317号", "") +
          "<other-document/><body><p id=\"p1\">座头鲸工地深基坑支护不到位。</p></body><attachments><attachment "
          "number=\"1\" role=\"附件\" name=\"犰狳.pdf\" media-type=\"application/pdf\" size=\"" +
          std::to_string(bytes.size()) + "\" sha256=\"" + crypto::sha256(bytes).hex() + "\"/></attachments>");
  const auto filed =
      ask("POST", "/api/v1/accessions",
          {{"Authorization", "Bearer " + tokens_.at("ZJW")}, {"Content-Type", "multipart/form-data; boundary=b"}},
          "--b\r\nContent-Disposition: form-data; name=\"record\"\r\n\r\n" + paper +
              "\r\n--b\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"犰狳.pdf\"\r\n\r\n" + bytes +
              "\r\n--b--\r\n");
  ASSERT_EQ(filed.status, 201) << filed.body;
  const auto at = filed.body.find("R000");
  ASSERT_NE(at, std::string::npos);
  records_.push_back(filed.body.substr(at, 8));
}

void TwoUnits::file_letter() {
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
  records_.push_back(to_text(file("AJJ", letter)));
  const auto receipt =
      submit("ZJW", plain_paper("ZJW", "",
                                document("签收", "", "AJJ") + "<acknowledgement><record id=\"" + records_.back() +
                                    "\"/><at>2012-07-05T10:00:00+08:00</at><by>某</by>"
                                    "</acknowledgement>"));
  ASSERT_EQ(receipt.status, 201) << receipt.body;
}

void TwoUnits::file_accidents(const std::vector<std::string>& days) {
  for (const auto& day : days)
    records_.push_back(to_text(
        file("AJJ", plain_paper("AJJ", "",
                                document("鸭嘴兽公司工地事故快报", "", "ZJW") +
                                    "<accident><unit>鸭嘴兽建筑公司</unit><district>HDQ</district><sector>建筑施工"
                                    "</sector><occurred>" +
                                    day +
                                    "T10:05:00+08:00</occurred><deaths>3</deaths><serious-injuries>0</"
                                    "serious-injuries><loss>880000</loss><cause class=\"坍塌\">麝牛</cause><report>"
                                    "first</report></accident>"))));
}

void TwoUnits::file_reply_and_analysis() {
  for (const auto& body :
       {document("关于豪猪一事的反馈", "", "AJJ") +
            "<other-document/><body><p id=\"p1\">《铭安监函〔2012〕8642号》收悉，现将办理情况反馈如下。</p></body>",
        document("二季度分析", "", "AWB") +
            "<quarterly-analysis series=\"形势分析\"><period>2012-Q2</period><situation>犀鸟工地事故增加。</situation>"
            "<work>检查。</work><results>好转。</results><outlook>平稳。</outlook></quarterly-analysis><body><p "
            "id=\"p1\">现将分析报告如下。</p></body>"}) {
    const auto filed = submit("ZJW", plain_paper("ZJW", "", body));
    ASSERT_EQ(filed.status, 201) << filed.body;
    records_.push_back(filed.body.substr(filed.body.find("R000"), 8));
  }
  archive_->settle_now();
}

void TwoUnits::file_stages() {
  records_.push_back(
      to_text(file("AJJ", plain_paper("AJJ", "",
                                      document("食蚁兽工地问题的通报批评", "铭安监发〔2012〕9460号", "ZJW") +
                                          "<criticism series=\"约谈\"><criticised><unit code=\"ZJW\">市住建委</unit>"
                                          "</criticised><fault kind=\"no-show\" finding=\"" +
                                          records_.front() +
                                          "\">因穿山甲未到</fault><authority>"
                                          "铭远市安全生产委员会</authority></criticism><body><p "
                                          "id=\"p1\">现予通报批评。</p></body>"))));
  const auto sheet =
      to_text(file("AWB", plain_paper("AWB", "",
                                      document("核分表", "", "") +
                                          stage("scoring-sheet", "", "", "依据考核办法扣分，附鸸鹋材料。"))));
  const auto asked = to_text(file("AWB", plain_paper("AWB", "",
                                                     document("征求意见", "", "ZJW") +
                                                         stage("consultation", sheet, "", "请就蜜獾一项反馈意见。"))));
  const auto appeal = submit(
      "ZJW", plain_paper("ZJW", "", document("申诉", "", "AWB") + stage("appeal", asked, "", "树懒一项已电话请假。")));
  ASSERT_EQ(appeal.status, 201) << appeal.body;
  archive_->settle_now();
  for (const auto& number : {sheet, asked, appeal.body.substr(appeal.body.find("R000"), 8)}) records_.push_back(number);
}

void TwoUnits::keep_what_is_told() {
  const auto z = person("ZJW");
  view_ = std::to_string(accounts_->saved_views.add({0, z, {"ZJW"}, "袋獾视图", "unit=ZJW&state=&month="}));
  secrets_ = {accounts_->feeds.issue(z, {"ZJW"}, 0), accounts_->feeds.issue(z, {"ZJW"}, std::stoll(view_))};
  feed_ = std::to_string(accounts_->feeds.of(z, {"ZJW"}).front().id);
  accounts_->subscriptions.set({z, {}, {"ZJW"}, "zorilla@zjw.example", true, true});
  accounts_->webhooks.add({"ZJW"}, "https://oa.zjw.example/tapir-hook", *parse_date("2012-07-05"), {"test"});
  hook_ = std::to_string(accounts_->webhooks.all().front().id);
  accounts::Outgoing mail;
  mail.key = "土豚";
  mail.channel = "mail";
  mail.target = "zorilla@zjw.example";
  mail.unit = {"ZJW"};
  mail.subject = "土豚事项提醒";
  mail.body = "土豚";
  mail.next_try = mail.created = real_.now();
  accounts::Outgoing event = mail;
  event.key = "土豚 hook";
  event.channel = "webhook";
  event.target = hook_;
  accounts_->outbox.put({mail, event});
}

void TwoUnits::file_what_is_jtjs() {
  const auto answers = "<answers><answer record=\"" + records_.front() +
                       "\"/><answer doc-no=\"铭建函〔2012〕9317号\"/><answer source-id=\"oa-xn-5873\"/></answers>";
  const auto filed = submit("JTJ", plain_paper("JTJ", "",
                                               "<document><title>复函</title><date>2012-07-04</date></document>" +
                                                   answers + "<other-document/><body><p id=\"p1\">收悉。</p></body>"));
  ASSERT_EQ(filed.status, 201) << filed.body;
  citing_ = filed.body.substr(filed.body.find("R000"), 8);
  archive_->drain({});
}

void TwoUnits::expect_nothing_of_zjw(const std::string& where, const support::Answer& answer,
                                     const std::set<std::string>& written) {
  const auto text = text_of(answer);
  const auto expect_none = [&](const std::string& word) {
    EXPECT_EQ(text.find(word), std::string::npos) << where << " shows " << word << "\n" << text;
    EXPECT_EQ(text.find(http::percent_encode(word)), std::string::npos) << where << " shows " << word;
  };
  for (const auto& [word, unused] : words)
    if (!written.contains(word)) expect_none(word);
  for (const auto& word : kept_words) expect_none(word);
}

}  // namespace cundang
