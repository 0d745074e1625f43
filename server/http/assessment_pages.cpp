// SPDX-License-Identifier: GPL-3.0-or-later
// 年度考核: ranking of each class, one unit's card with the proof of every point, the stages, and what-if.
#include <algorithm>
#include <charconv>

#include "server/assessment/result_json.h"
#include "server/http/assessment_query.h"
#include "server/http/assessment_steps.h"
#include "server/http/duty_view.h"
#include "server/http/filing.h"
#include "server/http/routes.h"
#include "server/papers/year_figures.h"
#include "server/web/official_document.h"

namespace cundang::http {
namespace {

using assessment::Points;
using assessment::Verdict;

std::string in(const Call& call, const Text& text) { return web::in(text, call.language); }

void add_texts(const Call& call, web::Data& data, const std::string& name, const std::vector<Text>& texts) {
  for (const auto& text : texts) data.push(name, web::Data{}.set("text", in(call, text)));
  data.set("has_" + name, !texts.empty());
}

void add_findings(const Call& call, web::Data& data, const Findings& findings) {
  for (const auto& finding : findings)
    data.push("findings", web::Data{}.set("reason", in(call, finding.reason)).set("cure", in(call, finding.cure)));
  data.set("has_findings", !findings.empty());
}

std::string class_name(const Call& call, UnitClass unit_class) {
  return say(call, unit_class == UnitClass::District ? "class-district" : "class-department");
}

std::string authority_text(const assessment::Authority& authority) {
  if (authority.doc_no.empty()) return {};
  auto text = authority.issuer + "《" + authority.title + "》" + authority.doc_no;
  if (!authority.clause.empty()) text += " " + authority.clause;
  return authority.in_force ? text + "（" + to_text(*authority.in_force) + " 起施行）" : text;
}

/// A unit whose own turn it is stands in the calculation by its code, here by its name.
web::Data standing_row(const Call& call, const assessment::Scorecard& card) {
  const auto& standing = card.standing;
  const bool own = standing.whose_turn.zh == card.unit.text;
  return web::Data{}
      .set("stage", in(call, assessment::stage_name(standing.next)))
      .set("turn", own ? card.unit_name : in(call, standing.whose_turn))
      .set("until", standing.due ? to_text(*standing.due) : "")
      .set("late", standing.overdue);
}

void add_status(const Call& call, web::Data& data, const assessment::YearResult& result) {
  const auto* key = result.frozen ? "assessment-frozen" : result.decided ? "assessment-decided" : "assessment-open";
  data.set("year", result.year)
      .set("frozen", result.frozen)
      .set("year_before", result.year - 1)
      .set("year_after", result.year + 1)
      .set("status", say(call, key))
      .set("as_of", say(call, "as-of") + " " + to_text(result.counted_to))
      .set("books_close", to_text(result.books_close));
  add_texts(call, data, "close_steps", result.books_close_arithmetic);
  add_texts(call, data, "what_if", result.what_if);
}

void add_distributions(const Call& call, web::Data& data, const app::AssessmentView& view) {
  for (const auto& distribution : view.distributions) {
    web::Data row;
    row.set("class", class_name(call, distribution.unit_class)).set("units", distribution.units);
    for (const auto& count : distribution.counts)
      row.push("counts", web::Data{}
                             .set("band", count.band)
                             .set("from", to_text(count.from))
                             .set("units", count.units)
                             .set("of", distribution.units));
    data.push("distributions", std::move(row));
  }
}

void add_classes(const Call& call, web::Data& data, const app::AssessmentView& view) {
  for (const auto& table : view.result.classes) {
    web::Data group;
    group.set("class", class_name(call, table.unit_class))
        .set("authority", authority_text(table.authority))
        .set("basis", table.authority.basis)
        .set("pack", table.pack ? to_text(*table.pack) : "")
        .set("example", table.example)
        .set("has_cards", !table.cards.empty());
    for (const auto& card : table.cards) {
      auto row = standing_row(call, card);
      row.set("unit", card.unit.text)
          .set("name", card.unit_name)
          .set("rank", card.rank > 0 ? std::to_string(card.rank) : "—")
          .set("total", to_text(card.total))
          .set("reviewed", card.before_review != card.total ? to_text(card.before_review) : "")
          .set("band", card.band)
          .set("vetoed", card.vetoed);
      group.push("cards", std::move(row));
    }
    data.push("classes", std::move(group));
  }
}

void add_performance(web::Data& data, const assessment::YearResult& result) {
  for (const auto& table : result.performance)
    data.push("performance", web::Data{}
                                 .set("name", table.unit_name)
                                 .set("in_time", table.in_time)
                                 .set("late", table.late)
                                 .set("unseen", table.unseen)
                                 .set("open", table.open)
                                 .set("excused", table.excused));
  data.set("has_performance", !result.performance.empty());
}

/// Ranking, heat map and ageing of each class, for whoever sees its units.
void add_charts(web::Data& data, const assessment::YearResult& result) {
  for (const auto& table : result.classes)
    for (const auto& figure : {papers::draw(papers::ranking_of(table), page_chart_width),
                               papers::draw(papers::overdue_months(table, result.year), page_chart_width),
                               papers::draw(papers::overdue_ages(table), page_chart_width)})
      if (!table.cards.empty()) data.push("charts", web::Data{}.set("svg", papers::to_svg(figure)));
}

void add_steps(const Call& call, web::Data& data, const std::vector<assessment::StageStep>& steps) {
  const auto units = call.site.service.units();
  for (const auto& step : steps)
    data.push("steps", web::Data{}
                           .set("at", to_beijing_text(step.at))
                           .set("kind", web::kind_name(step.kind, call.language))
                           .set("record", to_text(step.record))
                           .set("about", step.about_unit.empty() ? "" : unit_name(units, step.about_unit))
                           .set("by", unit_name(units, step.by))
                           .set("person", step.person.text)
                           .set("statement", step.statement)
                           .set("applies", step.applies)
                           .set("note", in(call, step.note))
                           .set("why_not", in(call, step.why_not)));
  data.set("has_steps", !steps.empty());
}

void add_offers(const Call& call, web::Data& data, const std::vector<OfferedStep>& offers) {
  for (const auto& offer : offers)
    data.push("offers", web::Data{}
                            .set("kind", offer.kind)
                            .set("name", web::kind_name(offer.kind, call.language))
                            .set("approved", offer.approved)
                            .set("about", offer.about)
                            .set("about_text", offer.about_text)
                            .set("late", offer.late)
                            .set("scoring", offer.kind == "scoring-sheet")
                            .set("review", offer.kind == "appeal-review")
                            .set("evidence", offer.kind == "supporting-evidence"));
  data.set("has_offers", !offers.empty());
}

web::Data absence_data(const Call& call, const assessment::Absence& absence) {
  web::Data data;
  data.set("sentence", in(call, absence.sentence))
      .set("statements", std::to_string(absence.statements) + " / " + std::to_string(absence.statements_stated))
      .set("refusals", std::to_string(absence.refusals) + " / " + std::to_string(absence.refusals_stated))
      .set("day_close", absence.day_close ? std::to_string(*absence.day_close) : "—")
      .set("checkpoint", std::to_string(absence.checkpoint))
      .set("proven", absence.proven)
      .set("examined", absence.examined)
      .set("consulted", absence.consulted)
      .set("has_checklist", !absence.checklist.empty());
  for (const auto& candidate : absence.checklist)
    data.push("checklist", web::Data{}
                               .set("id", candidate.id)
                               .set("link", candidate.id.starts_with("R"))
                               .set("source", in(call, assessment::source_name(candidate.source)))
                               .set("kind", candidate.kind.empty() ? "" : web::kind_name(candidate.kind, call.language))
                               .set("digest", candidate.digest)
                               .set("at", to_beijing_text(candidate.at))
                               .set("rejected", candidate.rejected_because)
                               .set("by", candidate.rejected_by.text));
  return data;
}

std::string_view lamp_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::InTime:
    case Verdict::HandScored:
      return "green";
    case Verdict::Late:
    case Verdict::Missing:
    case Verdict::Criticised:
    case Verdict::Concealment:
    case Verdict::FoundAbsent:
    case Verdict::OverQuota:
    case Verdict::MajorAccident:
      return "red";
    case Verdict::MissingUnproven:
    case Verdict::AwaitsSecond:
      return "amber";
    default:
      return "grey";
  }
}

