// SPDX-License-Identifier: GPL-3.0-or-later
// Which step may follow which, and by whom: nobody reviews himself, nothing moves a frozen year.
#include <algorithm>

#include "server/assessment/stages.h"

namespace cundang::assessment {
namespace {

/// Will not become right by waiting.
Objection never(std::string zh, std::string en) {
  return {{std::move(zh), std::move(en)}, {}, Objection::Weight::Never};
}
/// Something before it is missing; it may have been filed a moment ago. `cure`: what to do first.
Objection not_yet(std::string zh, std::string en, Text cure) {
  return {{std::move(zh), std::move(en)}, std::move(cure), Objection::Weight::NotYet};
}

}  // namespace

/// Empty when the step applies.
Objection StageBook::judge(const Step& step) const {
  const auto& kind = step.shown.kind;
  if (const auto* frozen = freeze(step.shown.year))
    return never(
        std::to_string(step.shown.year) + " 年度考核已冻结（" + to_text(frozen->record) + "）",
        "the assessment of " + std::to_string(step.shown.year) + " is frozen (" + to_text(frozen->record) + ")");
  if (kind == "self-assessment" || kind == "appeal" || kind == "supporting-evidence") return judge_unit_step(step);
  if (kind == "assessment-decision") return judge_decision(step);
  if (auto why_not = judge_office_step(step); why_not) return why_not;
  if (kind == "appeal-review") return judge_review(step);
  return judge_order(step);
}

Objection StageBook::judge_unit_step(const Step& step) const {
  const auto& shown = step.shown;
  if (shown.by != shown.about_unit && !(shown.kind == "supporting-evidence" && is_desk(shown.by)))
    return never("只能由被考核单位自己办理", "only the unit assessed may do this");
  if (decided(shown.year)) return never("已经审定", "the assessment is decided already");
  return shown.kind == "appeal" ? judge_appeal(step) : Objection{};
}

/// What comes after the term is kept and shown, and has no effect until a person takes it, with reason.
Objection StageBook::judge_appeal(const Step& step) const {
  const auto& shown = step.shown;
  if (!last(shown.year, "consultation", shown.about_unit))
    return not_yet("尚未征求意见，没有可申诉的结果", "no consultation yet: there is nothing to appeal",
                   {"请在征求意见之后申诉；现在可以提交自评或佐证",
                    "appeal after the consultation; a self-assessment or evidence can be filed now"});
  const auto until = appeals_until(shown.year, shown.about_unit);
  if (!until || beijing_day(shown.at) <= *until) return {};
  return {{"逾期申诉：申诉期至 " + to_text(*until) + "，未经受理不生效",
           "late appeal: the term ended on " + to_text(*until) + "; without effect unless it is taken"},
          {"请向办公室说明逾期的理由；复核人员受理时须写明理由",
           "tell the office why it comes late; a reviewer may take it, giving the reason"},
          Objection::Weight::Late};
}

Objection StageBook::judge_office_step(const Step& step) const {
  if (!is_desk(step.shown.by))
    return never("单位 " + step.shown.by.text + " 无权办理", "unit " + step.shown.by.text + " is not entitled to this");
  const bool for_year = step.shown.kind == "assessment-bulletin" || step.shown.kind == "assessment-freeze";
  if (for_year && !step.shown.about_unit.empty())
    return never("通报和冻结以整个年度为单位，请勿写明单位", "bulletin and freeze are of the whole year: name no unit");
  const bool for_unit = step.shown.kind == "scoring-sheet" || step.shown.kind == "appeal-review";
  if (for_unit && step.shown.about_unit.empty()) return never("没有写明被考核单位", "it names no unit");
  return {};
}

Objection StageBook::judge_review(const Step& step) const {
  const auto& shown = step.shown;
  const auto* appeal = shown.about ? find_appeal(*shown.about) : nullptr;
  if (!appeal || appeal->shown.about_unit != shown.about_unit)
    return not_yet("没有写明所复核的申诉", "it does not name the appeal it reviews",
                   {"请写明该单位的申诉（about）", "name an appeal of the unit (about)"});
  if (auto why_not = judge_reviewer(step, *appeal); why_not) return why_not;
  if (decided(shown.year)) return never("已经审定", "the assessment is decided already");
  if (appeal->shown.late && !appeal->shown.applies && shown.late_accepted.empty())
    return {{"申诉 " + to_text(appeal->shown.record) + " 逾期，复核没有写明受理理由",
             "appeal " + to_text(appeal->shown.record) + " is late, and the review does not say why it is taken"},
            {"受理的请写明理由（late-accepted）；不受理的不必复核",
             "to take it, give the reason (late-accepted); else there is nothing to review"},
            Objection::Weight::Never};
  return {};
}

/// 复核 not by the one who did 核分, first or second person, nor by the one who appealed.
Objection StageBook::judge_reviewer(const Step& step, const Step& appeal) const {
  const auto& shown = step.shown;
  for (const auto* sheet : of(shown.year, "scoring-sheet", shown.about_unit)) {
    bool took_part = sheet->shown.person == shown.person;
    for (const auto& item : sheet->items)
      took_part = took_part || item.scorer == shown.person || item.second == shown.person;
    if (took_part)
      return never("复核人 " + shown.person.text + " 参加过核分（" + to_text(sheet->shown.record) + "），须换人复核",
                   "reviewer " + shown.person.text + " took part in the scoring (" + to_text(sheet->shown.record) +
                       "): another person must review");
  }
  if (appeal.shown.person == shown.person) return never("复核人就是申诉人", "the reviewer is the one who appealed");
  return {};
}

/// 审定 belongs to the 安委会; the office enters it with the name of who approved.
Objection StageBook::judge_decision(const Step& step) const {
  const auto& shown = step.shown;
  const auto day = beijing_day(shown.at);
  const auto* by = packs_.units.find(shown.by);
  if (!is_desk(shown.by) || (by->unit_class != UnitClass::Committee && shown.approved_by.empty()))
    return never("审定由安委会办理；办公室代录须写明批准人",
                 "the committee decides; where the office enters it, it names who approved");
  if (!shown.about_unit.empty())
    return never("审定以整个年度为单位，请勿写明单位", "the decision is of the whole year: name no unit");
  const auto close = books_close(shown.year);
  if (!close.day || day <= *close.day)
    return never("封账日（" + (close.day ? to_text(*close.day) : "未定") + "）以前不得审定",
                 "no decision before the books close (" + (close.day ? to_text(*close.day) : "no date") + ")");
  const auto asked = of(shown.year, "consultation", {});
  if (asked.empty())
    return not_yet("尚未征求意见", "no consultation yet",
                   {"请先征求意见，待申诉期满、申诉复核完毕再审定",
                    "consult first; decide when the terms of appeal are over and every appeal is reviewed"});
  for (const auto* sheet : of(shown.year, "scoring-sheet", {}))
    if (const auto& unit = sheet->shown.about_unit; !last(shown.year, "consultation", unit))
      return not_yet("单位 " + unit.text + " 已核分而尚未征求意见",
                     "unit " + unit.text + " is scored and was not consulted",
                     {"请先向该单位征求意见", "consult the unit first"});
  for (const auto* each : asked) {
    const auto term = after("考核-申诉", {"征求意见", "consultation"}, beijing_day(each->shown.at));
    if (term.day && day <= *term.day)
      return never("申诉期未满（至 " + to_text(*term.day) + "）", "appeals may still come until " + to_text(*term.day));
  }
  if (const auto* appeal = unreviewed_appeal(shown.year, {}))
    return not_yet("申诉 " + to_text(appeal->shown.record) + " 尚未复核",
                   "appeal " + to_text(appeal->shown.record) + " is not reviewed yet",
                   {"请未参加核分的人先复核", "have it reviewed first by a person who did not score"});
  return {};
}

Objection StageBook::judge_order(const Step& step) const {
  const auto& shown = step.shown;
  const auto needs = [&](const char* kind, const UnitCode& unit, Text why_not, Text cure) {
    return last(shown.year, kind, unit) ? Objection{} : not_yet(why_not.zh, why_not.en, std::move(cure));
  };
  if (shown.kind == "scoring-sheet" && decided(shown.year))
    return never("已经审定", "the assessment is decided already");
  if (shown.kind == "consultation") {
    if (decided(shown.year)) return never("已经审定", "the assessment is decided already");
    return needs("scoring-sheet", shown.about_unit, {"尚未核分", "nothing is scored yet"},
                 {"请先在被考核单位的考核页提交核分，再征求意见",
                  "file a scoring sheet on the page of a unit first, then consult"});
  }
  if (shown.kind == "assessment-bulletin")
    return needs("assessment-decision", {}, {"尚未审定", "not decided yet"},
                 {"请先审定，再通报", "decide first, then issue the bulletin"});
  if (shown.kind == "assessment-freeze")
    return needs("assessment-bulletin", {}, {"尚未通报", "no bulletin yet"},
                 {"请先通报，再冻结", "issue the bulletin first, then freeze"});
  return {};
}

StageStanding StageBook::standing(int year, const UnitCode& unit, Date on) const {
  StageStanding standing;
  const auto wait = [&](Stage next, Text who, const ledger::DueDate& due) {
    standing.next = next;
    standing.whose_turn = std::move(who);
    standing.due = due.day;
    standing.arithmetic = due.arithmetic;
    standing.overdue = due.day && *due.day < on;
  };
  const auto day = [](const Step* step) { return beijing_day(step->shown.at); };
  const Text office{"市安委办（局）", "the office"}, self{unit.text, unit.text}, committee{"市安委会", "the committee"};
  const auto* decision = last(year, "assessment-decision", {});
  const auto* bulletin = last(year, "assessment-bulletin", {});
  if (freeze(year)) {
    standing.next = Stage::Done;
    return standing;
  }
  if (bulletin) return wait(Stage::Freeze, office, after("考核-冻结", {"通报", "bulletin"}, day(bulletin))), standing;
  if (decision) return wait(Stage::Bulletin, office, after("考核-通报", {"审定", "decision"}, day(decision))), standing;
  const auto close = books_close(year);
  const auto* own = last(year, "self-assessment", unit);
  const auto* sheet = last(year, "scoring-sheet", unit);
  const auto* asked = last(year, "consultation", unit);
  const auto closes = close.day.value_or(on);
  const auto self_term = after("考核-自评", {"封账", "books closed"}, closes);
  if (!sheet && !own && (!self_term.day || on <= *self_term.day))
    return wait(Stage::SelfAssessment, self, self_term), standing;
  if (!sheet)
    return wait(Stage::Scoring, {"核分人员", "the scorers"},
                after("考核-核分", {"自评期满", "end of the self-assessment"}, self_term.day.value_or(closes))),
           standing;
  if (!asked)
    return wait(Stage::Consultation, office, after("考核-征求意见", {"核分", "scoring"}, day(sheet))), standing;
  if (const auto* appeal = unreviewed_appeal(year, unit))
    return wait(Stage::Review, {"未参加核分的复核人员", "a reviewer who did not score"},
                after("考核-复核", {"申诉", "appeal"}, day(appeal))),
           standing;
  const auto appeal_term = after("考核-申诉", {"征求意见", "consultation"}, day(asked));
  const auto appealed = of(year, "appeal", unit);
  if (appealed.empty() && appeal_term.day && on <= *appeal_term.day)
    return wait(Stage::Appeal, self, appeal_term), standing;
  auto from = appeal_term.day.value_or(day(asked));
  for (const auto* review : of(year, "appeal-review", unit)) from = std::max(from, day(review));
  wait(Stage::Decision, committee, after("考核-审定", {"申诉期满、复核完毕", "appeals ended and reviewed"}, from));
  return standing;
}

}  // namespace cundang::assessment
