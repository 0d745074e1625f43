// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "schema/model/agent.h"
#include "server/accounts/accounts.h"
#include "server/app/duty_service.h"
#include "server/app/notice_service.h"
#include "server/app/service.h"
#include "server/http/request.h"
#include "server/http/response.h"
#include "server/web/language.h"

namespace cundang::app {
class SignalService;
class AssessmentService;
class OutsideService;
class WitnessService;
}  // namespace cundang::app

namespace cundang::http {

struct Limits {
  std::int64_t body_max = 64LL << 20U;   ///< bytes of one upload, attachments included
  std::int64_t record_max = 8LL << 20U;  ///< bytes of record.xml
  std::int64_t form_max = 64LL << 10U;   ///< bytes of a form of the pages
};

/// What every handler may use; all of it thread-safe and longer-lived than any call.
struct Site {
  app::Service& service;
  accounts::Accounts& accounts;
  Limits limits;
  bool secure_cookies = false;                         ///< set when TLS stands in front
  app::SignalService* signals = nullptr;               ///< null: no such pages
  app::NoticeService* notices = nullptr;               ///< null: pages and feeds without sending
  app::DutyService* duties = nullptr;                  ///< null: the office's desk stays empty
  const app::AssessmentService* assessment = nullptr;  ///< null: no pages of the annual assessment
  app::WitnessService* witness = nullptr;              ///< null: it witnesses no other logs
  app::OutsideService* outside = nullptr;              ///< null: checkpoints do not leave the house
  bool public_log = false;                             ///< /log/ is open to whoever asks
};

/// Who asks, once recognised.
struct Identity {
  Actor actor;
  std::optional<accounts::Session> session;  ///< behind a cookie; absent behind a token
  std::string session_secret;
  std::string csrf;  ///< page token of the session
};

/// One request on its way through a handler.
struct Call {
  Site& site;
  Request& request;
  std::vector<std::string> segments;  ///< what stood in the pattern's {}, decoded
  std::optional<Identity> identity;   ///< always there behind a route that wants sign-in
  web::Language language = web::Language::Chinese;
  Fields form;  ///< fields of a form POST to a page

  /// What he may read; asked of the service once.
  const Viewer& viewer() const;
  const Actor& actor() const { return identity->actor; }
  std::string_view field(std::string_view name) const { return value_of(form, name); }
  /// The accession number in the path. @throws Error{NotFound} for anything else.
  AccessionNumber accession() const;
  /// A whole number of the query, `otherwise` where absent. @throws Error{BadRequest} outside [min, max].
  int number(std::string_view name, int otherwise, int min, int max) const;
  /// A unit of the register, by its code in the query; empty where absent. @throws Error{BadRequest} for another code.
  UnitCode unit(std::string_view name) const;
  /// A filter misspelt must not read as none. @throws Error{BadRequest} naming the parameter that is none of `known`.
  void takes_only(std::initializer_list<std::string_view> known) const;
  mutable std::optional<Viewer> viewer_;  ///< kept by viewer()
};

}  // namespace cundang::http