web::Data line_data(const Call& call, const assessment::ItemScore& item, const assessment::ScoreLine& line) {
  web::Data data;
  data.set("reason", in(call, line.reason))
      .set("verdict", in(call, assessment::verdict_name(line.verdict)))
      .set("lamp", lamp_of(line.verdict))
      .set("change", line.change == Points{} ? "0" : to_text(line.change))
      .set("before", line.change != line.before_review ? to_text(line.before_review) : "")
      .set("rule_pack", line.rule_pack ? to_text(*line.rule_pack) : "")
      .set("policy_pack", line.policy_pack ? to_text(*line.policy_pack) : "")
      .set("scorer", line.scorer.text)
      .set("second", line.second.text)
      .set("review", line.review ? to_text(*line.review) : "")
      .set("has_duty", line.duty.has_value())
      .set("has_absence", line.absence.has_value())
      .set("confirm", line.verdict == Verdict::AwaitsSecond && !line.scorer.empty() &&
                              line.scorer != call.actor().person &&
                              (call.actor().has(Role::Office) || call.actor().has(Role::Reviewer))
                          ? to_text(line.records.front())
                          : "");
  if (item.method != assessment::Method::Prompt) {
    const auto target = line.duty && item.method != assessment::Method::Criticism ? line.duty->id.text
                        : !line.records.empty()                                   ? to_text(line.records.front())
                                                                                  : "";
    data.set("target", target);
  }
  for (const auto number : line.records) data.push("records", web::Data{}.set("number", to_text(number)));
  data.set("has_records", !line.records.empty());
  if (line.duty) {
    data.set("duty", line.duty->id.text)
        .set("rule", line.duty->rule)
        .set("clause", line.duty->clause)
        .set("rule_basis", line.duty->basis)
        .set("policy", line.duty->policy)
        .set("sentence", line.duty->citing_text)
        .set("trigger", line.duty->trigger ? to_text(*line.duty->trigger) : "");
    add_texts(call, data, "arithmetic", line.duty->due.arithmetic);
  }
  if (line.absence) data.set("absence", absence_data(call, *line.absence));
  return data;
}

