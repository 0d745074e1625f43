// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/act_outcome.h"

#include <algorithm>

#include "server/http/duty_view.h"
#include "server/web/official_document.h"

namespace cundang::http {

namespace {

/// Hex digits of a duty's id in an address: enough to tell it among the visible ones.
constexpr std::size_t id_shown = 12;
constexpr int duties_max = 100'000;

const ledger::HistoryStep* step_of(const ledger::Obligation& duty, AccessionNumber record) {
  for (auto step = duty.history.rbegin(); step != duty.history.rend(); ++step)
    if (step->record == record) return &*step;
  return nullptr;
}

/// Numbers of one click lie beside each other; those of others between them are told apart by kind and person.
struct Asked {
  std::string_view kind;
  AccessionNumber first, last;
  int duties = 0;
  std::vector<std::string> passed_over;
  std::optional<Date> on;
};

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find('.'), text.size());
    if (end >= id_shown) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::optional<Asked> asked_of(const Call& call) {
  const auto& request = call.request;
  Asked asked;
  asked.kind = request.query_value("acts");
  if (asked.kind.empty()) return std::nullopt;
  asked.first = parse_accession_number(request.query_value("first")).value_or(AccessionNumber{});
  asked.last = parse_accession_number(request.query_value("last")).value_or(AccessionNumber{});
  asked.duties = call.number("duties", 0, 0, duties_max);
  asked.passed_over = parts_of(request.query_value("passed"));
  asked.on = parse_date(request.query_value("on"));
  return asked;
}

/// What stands in the ledger of one click.
class Tally {
 public:
  Tally(const Call& call, const Asked& asked, const std::vector<Unit>& units)
      : call_{call}, asked_{asked}, units_{units} {}

  void look_at(const ledger::Obligation& duty) {
    for (const auto& step : duty.history)
      if (step.act == asked_.kind && asked_.first.value <= step.record.value &&
          step.record.value <= asked_.last.value && step.person == call_.actor().person)
        count(duty, step);
    const auto passed = [&](const std::string& id) { return duty.id.text.starts_with(id); };
    if (std::any_of(asked_.passed_over.begin(), asked_.passed_over.end(), passed)) {
      ++passed_over_;
      list(duty, {}, say(call_, "act-passed-over") + web::in(ledger::state_name(duty.state), call_.language));
    }
  }

  web::Data told() && {
    const int waiting = std::max(0, asked_.duties - applied_ - without_effect_);
    told_.set("name", web::kind_name(asked_.kind, call_.language))
        .set("applied", applied_)
        .set("without_effect", without_effect_)
        .set("passed_over", passed_over_)
        .set("waiting", waiting)
        .set("has_without_effect", without_effect_ > 0)
        .set("has_passed_over", passed_over_ > 0)
        .set("has_waiting", waiting > 0)
        .set("all_well", without_effect_ + passed_over_ + waiting == 0)
        .set("has_rows", without_effect_ + passed_over_ > 0);
    return std::move(told_);
  }

 private:
  void count(const ledger::Obligation& duty, const ledger::HistoryStep& step) {
    ++(step.applies ? applied_ : without_effect_);
    if (!step.applies) list(duty, to_text(step.record), web::in(step.why_not, call_.language));
  }
  void list(const ledger::Obligation& duty, const std::string& record, const std::string& why) {
    told_.push("rows", web::Data{}
                           .set("id", duty.id.text)
                           .set("name", web::in(duty.name, call_.language))
                           .set("owing_name", unit_name(units_, duty.owing))
                           .set("record", record)
                           .set("why", why));
  }
  const Call& call_;
  const Asked& asked_;
  const std::vector<Unit>& units_;
  web::Data told_;
  int applied_ = 0, without_effect_ = 0, passed_over_ = 0;
};

}  // namespace

std::string after_act(const ledger::Obligation& duty, AccessionNumber record) {
  return "/obligations/" + duty.id.text + "?act=" + to_text(record);
}

void add_act_outcome(const Call& call, web::Data& data, const ledger::Obligation& duty) {
  const auto record = parse_accession_number(call.request.query_value("act"));
  if (!record) return;
  const auto* step = step_of(duty, *record);
  web::Data told;
  told.set("record", to_text(*record))
      .set("waiting", step == nullptr)
      .set("applied", step != nullptr && step->applies)
      .set("without_effect", step != nullptr && !step->applies);
  if (step)
    told.set("name", web::kind_name(step->act, call.language)).set("why", web::in(step->why_not, call.language));
  data.push("act_outcome", std::move(told));
}

std::string after_acts(std::string_view page, const ActsTaken& taken) {
  auto address = std::string{page} + "?acts=" + std::string{taken.kind} + "&duties=" + std::to_string(taken.duties);
  if (!taken.records.empty())
    address += "&first=" + to_text(taken.records.front()) + "&last=" + to_text(taken.records.back());
  if (taken.on) address += "&on=" + to_text(*taken.on);
  for (const auto& id : taken.passed_over)
    address += (&id == taken.passed_over.data() ? "&passed=" : ".") + id.text.substr(0, id_shown);
  return address;
}

void add_acts_outcome(const Call& call, web::Data& data, const std::vector<Unit>& units) {
  const auto asked = asked_of(call);
  if (!asked) return;
  app::ObligationQuery query;
  query.on = asked->on;
  Tally tally{call, *asked, units};
  for (const auto& duty : call.site.service.obligations(query, call.viewer())) tally.look_at(duty);
  data.push("acts_outcome", std::move(tally).told());
}

}  // namespace cundang::http
