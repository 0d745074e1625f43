// SPDX-License-Identifier: GPL-3.0-or-later
// What the office does to several duties by one click: 催办, 职责划转, 顺延.
#include <algorithm>
#include <map>

#include "server/accounts/known_unit.h"
#include "server/http/act_outcome.h"
#include "server/http/acts.h"
#include "server/http/desk_view.h"
#include "server/http/filing.h"
#include "server/http/routes.h"

namespace cundang::http {

namespace {

constexpr std::size_t chosen_max = 500;

/// Each duty ticked, once. All are looked at before the first record is filed, so that one that is not there leaves no
/// half.
std::vector<ledger::Obligation> chosen_duties(const Call& call) {
  std::vector<std::string> ids;
  for (const auto& [name, value] : call.form)
    if (name == "duty" && std::find(ids.begin(), ids.end(), value) == ids.end()) ids.push_back(value);
  if (ids.empty() || ids.size() > chosen_max)
    throw Error{ErrorCode::BadRequest, Text{"没有勾选事项，或一次勾选过多", "no duty is chosen, or too many at once"},
                Text{"请勾选事项，一次不超过页面所列", "choose duties, at most a page at once"}};
  std::vector<ledger::Obligation> duties;
  duties.reserve(ids.size());
  for (auto& id : ids) duties.push_back(call.site.service.obligation({std::move(id)}, {}, call.viewer()));
  return duties;
}

std::string words(const Call& call, const char* field, const Text& missing, const Text& cure) {
  std::string text{call.field(field)};
  if (text.find_first_not_of(" \t\r\n") == std::string::npos)
    throw Error{ErrorCode::BadRequest, Text{missing}, Text{cure}}.with("field", field);
  return text;
}

Date day_in(const Call& call, const char* field, const Text& what) {
  const auto day = parse_date(call.field(field));
  if (!day)
    throw Error{ErrorCode::BadRequest, Text{what},
                Text{"请填写日期，如 2012-07-20", "write the day, such as 2012-07-20"}}
        .with("field", field);
  return *day;
}

/// Files one record after the other. The findings of the first that is refused; what was filed before it stands.
Findings file_all(const Call& call, std::vector<std::string> papers, ActsTaken& taken) {
  for (auto& paper : papers) {
    auto result = file_record(call, std::move(paper));
    if (result.kind == app::AccessionResult::Kind::Refused) return std::move(result.findings);
    if (result.accession) taken.records.push_back(*result.accession);
  }
  return {};
}

/// A duty that has ended, or is the actor's own, is not handed over.
bool may_hand_over(const Call& call, const ledger::Obligation& duty) {
  return !ledger::has_ended(duty.state) && duty.owing != call.actor().unit;
}

}  // namespace

Response urge_several(Call& call) {
  require_office(call);
  const auto text =
      words(call, "text", {"没有写催办内容", "the urging has no words"}, {"请写一段催办内容", "write what is urged"});
  const std::string manner{call.field("manner")};
  const auto units = call.site.service.units();
  ActsTaken taken{"urging", {}, 0, {}, {}};
  std::vector<std::string> papers;
  for (const auto& duty : chosen_duties(call)) {
    const auto offered = acts_for(call.actor(), duty, units);
    const auto urging =
        std::find_if(offered.begin(), offered.end(), [](const Act& each) { return each.kind == "urging"; });
    // Meanwhile answered, or the office's own.
    if (urging == offered.end()) {
      taken.passed_over.push_back(duty.id);
      continue;
    }
    const bool known = std::any_of(urging->choices.begin(), urging->choices.end(),
                                   [&](const auto& each) { return each.value == manner; });
    if (!known)
      throw Error{ErrorCode::BadRequest, Text{"不认识的催办方式", "an unknown manner of urging"},
                  Text{"请选择系统、电话或函", "choose system, telephone or letter"}};
    papers.push_back(act_xml(call, *urging, duty, {text, {}, manner, {}}));
  }
  taken.duties = static_cast<int>(papers.size());
  const auto findings = file_all(call, std::move(papers), taken);
  if (!findings.empty()) return show_desk(call, findings, 422);
  return Response::see_other(after_acts("/desk", taken));
}

Response transfer_several(Call& call) {
  require_office(call);
  const auto reason =
      words(call, "transfer_reason", {"没有写划转的依据和理由", "the transfer has no ground"},
            {"请写明依据的文件，如 铭政发〔2012〕40号", "name the document it rests on, such as 铭政发〔2012〕40号"});
  const UnitCode to{std::string{call.field("to")}};
  accounts::require_known_unit(call.site.service.units(), to.text);
  const auto effective =
      day_in(call, "effective",
             {"没有写明自哪一天起划转，或写的不是日期", "the day from which it holds is missing or is no date"});
  ActsTaken taken{"duty-transfer", {}, 0, {}, {}};
  std::map<UnitCode, std::vector<ObligationId>> by_unit;  // one record says for one unit what it gives up
  for (const auto& duty : chosen_duties(call)) {
    if (may_hand_over(call, duty))
      by_unit[duty.owing].push_back(duty.id), ++taken.duties;
    else
      taken.passed_over.push_back(duty.id);
  }
  std::vector<std::string> papers;
  papers.reserve(by_unit.size());
  for (const auto& [from, duties] : by_unit)
    papers.push_back(transfer_xml(call, {from, to, effective, reason}, duties));
  if (effective > beijing_day(call.site.service.now())) taken.on = effective;
  const auto findings = file_all(call, std::move(papers), taken);
  if (!findings.empty()) return show_desk(call, findings, 422);
  return Response::see_other(after_acts("/desk", taken));
}

Response shift_deadlines(Call& call) {
  require_office(call);
  const auto day = day_in(
      call, "day", {"没有写明停止受理的是哪一天，或写的不是日期", "the day of the outage is missing or is no date"});
  const auto until =
      day_in(call, "until", {"没有写明顺延至哪一天，或写的不是日期", "the day to shift to is missing or is no date"});
  if (until <= day)
    throw Error{ErrorCode::BadRequest, Text{"顺延至的日期不晚于停止受理日", "the new day is not after the outage"},
                Text{"请填写恢复受理后的一天", "write a day after the service came back"}}
        .with("field", "until");
  const auto reason = words(call, "reason", {"没有写停止受理的理由", "the outage has no reason"},
                            {"请写明起止时间和原因", "write from when to when, and why"});
  const auto proof = words(call, "proof", {"没有写凭证", "no proof is named"},
                           {"请写明系统运行日志等凭证", "name the proof, such as the uptime log"});
  const auto result = file_record(call, shift_xml(call, day, until, reason, proof));
  if (result.kind == app::AccessionResult::Kind::Refused) return show_desk(call, result.findings, 422);
  return Response::see_other("/desk?shift=" + (result.accession ? to_text(*result.accession) : "") +
                             "&from=" + to_text(day) + "&until=" + to_text(until));
}

}  // namespace cundang::http