web::Data item_data(const Call& call, const assessment::ItemScore& item) {
  const bool by_hand = item.method == assessment::Method::ByHand || item.method == assessment::Method::Bonus ||
                       item.method == assessment::Method::Veto;
  const bool scored = item.method != assessment::Method::Prompt && item.method != assessment::Method::Veto;
  web::Data data;
  data.set("id", item.id)
      .set("name", item.name)
      .set("method", in(call, assessment::method_name(item.method)))
      .set("authority", authority_text(item.authority))
      .set("basis", item.authority.basis)
      .set("full", to_text(item.full))
      .set("score", !scored           ? ""
                    : item.applicable ? to_text(item.score)
                                      : say(call, "not-applicable"))
      .set("before", item.score != item.before_review ? to_text(item.before_review) : "")
      .set("pending", item.pending)
      .set("by_hand", by_hand)
      .set("has_lines", !item.lines.empty());
  add_texts(call, data, "sums", item.arithmetic);
  for (const auto& line : item.lines) data.push("lines", line_data(call, item, line));
  return data;
}

/// Fields of the scoring sheet: what is scored by hand, and every duty not seen with its candidates.
void add_sheet(const Call& call, web::Data& data, const assessment::Scorecard& card) {
  for (const auto& item : card.items) {
    if (item.method == assessment::Method::ByHand || item.method == assessment::Method::Bonus ||
        item.method == assessment::Method::Veto)
      data.push("hand_items", web::Data{}.set("id", item.id).set("name", item.name).set("full", to_text(item.full)));
    for (const auto& line : item.lines) {
      if (line.verdict != Verdict::MissingUnproven && line.verdict != Verdict::Missing) continue;
      if (item.method == assessment::Method::Prompt) continue;
      auto missing = absence_data(call, *line.absence);
      missing.set("duty", line.duty->id.text).set("indicator", item.id).set("reason", in(call, line.reason));
      data.push("missing", std::move(missing));
    }
  }
}

