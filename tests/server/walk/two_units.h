// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "server/accounts/accounts.h"
#include "server/app/archive.h"
#include "server/app/assessment_cases.h"
#include "server/app/duty_cases.h"
#include "server/app/notice_desk.h"
#include "server/app/signal_cases.h"
#include "server/http/routes.h"
#include "server/http/server.h"
#include "tests/support/http_client.h"
#include "tests/support/temp_dir.h"

namespace cundang {

/// What stands in nothing but the documents of ZJW and those about it; beside each something alike that is nowhere.
extern const std::vector<std::pair<std::string, std::string>> words;
/// What stands in nothing but the accounts of ZJW's person: kept view, mail address, webhook, what waits to be sent.
extern const std::vector<std::string> kept_words;

std::string replaced(std::string text, const std::string& what, const std::string& with);
/// An answer with what the caller himself asked for taken out.
std::string without(const support::Answer& answer, const std::string& asked);
/// What a reader sees of an answer: the text of a PDF without white space, the files in a workbook or container, or the
/// body itself.
std::string text_of(const support::Answer& answer);

class StandingClock final : public Clock {
 public:
  Instant now() const override { return *parse_instant("2012-07-05T10:00:00+08:00"); }
};

/// Two departments and the office over one real archive and real HTTP, served as `cundang serve` does.
class TwoUnits : public testing::Test {
 protected:
  TwoUnits();

  static PersonId person(const std::string& unit);
  std::string session(const std::string& unit);
  const std::string& kept_session(const std::string& unit);
  AccessionNumber file(const std::string& unit, const std::string& xml);
  support::Answer get(const std::string& unit, http::Access access, const std::string& address);
  support::Answer post(const std::string& unit, const std::string& address, const std::string& form);
  /// A form that hands in a document, its page token first.
  support::Answer hand_in(const std::string& unit, const std::string& address, const std::string& xml);
  support::Answer submit(const std::string& unit, const std::string& xml);
  support::Answer ask(const std::string& method, const std::string& address, const support::Headers& headers,
                      const std::string& body = {});

  /// A department's plain paper of 2012-07-04. @param head what stands before the submitter
  static std::string plain_paper(const std::string& unit, const std::string& head, const std::string& body);
  /// Everything ZJW has: a paper with an attachment, a letter that obliges it, an accident, a 预警, a reply for
  /// matching, stages of the assessment, a 通报批评, a kept view, feeds, a webhook.
  void file_what_is_zjws();
  /// Two of grade 较大 in the sector ZJW supervises: enough for a 预警.
  void file_accidents(const std::vector<std::string>& days);
  /// JTJ knows the numbers, from whatever talk, and cites them.
  void file_what_is_jtjs();

  /// No word of ZJW's stands in it, but what the caller himself wrote.
  static void expect_nothing_of_zjw(const std::string& where, const support::Answer& answer,
                                    const std::set<std::string>& written = {});

  support::TempDir dir_;
  app::DataLayout layout_{dir_ / "data"};
  std::shared_ptr<StandingClock> clock_ = std::make_shared<StandingClock>();
  SystemClock real_;
  std::unique_ptr<app::Archive> archive_;
  std::unique_ptr<accounts::Accounts> accounts_;
  std::unique_ptr<app::SignalCases> signal_cases_;
  std::unique_ptr<app::DutyCases> duty_cases_;
  std::unique_ptr<app::AssessmentCases> assessment_cases_;
  std::unique_ptr<app::NoticeDesk> notice_desk_;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<support::HttpClient> client_;
  std::map<std::string, std::string> tokens_, sessions_;
  std::vector<std::string> records_, duties_, signals_;  ///< ZJW's, as written in addresses
  std::string citing_;                                   ///< JTJ's own record
  std::string view_, feed_, hook_;                       ///< numbers of ZJW's view, feed and webhook
  std::vector<std::string> secrets_;                     ///< of ZJW's feeds: calendar, board

 private:
  void file_paper_with_attachment();
  void file_letter();
  void file_reply_and_analysis();
  void file_stages();
  void keep_what_is_told();
};

}  // namespace cundang
