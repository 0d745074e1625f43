// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/routes.h"

#include <algorithm>

#include "server/http/encoding.h"

namespace cundang::http {

const std::vector<Route>& routes() {
  using enum Method;
  using enum Access;
  static const std::vector<Route> table = {
      {Post, "/api/v1/accessions", Api, post_accession, "submit"},
      {Get, "/api/v1/accessions/{id}", Api, get_accession, "status"},
      {Get, "/api/v1/accessions/{id}/receipt", Api, get_receipt, "receipt"},
      {Get, "/api/v1/records", Api, search_records, "search"},
      {Get, "/api/v1/records/{id}", Api, get_record, "record"},
      {Get, "/api/v1/records/{id}/record.xml", Api, get_record_xml, "record-xml"},
      {Get, "/api/v1/records/{id}/container", Api, get_container, "container"},
      {Get, "/api/v1/obligations", Api, get_obligations, "obligations"},
      {Get, "/api/v1/obligations/{id}", Api, get_obligation, "obligation"},
      {Get, "/api/v1/assessments/{year}", Api, get_assessment, "assessment"},
      {Get, "/api/v1/units", Api, get_units, "units"},
      {Get, "/api/v1/signals", Api, get_signals, "signals"},
      {Get, "/api/v1/signals/{id}", Api, get_signal, "signal"},
      {Get, "/api/v1/accidents/statistics", Api, get_accident_statistics, "accident-statistics"},
      {Get, "/readyz", Api, get_ready, "ready"},
      {Get, "/healthz", Public, get_health, "health"},
      {Get, "/log/{rest*}", Api, get_log_file, "log"},
      {Post, "/add-checkpoint", Public, add_checkpoint, "add-checkpoint"},
      {Get, "/assets/{name}", Public, get_asset, "asset"},
      {Get, "/sign-in", Public, sign_in_page, "sign-in-page"},
      {Post, "/sign-in", Public, sign_in, "sign-in", FormKind::Plain},
      {Get, "/welcome", Public, welcome_page, "welcome-page"},
      {Post, "/welcome", Public, welcome, "welcome", FormKind::Plain},
      {Post, "/sign-out", Page, sign_out, "sign-out", FormKind::Plain},
      {Get, "/password", Page, password_page, "password-page"},
      {Post, "/password", Page, change_password, "password", FormKind::Plain},
      {Post, "/unit", Page, choose_unit, "choose-unit", FormKind::Plain},
      {Get, "/", Page, home_page, "home-page"},
      {Get, "/search", Page, search_page, "search-page"},
      {Get, "/records/{id}", Page, record_page, "record-page"},
      {Get, "/records/{id}/receipt", Page, receipt_page, "receipt-page"},
      {Get, "/board", Page, board_page, "board-page"},
      {Get, "/board.pdf", Api, board_pdf, "board-pdf"},
      {Get, "/board.xlsx", Api, board_xlsx, "board-xlsx"},
      {Get, "/board.csv", Api, board_csv, "board-csv"},
      {Get, "/records/{id}/print.pdf", Api, record_print, "record-print"},
      {Get, "/assessment", Page, assessment_page, "assessment-page"},
      {Get, "/assessment/what-if", Page, what_if_page, "what-if-page"},
      {Post, "/assessment/what-if", Page, what_if_page, "what-if", FormKind::Plain},
      {Get, "/assessment/{year}/report.pdf", Api, assessment_report, "assessment-report"},
      {Get, "/assessment/{year}/scores.xlsx", Api, assessment_xlsx, "assessment-xlsx"},
      {Get, "/assessment/{year}/scores.csv", Api, assessment_csv, "assessment-csv"},
      {Get, "/assessment/{year}/{unit}/scorecard.pdf", Api, scorecard_print, "scorecard-print"},
      {Get, "/assessment/{year}/{unit}/letter.pdf", Api, unit_letter, "unit-letter"},
      {Get, "/assessment/{year}/{unit}", Page, scorecard_page, "scorecard-page"},
      {Post, "/assessment/{year}/steps", Page, take_assessment_step, "assessment-step", FormKind::Plain},
      {Get, "/obligations/{id}", Page, obligation_page, "obligation-page"},
      {Get, "/desk", Page, desk_page, "desk-page"},
      {Post, "/desk/urgings", Page, urge_several, "urge-several", FormKind::Plain},
      {Post, "/desk/transfers", Page, transfer_several, "transfer-several", FormKind::Plain},
      {Post, "/desk/shifts", Page, shift_deadlines, "shift-deadlines", FormKind::Plain},
      {Post, "/desk/days", Page, recognise_day, "recognise-day", FormKind::Plain},
      {Get, "/matches", Page, matches_page, "matches-page"},
      {Post, "/matches", Page, decide_match, "decide-match", FormKind::Plain},
      {Post, "/obligations/{id}/acts", Page, act_on_obligation, "act", FormKind::Plain},
      {Get, "/signals", Page, signals_page, "signals-page"},
      {Get, "/signals/{id}", Page, signal_page, "signal-page"},
      {Post, "/signals/{id}/decisions", Page, decide_on_signal, "decide-on-signal", FormKind::Plain},
      {Get, "/signals/{id}/paper", Page, signal_paper_page, "signal-paper-page"},
      {Post, "/signals/{id}/paper", Page, file_signal_paper, "file-signal-paper", FormKind::Upload},
      {Get, "/accidents", Page, accidents_page, "accidents-page"},
      {Get, "/drafts", Page, drafts_page, "drafts-page"},
      {Get, "/upload", Page, upload_page, "upload-page"},
      {Post, "/upload", Page, upload, "upload", FormKind::Upload},
      {Get, "/notices", Page, notices_page, "notices-page"},
      {Post, "/notices/subscription", Page, subscribe, "subscribe", FormKind::Plain},
      {Post, "/notices/views", Page, save_view, "save-view", FormKind::Plain},
      {Post, "/notices/views/remove", Page, remove_view, "remove-view", FormKind::Plain},
      {Post, "/notices/feeds", Page, issue_feed, "issue-feed", FormKind::Plain},
      {Post, "/notices/feeds/revoke", Page, revoke_feed, "revoke-feed", FormKind::Plain},
      {Post, "/notices/retry", Page, retry_sending, "retry-sending", FormKind::Plain},
      {Post, "/notices/webhooks", Page, add_webhook, "add-webhook", FormKind::Plain},
      {Post, "/notices/webhooks/change", Page, change_webhook, "change-webhook", FormKind::Plain},
      {Get, "/feeds/calendar.ics", Public, get_calendar_feed, "calendar-feed"},
      {Get, "/feeds/board.atom", Public, get_board_feed, "board-feed"},
      {Get, "/outside", Page, outside_page, "outside-page"},
      {Post, "/outside/retry", Page, retry_outside, "retry-outside", FormKind::Plain},
      {Get, "/outside/{day}/checkpoint.pdf", Api, checkpoint_print, "checkpoint-print"},
      {Get, "/accounts", Page, accounts_page, "accounts-page"},
      {Post, "/accounts/persons", Page, add_person, "add-person", FormKind::Plain},
      {Post, "/accounts/grants", Page, grant_roles, "grant", FormKind::Plain},
      {Post, "/accounts/enable", Page, enable_person, "enable", FormKind::Plain},
      {Post, "/accounts/links", Page, issue_link, "issue-link", FormKind::Plain},
      {Post, "/accounts/tokens", Page, issue_token, "issue-token", FormKind::Plain},
      {Post, "/accounts/revoke", Page, revoke_token, "revoke-token", FormKind::Plain},
      {Get, "/accounts/trail", Page, trail_page, "trail-page"},
  };
  return table;
}

namespace {

std::string_view first_segment(std::string_view& rest) {
  const auto end = std::min(rest.find('/'), rest.size());
  const auto segment = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return segment;
}

// Compares segment by segment; decodes what the pattern leaves open.
bool matches(std::string_view pattern, std::string_view path, std::vector<std::string>& open) {
  open.clear();
  if (path.empty() || path.front() != '/') return false;
  pattern.remove_prefix(1);
  path.remove_prefix(1);
  while (true) {
    if (pattern == "{rest*}") {
      auto rest = percent_decode(path);
      if (!rest || rest->empty()) return false;
      open.push_back(std::move(*rest));
      return true;
    }
    const bool more_pattern = pattern.find('/') != std::string_view::npos;
    const bool more_path = path.find('/') != std::string_view::npos;
    const auto wanted = first_segment(pattern), found = first_segment(path);
    if (!wanted.empty() && wanted.front() == '{') {
      auto decoded = percent_decode(found);
      if (!decoded || decoded->empty()) return false;
      open.push_back(std::move(*decoded));
    } else if (wanted != found) {
      return false;
    }
    if (more_pattern != more_path) return false;
    if (!more_pattern) return true;
  }
}

}  // namespace

Match find_route(Method method, std::string_view path) {
  Match match;
  std::vector<std::string> open;
  for (const auto& route : routes()) {
    if (!matches(route.pattern, path, open)) continue;
    match.path_known = true;
    if (route.method != method) continue;
    match.route = &route;
    match.segments = std::move(open);
    return match;
  }
  return match;
}

}  // namespace cundang::http