const assessment::Scorecard& card_of(const app::AssessmentView& view, const std::string& unit) {
  for (const auto& table : view.result.classes)
    for (const auto& card : table.cards)
      if (card.unit.text == unit) return card;
  throw Error{ErrorCode::NotFound}.with("unit", unit);
}

/// The view with the distribution of the card's class alone.
app::AssessmentView own_class(const app::AssessmentView& view, const assessment::Scorecard& card) {
  app::AssessmentView own;
  for (const auto& table : view.result.classes)
    for (const auto& each : table.cards)
      if (each.unit == card.unit)
        for (const auto& distribution : view.distributions)
          if (distribution.unit_class == table.unit_class) own.distributions.push_back(distribution);
  return own;
}

Response show_year(Call& call, const app::AssessmentQuery& query, const Findings& findings, int status) {
  const auto view = assessment_of(call).assess(query, call.viewer());
  auto data = page_data(call, say(call, "assessment"));
  add_status(call, data, view.result);
  add_classes(call, data, view);
  add_distributions(call, data, view);
  add_performance(data, view.result);
  add_steps(call, data, view.result.steps);
  add_offers(call, data, steps_for_year(call.actor(), view.result));
  add_findings(call, data, findings);
  if (view.whole) add_charts(data, view.result);
  data.set("whole", view.whole).set("on", query.on ? to_text(*query.on) : "");
  return page(call, "assessment", data, status);
}

Response show_card(Call& call, const app::AssessmentQuery& query, const std::string& unit, const Findings& findings,
                   int status) {
  const auto view = assessment_of(call).assess(query, call.viewer());
  const auto& card = card_of(view, unit);
  auto data = page_data(call, card.unit_name + " " + std::to_string(query.year));
  add_status(call, data, view.result);
  data.set("card_unit", card.unit.text)
      .set("card_name", card.unit_name)
      .set("total", to_text(card.total))
      .set("total_before", card.before_review != card.total ? to_text(card.before_review) : "")
      .set("band", card.band)
      .set("rank", card.rank > 0 ? std::to_string(card.rank) : "")
      .set("vetoed", card.vetoed)
      .set("provisional", card.provisional)
      .set("whole", view.whole)
      .set("next", standing_row(call, card));
  add_texts(call, data, "next_steps", card.standing.arithmetic);
  add_texts(call, data, "sums", card.arithmetic);
  for (const auto& item : card.items) data.push("items", item_data(call, item));
  add_distributions(call, data, own_class(view, card));
  add_steps(call, data, card.steps);
  add_offers(call, data, steps_for(call.actor(), card));
  add_sheet(call, data, card);
  add_findings(call, data, findings);
  return page(call, "scorecard", data, status);
}

/// Policy and days of the form, and the scoring pack given as text.
assessment::WhatIf read_what_if(const Call& call, Findings& findings) {
  assessment::WhatIf what_if;
  const bool posted = call.request.method == Method::Post;
  const auto value = [&](const char* name) {
    return posted ? std::string{call.field(name)} : std::string{call.request.query_value(name)};
  };
  if (const auto policy = value("policy"); !policy.empty()) {
    const auto text = value("days");
    int days = -1;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), days);
    if (fault != std::errc{} || end != text.data() + text.size() || days < 0 || days > 3660)
      throw Error{ErrorCode::BadRequest, Text{"天数无法读取", "the number of days cannot be read"},
                  Text{"请填写 0 至 3660 的整数", "write a whole number from 0 to 3660"}}
          .with("days", text);
    what_if.policy_days[policy] = days;
  }
  if (const auto xml = value("pack"); !xml.empty()) {
    auto pack = assessment_of(call).read_pack(xml);
    findings = pack.findings();
    if (pack) what_if.packs.push_back(std::move(pack.value()));
  }
  return what_if;
}

}  // namespace

