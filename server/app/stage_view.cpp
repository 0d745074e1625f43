// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/stage_view.h"

#include "server/assessment/scoring_pack.h"

namespace cundang::app {
namespace {

/// 核分 and 复核 are the reviewers' and the office's; what is addressed to the units is the office's alone.
bool may_file(std::string_view kind, const Actor& actor) {
  if (actor.method == AuthMethod::LocalOperator || actor.has(Role::Office)) return true;
  if (kind == "scoring-sheet" || kind == "appeal-review") return actor.has(Role::Reviewer);
  return kind == "self-assessment" || kind == "appeal" || kind == "supporting-evidence";
}

}  // namespace

Findings StageView::check(const Record& record, const Actor& actor, Instant at) const {
  return check(record, actor, at, false);
}

Findings StageView::check_click(const Record& record, const Actor& actor, Instant at) const {
  return check(record, actor, at, true);
}

Findings StageView::check(const Record& record, const Actor& actor, Instant at, bool clicked) const {
  if (record.kind == "scoring-pack") return assessment::scoring_check(record.content);
  if (!assessment::is_stage(record.kind)) return {};
  if (!may_file(record.kind, actor))
    return {{"authority.assessment-role",
             Severity::Fault,
             "/record/" + record.kind,
             0,
             {"考核的这一环节只能由考核评审人员或办公室办理", "this stage belongs to the reviewers or the office"},
             {"请联系办公室", "ask the office"}}};
  const std::scoped_lock lock{mutex_};
  entries_.replay(through_, EntrySource::no_end, [this](const Entry& entry) { book_.apply(entry); });
  auto why_not = book_.objection(record, actor.unit, actor.person, beijing_day(at));
  if (!why_not) return {};
  using Weight = assessment::Objection::Weight;
  const bool refused = why_not.weight == Weight::Never || (clicked && why_not.weight == Weight::NotYet);
  if (why_not.cure.zh.empty())
    why_not.cure = {"请在考核页面查看现在该办哪一步、由谁办",
                    "see on the assessment page which step is next and whose it is"};
  return {{"assessment.no-effect", refused ? Severity::Fault : Severity::Warning, "/record/" + record.kind, 0,
           std::move(why_not.text), std::move(why_not.cure)}};
}

}  // namespace cundang::app
