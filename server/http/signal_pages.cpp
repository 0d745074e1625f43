// SPDX-License-Identifier: GPL-3.0-or-later
// 预警: what is suggested, on what ground, and what a person makes of it.
#include <algorithm>

#include "schema/xml/record_reader.h"
#include "server/http/acts.h"
#include "server/http/duty_view.h"
#include "server/http/encoding.h"
#include "server/http/filing.h"
#include "server/http/incoming.h"
#include "server/http/routes.h"
#include "server/http/signal_view.h"
#include "server/web/official_document.h"

namespace cundang::http {

namespace {

void add_choices(const Call& call, web::Data& data, const app::SignalQuery& query, const std::vector<Unit>& units) {
  for (const auto& [code, key] : {std::pair{"T1", "t1-talks"}, {"T2", "t2-letters"}, {"T3", "t3-inspections"}})
    data.push("triggers",
              web::Data{}.set("value", code).set("name", say(call, key)).set("chosen", query.trigger == code));
  for (const auto& row : signals::all_triggers())
    data.push("triggers", web::Data{}
                              .set("value", row.code)
                              .set("name", web::in({std::string{row.zh}, std::string{row.en}}, call.language))
                              .set("chosen", query.trigger == row.code));
  for (int i = 0; i <= static_cast<int>(signals::SignalState::Lapsed); ++i) {
    const auto state = static_cast<signals::SignalState>(i);
    data.push("states", web::Data{}
                            .set("value", signals::state_code(state))
                            .set("name", web::in(signals::state_name(state), call.language))
                            .set("chosen", signals::parse_state(query.state) == state));
  }
  data.push("states", web::Data{}
                          .set("value", "basis-changed")
                          .set("name", say(call, "basis-changed"))
                          .set("chosen", query.state == "basis-changed" || query.state == "依据变化"));
  for (const auto& unit : units)
    data.push("units", web::Data{}
                           .set("code", unit.code.text)
                           .set("name", unit_name(units, unit.code))
                           .set("chosen", unit.code == query.unit));
}

void add_facts(const Call& call, web::Data& data, const std::string& list, const std::vector<signals::Fact>& facts) {
  for (const auto& fact : facts)
    data.push(list, web::Data{}
                        .set("record", to_text(fact.first))
                        .set("version", fact.version == fact.first ? "" : to_text(fact.version))
                        .set("text", web::in(fact.text, call.language)));
  data.set("has_" + list, !facts.empty());
}

void add_changes(const Call& call, web::Data& data, const signals::Signal& signal) {
  for (const auto& change : signal.changes)
    data.push("changes", web::Data{}
                             .set("before", web::in(change.before, call.language))
                             .set("before_record", to_text(change.before_version))
                             .set("after", web::in(change.after, call.language))
                             .set("after_record", to_text(change.after_version)));
  data.set("has_changes", !signal.changes.empty());
}

void add_decisions(const Call& call, web::Data& data, const signals::Signal& signal, const std::vector<Unit>& units) {
  for (const auto& decision : signal.decisions) {
    const auto name = web::in(signals::action_name(decision.action), call.language);
    data.push("decisions", web::Data{}
                               .set("day", to_text(decision.day))
                               .set("record", to_text(decision.record))
                               .set("action", name)
                               .set("paper", decision.paper ? to_text(*decision.paper) : "")
                               .set("reason", decision.reason)
                               .set("by", unit_name(units, decision.unit))
                               .set("person", decision.person.text)
                               .set("applies", decision.applies)
                               .set("why_not", web::in(decision.why_not, call.language)));
  }
  data.set("has_decisions", !signal.decisions.empty());
}

/// What was decided before on the same matter, and where to read it.
void add_earlier(const Call& call, web::Data& data, const signals::Signal& signal, const std::vector<Unit>& units) {
  if (!signal.earlier) return;
  const auto& decision = signal.earlier->decision;
  data.push("earlier", web::Data{}
                           .set("signal", signal.earlier->signal)
                           .set("day", to_text(decision.day))
                           .set("by", unit_name(units, decision.unit))
                           .set("action", web::in(signals::action_name(decision.action), call.language))
                           .set("reason", decision.reason)
                           .set("record", to_text(decision.record)));
}

void add_findings(const Call& call, web::Data& data, const Findings& findings) {
  for (const auto& finding : findings)
    data.push("findings", web::Data{}
                              .set("reason", web::in(finding.reason, call.language))
                              .set("cure", web::in(finding.cure, call.language))
                              .set("line", finding.line > 0 ? std::to_string(finding.line) : std::string{})
                              .set("place", finding.place));
  data.set("has_findings", !findings.empty());
}

Response show_signal(Call& call, const Findings& findings, int status) {
  const auto query = signal_day(call);
  const auto signal = signal_service(call).signal(call.segments.front(), query, call.viewer());
  const auto units = call.site.service.units();
  auto data = page_data(call, web::in({std::string{signals::trigger_info(signal.trigger).zh},
                                       std::string{signals::trigger_info(signal.trigger).en}},
                                      call.language));
  const auto row = signal_row(call, signal, units);
  for (const auto& [name, value] : std::get<web::Data::Object>(row.value())) data.set(name, value);
  data.set("as_of", say(call, "as-of") + " " + to_text(query.on.value_or(beijing_day(call.site.service.now()))))
      .set("words", std::string{signals::trigger_info(signal.trigger).words})
      .set("may_decide", call.actor().has(Role::Office) && !call.actor().unit.empty())
      .set("last_leaf", std::to_string(signal.last_leaf))
      .set("grown_on", signal.grown_on ? to_text(*signal.grown_on) : "")
      .set("undecided", call.request.query_value("paper"));
  for (const auto& step : signal.arithmetic)
    data.push("arithmetic", web::Data{}.set("text", web::in(step, call.language)));
  add_facts(call, data, "facts", signal.facts);
  add_facts(call, data, "compared", signal.compared);
  add_changes(call, data, signal);
  add_decisions(call, data, signal, units);
  add_earlier(call, data, signal, units);
  add_findings(call, data, findings);
  return page(call, "signal", data, status);
}

Response show_paper(Call& call, const signals::Signal& signal, const std::string& xml, const Findings& findings,
                    int status) {
  const auto& info = signals::trigger_info(signal.trigger);
  auto data = page_data(call, web::kind_name(info.paper, call.language));
  const auto row = signal_row(call, signal, call.site.service.units());
  for (const auto& [name, value] : std::get<web::Data::Object>(row.value())) data.set(name, value);
  data.set("xml", xml).set("last_leaf", std::to_string(signal.last_leaf));
  add_findings(call, data, findings);
  return page(call, "signal_paper", data, status);
}

void must_decide(const Call& call) {
  if (!call.actor().has(Role::Office) || call.actor().unit.empty()) throw Error{ErrorCode::Forbidden};
}

// The last leaf his page showed him: whoever decides in between is first, and this decision 无效.
std::optional<LeafIndex> last_seen(std::string_view text) {
  const auto leaf = read_expects(text);
  return leaf < 0 ? std::nullopt : std::optional{leaf};
}

app::AccessionResult decide(Call& call, const signals::Signal& signal, signals::Action action,
                            std::optional<AccessionNumber> paper, const std::string& reason,
                            std::optional<LeafIndex> expects) {
  app::Submission submission;
  submission.actor = call.actor();
  submission.record_xml = signal_service(call).decision_xml(signal, action, paper, reason, expects, call.viewer());
  auto result = call.site.service.submit(std::move(submission));
  if (result.accession) await_settled(call, *result.accession);
  return result;
}

// A text that is shown again is shown as it was typed, unless it spoke of what may not be kept.
std::string shown_again(const std::string& xml, const Findings& findings) {
  return !is_secret(findings) && is_clean_text(xml, "\r\n\t") ? xml : std::string{};
}

// A decision cannot be taken back, so a slip of the pen in the number is told before anything is filed.
Findings wrong_paper(const Call& call, std::string_view kind, std::string_view typed,
                     std::optional<AccessionNumber> paper) {
  const auto wanted = web::kind_name(kind, web::Language::Chinese);
  const auto wanted_en = web::kind_name(kind, web::Language::English);
  Text reason{"“" + std::string{typed} + "”不是接收登记号", "\"" + std::string{typed} + "\" is no accession number"};
  if (paper) {
    try {
      if (call.site.service.record(*paper, call.viewer()).record.kind == kind) return {};
      reason = {to_text(*paper) + " 不是" + wanted, to_text(*paper) + " is of another kind than " + wanted_en};
    } catch (const Error& error) {
      if (error.code() != ErrorCode::NotFound) throw;
      reason = {"没有登记号为 " + to_text(*paper) + " 的文件", "there is no record " + to_text(*paper)};
    }
  }
  return {{"signals.wrong-paper",
           Severity::Fault,
           "record",
           0,
           std::move(reason),
           {"请填写所发" + wanted + "的接收登记号，如 R0000017",
            "enter the accession number of the " + wanted_en + " that was issued, such as R0000017"}}};
}

// A paper that has gone out cannot be called back: whoever has not seen another's decision is shown it first.
Findings decided_meanwhile(const signals::Signal& signal, std::optional<LeafIndex> expects) {
  for (const auto& decision : signal.decisions)
    if (decision.applies && expects && *expects < decision.leaf) {
      const auto number = to_text(decision.record);
      const auto name = signals::action_name(decision.action);
      return {{"signals.decided-meanwhile",
               Severity::Fault,
               "record",
               0,
               {"这期间该预警已由 " + decision.unit.text + " 处理（" + number + "，" + name.zh + "），草稿没有登记",
                "meanwhile " + decision.unit.text + " has decided on this signal (" + number + ", " + name.en +
                    "); the draft is not filed"},
               {"请先看预警页面上的处理；仍需发文的，再次提交即可",
                "look at the decision on the page of the signal; if the paper is still wanted, submit again"}}};
    }
  return {};
}

// What a person had to fill in and did not.
Findings unfilled(const std::string& xml) {
  const auto found = xml.find("（请填写");
  if (found == std::string::npos) return {};
  const auto line =
      1 + static_cast<int>(std::count(xml.begin(), xml.begin() + static_cast<std::ptrdiff_t>(found), '\n'));
  return {{"signals.unfilled",
           Severity::Fault,
           "record",
           line,
           {"草稿中还有“（请填写…）”没有补写", "the draft still has a （请填写…） that is not filled in"},
           {"请逐处补写后再登记", "fill in each before filing"}}};
}

}  // namespace

Response signals_page(Call& call) {
  const auto query = signal_query(call);
  const auto report = signal_service(call).signals(query, call.viewer());
  const auto units = call.site.service.units();
  auto data = page_data(call, say(call, "signals"));
  data.set("as_of", say(call, "as-of") + " " + to_text(report.on) + " · " + say(call, "total") + " " +
                        std::to_string(report.signals.size()) + " " + say(call, "items"))
      .set("on", query.on ? to_text(*query.on) : "")
      .set("day_query", query.on ? "?on=" + to_text(*query.on) : "");
  add_choices(call, data, query, units);
  for (const auto& signal : report.signals) data.push("rows", signal_row(call, signal, units));
  data.set("has_rows", !report.signals.empty());
  std::string missing;
  for (const auto& policy : report.missing_policies) missing += (missing.empty() ? "" : "、") + policy;
  data.set("missing", missing);
  return page(call, "signals", data);
}

Response signal_page(Call& call) { return show_signal(call, {}, 200); }

Response decide_on_signal(Call& call) {
  const auto signal = signal_service(call).signal(call.segments.front(), {}, call.viewer());
  must_decide(call);
  const bool dismissed = call.field("action") == "dismissed";
  std::optional<AccessionNumber> paper;
  if (!dismissed) {
    paper = parse_accession_number(call.field("paper"));
    const auto kind = signals::trigger_info(signal.trigger).paper;
    if (auto findings = wrong_paper(call, kind, call.field("paper"), paper); !findings.empty())
      return show_signal(call, findings, 422);
  }
  const auto action = dismissed ? signals::Action::Dismissed : signals::trigger_info(signal.trigger).action;
  const auto result =
      decide(call, signal, action, paper, std::string{call.field("reason")}, last_seen(call.field("expects")));
  if (result.kind == app::AccessionResult::Kind::Refused) return show_signal(call, result.findings, 422);
  return Response::see_other("/signals/" + signal.id);
}

Response signal_paper_page(Call& call) {
  const auto signal = signal_service(call).signal(call.segments.front(), {}, call.viewer());
  must_decide(call);
  return show_paper(call, signal, signal_service(call).paper_draft(signal, call.viewer()).xml, {}, 200);
}

Response file_signal_paper(Call& call) {
  auto parts = open_upload(call);
  const auto signal = signal_service(call).signal(call.segments.front(), {}, call.viewer());
  must_decide(call);
  const auto expects = last_seen(call.request.query_value("expects"));
  auto submission = read_parts(call, parts);
  const auto xml = submission.record_xml;
  if (auto findings = decided_meanwhile(signal, expects); !findings.empty())
    return show_paper(call, signal, shown_again(xml, {}), findings, 409);
  if (auto findings = unfilled(xml); !findings.empty())
    return show_paper(call, signal, shown_again(xml, {}), findings, 422);
  const auto result = call.site.service.submit(std::move(submission));
  if (result.kind == app::AccessionResult::Kind::Refused)
    return show_paper(call, signal, shown_again(xml, result.findings), result.findings, 422);
  await_settled(call, *result.accession);
  const auto decision =
      decide(call, signal, signals::trigger_info(signal.trigger).action, result.accession, {}, expects);
  const bool decided = decision.kind != app::AccessionResult::Kind::Refused;
  return Response::see_other("/signals/" + signal.id + (decided ? "" : "?paper=" + to_text(*result.accession)));
}

}  // namespace cundang::http