Response assessment_page(Call& call) { return show_year(call, assessment_query(call), {}, 200); }

Response scorecard_page(Call& call) {
  return show_card(call, assessment_query(call, call.segments.at(0)), call.segments.at(1), {}, 200);
}

Response take_assessment_step(Call& call) {
  const auto query = assessment_query(call, call.segments.at(0));
  const auto view = assessment_of(call).assess(query, call.viewer());
  const std::string unit{call.field("unit")};
  const auto offers =
      unit.empty() ? steps_for_year(call.actor(), view.result) : steps_for(call.actor(), card_of(view, unit));
  if (std::none_of(offers.begin(), offers.end(), [&](const auto& each) { return each.kind == call.field("kind"); }))
    throw Error{ErrorCode::Forbidden};
  std::vector<UnitCode> units;
  for (const auto& table : view.result.classes)
    for (const auto& card : table.cards) units.push_back(card.unit);
  const auto refused = [&](const Findings& findings) {
    return unit.empty() ? show_year(call, query, findings, 422) : show_card(call, query, unit, findings, 422);
  };
  auto xml = step_xml(call, query.year, units);
  if (const auto findings = assessment_of(call).check_step(xml, call.actor()); has_fault(findings))
    return refused(findings);
  app::Submission submission;
  submission.actor = call.actor();
  submission.record_xml = std::move(xml);
  const auto result = call.site.service.submit(std::move(submission));
  if (result.kind == app::AccessionResult::Kind::Refused) return refused(result.findings);
  if (result.accession) await_settled(call, *result.accession);
  const auto year = std::to_string(query.year);
  return Response::see_other(unit.empty() ? "/assessment?year=" + year : "/assessment/" + year + "/" + unit);
}

Response what_if_page(Call& call) {
  auto query = assessment_query(call, call.field("year"));
  Findings findings;
  query.what_if = read_what_if(call, findings);
  auto data = page_data(call, say(call, "what-if"));
  const bool asked = !query.what_if.empty();
  const auto view = assessment_of(call).assess(query, call.viewer());
  if (!view.whole) throw Error{ErrorCode::Forbidden};
  add_status(call, data, view.result);
  const auto moves = asked ? assessment_of(call).moves(query, call.viewer()) : std::vector<assessment::Move>{};
  for (const auto& move : moves) {
    web::Data row;
    row.set("name", move.unit_name)
        .set("before", to_text(move.before))
        .set("after", to_text(move.after))
        .set("bands",
             move.band_before == move.band_after ? move.band_after : move.band_before + " → " + move.band_after)
        .set("ranks", std::to_string(move.rank_before) + " → " + std::to_string(move.rank_after));
    for (const auto& why : move.why) row.push("why", web::Data{}.set("text", in(call, why)));
    data.push("moves", std::move(row));
  }
  add_findings(call, data, findings);
  data.set("asked", asked).set("has_moves", !moves.empty()).set("moved", static_cast<int>(moves.size()));
  return page(call, "what_if", data, has_fault(findings) ? 422 : 200);
}

Response get_assessment(Call& call) {
  call.takes_only({"on", "known_at", "class", "unit"});
  const auto query = assessment_query(call, call.segments.front());
  const auto unit = call.unit("unit");
  auto seen = assessment_of(call).assess(query, call.viewer()).result;
  return Response::json(assessment::to_json(app::only_of(std::move(seen), call.request.query_value("class"), unit)));
}

}  // namespace cundang::http
