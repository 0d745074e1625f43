// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/call.h"

namespace cundang::http {

/// Who may come in by a route, and how he is told when he may not.
enum class Access {
  Public,  ///< anybody
  Api,     ///< bearer token, or session cookie with X-CSRF-Token on POST; else 401 problem+json
  Page,    ///< session cookie, with the page token on POST; else 303 to the sign-in page
};

/// How the body of a POST to a page is read before its handler runs.
enum class FormKind { None, Plain, Upload };

using Handler = Response (*)(Call&);

struct Route {
  Method method;
  std::string_view pattern;  ///< segments; {name} takes one segment, {rest*} all that follow
  Access access;
  Handler handler;
  std::string_view name;
  FormKind form = FormKind::None;  ///< Upload: the handler itself reads the parts, page token first
};

/// The table of everything this server answers.
const std::vector<Route>& routes();

struct Match {
  const Route* route = nullptr;
  std::vector<std::string> segments;
  bool path_known = false;  ///< some route has this path, with another method
};
Match find_route(Method method, std::string_view path);

// Handlers, by the file that holds them.
Response post_accession(Call& call);
Response get_accession(Call& call);
Response get_receipt(Call& call);
Response search_records(Call& call);
Response get_record(Call& call);
Response get_record_xml(Call& call);
Response get_container(Call& call);
Response get_obligations(Call& call);
Response get_obligation(Call& call);
Response get_units(Call& call);
Response get_assessment(Call& call);
Response get_signals(Call& call);
Response get_signal(Call& call);
Response get_accident_statistics(Call& call);
Response get_health(Call& call);
Response get_ready(Call& call);
Response get_log_file(Call& call);
Response add_checkpoint(Call& call);
Response get_asset(Call& call);

Response sign_in_page(Call& call);
Response sign_in(Call& call);
Response sign_out(Call& call);
Response welcome_page(Call& call);
Response welcome(Call& call);
Response password_page(Call& call);
Response change_password(Call& call);
Response choose_unit(Call& call);
Response home_page(Call& call);
Response search_page(Call& call);
Response record_page(Call& call);
Response receipt_page(Call& call);
Response board_page(Call& call);
Response board_pdf(Call& call);
Response board_xlsx(Call& call);
Response board_csv(Call& call);
Response record_print(Call& call);
Response assessment_report(Call& call);
Response assessment_xlsx(Call& call);
Response assessment_csv(Call& call);
Response scorecard_print(Call& call);
Response unit_letter(Call& call);
Response assessment_page(Call& call);
Response scorecard_page(Call& call);
Response take_assessment_step(Call& call);
Response what_if_page(Call& call);
Response obligation_page(Call& call);
Response act_on_obligation(Call& call);
Response signals_page(Call& call);
Response signal_page(Call& call);
Response decide_on_signal(Call& call);
Response signal_paper_page(Call& call);
Response file_signal_paper(Call& call);
Response accidents_page(Call& call);
Response drafts_page(Call& call);
Response desk_page(Call& call);
Response urge_several(Call& call);
Response transfer_several(Call& call);
Response shift_deadlines(Call& call);
Response recognise_day(Call& call);
Response matches_page(Call& call);
Response decide_match(Call& call);
Response upload_page(Call& call);
Response upload(Call& call);
Response outside_page(Call& call);
Response retry_outside(Call& call);
Response checkpoint_print(Call& call);
Response accounts_page(Call& call);
Response add_person(Call& call);
Response grant_roles(Call& call);
Response enable_person(Call& call);
Response issue_link(Call& call);
Response issue_token(Call& call);
Response revoke_token(Call& call);
Response trail_page(Call& call);
Response notices_page(Call& call);
Response subscribe(Call& call);
Response save_view(Call& call);
Response remove_view(Call& call);
Response issue_feed(Call& call);
Response revoke_feed(Call& call);
Response retry_sending(Call& call);
Response add_webhook(Call& call);
Response change_webhook(Call& call);
Response get_calendar_feed(Call& call);
Response get_board_feed(Call& call);

}  // namespace cundang::http
