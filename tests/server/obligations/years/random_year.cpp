// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/obligations/years/random_year.h"

namespace cundang::ledger {
namespace {

const std::vector<std::string> act_kinds = {
    "acknowledgement",   "acknowledgement",    "acknowledgement", "service",           "service",
    "service-prompt",    "deemed-service",     "service-ruling",  "service-objection", "urging",
    "extension-request", "verification",       "verification",    "return-for-rework", "completion",
    "closure",           "extension-decision", "service-ruling",  "service-objection", "waiver",
    "withdrawal"};

bool acts_on_a_record(const std::string& kind) {
  return kind == "acknowledgement" || kind.starts_with("service") || kind == "deemed-service";
}

Node pack_validity_from(const std::string& day) { return node("validity", {{"from", day}}); }

}  // namespace

void RandomYear::tell(int records) {
  for (int i = 0; i < records; ++i) {
    day_ = Date{std::chrono::sys_days{day("2012-06-01")} + std::chrono::days{365LL * i / records}};
    if (i % 60 == 0) look_around();
    auto record = next();
    const auto kind = record.kind;
    const auto arrived = record.received_on.value_or(day_);
    const auto number =
        story_.file(to_text(day_) + " 10:00", std::move(record), random_.one_in(2) ? "first" : "second");
    if (kind == "advisory-letter" || kind == "minutes") documents_.push_back(number);
    if (kind == "paper-receipt") papers_.emplace_back(number, arrived);
    if (!kind.ends_with("feedback") && !kind.ends_with("report")) continue;
    replies_.push_back(number);
    fresh_.emplace_back(number, day_);
  }
}

/// What people act on is what they saw some days ago: so decisions cross.
void RandomYear::look_around() { seen_ = story_.ledger().obligations(day_); }

Record RandomYear::next() {
  const auto draw = random_.between(0, 99);
  if (draw < 20) return document();
  if (draw < 42) return reply();
  if (draw < 85) return some_act();
  if (draw < 99) return change();
  return pack();
}

Record RandomYear::document() {
  auto made = random_.one_in(2) ? committee_minutes({a_unit(), a_unit(), a_unit()}) : advisory_letter(a_unit());
  made.doc_no = "铭安办发〔2012〕" + std::to_string(random_.between(1, 400)) + "号";
  if (random_.one_in(10))
    made.demands = {{"p2", {}, "feedback", std::nullopt, random_.between(1, 60), random_.one_in(2)}};
  return made;
}

Record RandomYear::reply() {
  const auto seen = suited_to("reply");
  const auto unit = seen.owing.empty() ? a_unit() : seen.owing.text;
  Record made = half_year_report(unit, random_.one_in(2) ? "2012-H1" : "2012-H2");
  if (const auto draw = random_.between(0, 9); draw < 5)
    made = feedback(unit, some(documents_), random_.one_in(3) ? "m1" : "");
  else if (draw < 8)
    made = letter_feedback(unit, some(documents_));
  if (!seen.id.empty() && !random_.one_in(4)) {
    made =
        record(unit, node(seen.owes, {}, {text("measures", "方案"), text("situation", "平稳"), text("plan", "整治")}));
    made.answers.resize(1);
    made.answers.front().obligation = seen.id.text;
  }
  if (random_.one_in(8)) made.answers.front().extent = random_.one_in(2) ? Answer::Extent::Stage : Answer::Extent::Part;
  if (random_.one_in(8)) {
    made.answers.clear();
    made.title = "关于落实铭安办发〔2012〕" + std::to_string(random_.between(1, 400)) + "号文件情况的报告";
  }
  return made;
}

Record RandomYear::some_act() {
  const auto& kind = random_.pick(act_kinds);
  const auto seen = suited_to(kind);
  const bool of_unit = kind == "acknowledgement" || kind == "extension-request" || kind == "service-objection";
  auto by = of_unit ? seen.owing.text : a_desk();
  if (by.empty() || random_.one_in(10)) by = a_unit();
  std::vector<Node> children;
  if (acts_on_a_record(kind) || random_.one_in(12))
    children.push_back(record_ref(seen.trigger.value_or(some(documents_))));
  else
    children.push_back(obligation_ref(seen.id));
  // What he saw last, which others may have passed meanwhile.
  if (random_.one_in(2) && !seen.history.empty())
    children.push_back(text("expects", std::to_string(seen.history.back().leaf)));
  for (auto& each : particulars()) children.push_back(std::move(each));
  if (kind.starts_with("service-r") || kind == "service" || kind == "deemed-service")
    children.push_back(node("unit", {{"code", seen.owing.text}}));
  return act(by, kind, std::move(children));
}

/// Every act finds its own among them.
std::vector<Node> RandomYear::particulars() {
  return {text("at", days_from_now(-3, 0) + "T09:00:00+08:00"),
          text("on", days_from_now(-3, 0)),
          text("by", "王敏"),
          text("channel", "confidential"),
          text("proof", random_.one_in(4) ? "" : "签收簿"),
          text("until", days_from_now(-5, 60)),
          text("accepted", random_.one_in(3) ? "false" : "true"),
          text("granted", random_.one_in(3) ? "false" : "true"),
          text("upheld", random_.one_in(2) ? "false" : "true"),
          text("form", "done"),
          text("reason", "情况属实"),
          text("text", "请抓紧")};
}

Record RandomYear::change() {
  switch (random_.between(0, 6)) {
    case 0:
      return correction();
    case 1:
      return paper();
    case 2:
      return recognition();
    case 3:
      return transfer();
    case 4:
      return fault();
    case 5:
      return act(random_.one_in(5) ? a_unit() : "AWB", "deadline-shift",
                 {text("day", days_from_now(-10, 2)), text("until", days_from_now(-8, 6)), text("reason", "停电"),
                  text("proof", "运行日志")});
    default:
      return match();
  }
}

Record RandomYear::correction() {
  return record(random_.one_in(6) ? a_unit() : a_desk(),
                node("correction", {},
                     {node("corrects", {{"record", to_text(some(documents_))}}), text("reason", "出席单位有误"),
                      node("replacement", {}, {committee_minutes({a_unit(), a_unit()}).content})}));
}

Record RandomYear::paper() {
  const auto seen = suited_to("reply");
  auto made =
      record(a_desk(), node("paper-receipt", {},
                            {node("from-unit", {{"code", seen.owing.empty() ? a_unit() : seen.owing.text}}),
                             text("kind-registered", random_.one_in(2) ? "letter-feedback" : "implementation-feedback"),
                             text("reading", "反馈")}));
  made.received_on = day(days_from_now(-12, 0));
  made.answers = {to_record(some(documents_))};
  if (!seen.id.empty() && !random_.one_in(6)) {
    made.answers.front() = {};
    made.answers.front().obligation = seen.id.text;
    made.content.children[1].text = seen.owes;
  }
  return made;
}

Record RandomYear::recognition() {
  const bool slip = random_.one_in(2);
  const auto& among = slip ? fresh_ : papers_;
  std::vector<Node> children{record_ref({1}), text("day", days_from_now(-12, 0))};
  if (!among.empty()) {
    const auto& [number, arrived] = among[among.size() - 1 - random_.next() % std::min<std::size_t>(among.size(), 9)];
    children[0] = record_ref(number);
    if (!random_.one_in(4)) children[1] = text("day", to_text(arrived));
  }
  if (slip) children.push_back(node("slip", {{"leaf", "1"}, {"digest", std::string(64, 'a')}}));
  children.push_back(text("recognised", random_.one_in(4) ? "false" : "true"));
  return act(a_desk(), "day-recognition", std::move(children));
}

Record RandomYear::transfer() {
  const auto& seen = seen_.empty() ? Obligation{} : random_.pick(seen_);
  const auto from = random_.one_in(8) ? a_unit() : seen.owing.text;
  std::vector<Node> children{node("from-unit", {{"code", from}}), text("effective", days_from_now(-4, 8))};
  const auto to = a_unit();
  for (const auto& each : seen_)
    if (children.size() < 10 && each.owing == seen.owing)
      children.push_back(node("transfer", {{"obligation", each.id.text}, {"to", to}}));
  return act(a_desk(), "duty-transfer", std::move(children));
}

Record RandomYear::fault() {
  const auto& seen = seen_.empty() ? Obligation{} : random_.pick(seen_);
  return act(random_.one_in(4) ? seen.owing.text : "AWB", "fault-finding",
             {obligation_ref(seen.id), node("unit", {{"code", random_.one_in(4) ? a_unit() : seen.owing.text}}),
              text("kind", random_.one_in(3) ? "non-cooperation" : "unserious"), text("reason", "照抄来文")});
}

Record RandomYear::match() {
  return act(a_desk(), "match-confirmation",
             {obligation_ref(some_duty()), record_ref(some(replies_)),
              text("confirmed", random_.one_in(3) ? "false" : "true")});
}

Record RandomYear::pack() {
  const auto from = days_from_now(0, 20);
  switch (random_.between(0, 4)) {
    case 0:
      return act("AWB", "policy-pack",
                 {pack_validity_from(from), text("basis", "假定"),
                  node("policy", {{"id", random_.one_in(2) ? "及时" : "函告-书面反馈"},
                                  {"days", std::to_string(random_.between(3, 25))},
                                  {"unit", random_.one_in(2) ? "working" : "calendar"},
                                  {"from", from},
                                  {"basis", "假定"}})});
    case 1:
      return act("AWB", "calendar",
                 {pack_validity_from("2012-01-01"),
                  node("day", {{"date", days_from_now(-20, 40)}, {"off", "true"}, {"name", "调整"}}),
                  node("day", {{"date", days_from_now(-20, 40)}, {"off", "false"}, {"name", "调整"}})});
    case 2: {
      const auto gone = a_unit();
      const bool over = random_.one_in(2);
      return act("AWB", "unit-register",
                 {pack_validity_from("2012-01-01"),
                  node("unit", {{"code", gone}, {"class", "department"}, {"until", over ? from : "2020-12-31"}},
                       {node("name", {}, {text("full", "单位" + gone)}), node("successor", {{"unit", a_unit()}})})});
    }
    case 3:
      return record("AWB", node("list", {{"name", "市有关部门"}},
                                {pack_validity_from(from), node("member", {{"unit", a_unit()}}),
                                 node("member", {{"unit", a_unit()}}), node("member", {{"unit", "ZJW"}})}));
    default:
      return act(
          "AWB", "rule-pack",
          {pack_validity_from(from),
           node("rule",
                {{"id", "函告-书面反馈"},
                 {"system", "4"},
                 {"row", "4c"},
                 {"clause", "四(四)2"},
                 {"from", from},
                 {"basis", "假定"}},
                {text("name", "工作情况书面反馈"), node("on", {{"kind", "advisory-letter"}, {"series", "建议函"}}),
                 node("each", {{"select", "addressees"}, {"owes", "letter-feedback"}, {"to", "author"}}),
                 node("due",
                      {{"days", std::to_string(random_.between(5, 30))}, {"unit", "working"}, {"from", "served"}})})});
  }
}

std::string RandomYear::days_from_now(int low, int high) {
  return to_text(Date{std::chrono::sys_days{day_} + std::chrono::days{random_.between(low, high)}});
}

AccessionNumber RandomYear::some(const std::vector<AccessionNumber>& numbers) {
  if (numbers.empty()) return {1};
  // Mostly one of the latest.
  const auto count = static_cast<int>(numbers.size());
  return numbers[static_cast<std::size_t>(random_.between(random_.one_in(5) ? 0 : std::max(0, count - 40), count - 1))];
}

/// A duty as seen lately on which the act might apply; with bad luck, or at times on purpose, one on which it cannot.
Obligation RandomYear::suited_to(const std::string& act) {
  if (seen_.empty()) return {};
  const auto wants = [&](const Obligation& duty) {
    if (act == "verification") return duty.state == State::Answered;
    if (act == "return-for-rework") return duty.state == State::Answered || duty.state == State::Verified;
    if (act == "completion" || act == "closure") return duty.state == State::Verified;
    if (act == "service-ruling") return duty.service_disputed;
    if (act == "service-objection") return duty.served.has_value();
    if (act == "extension-decision") return duty.next_step.zh.find("延期") != std::string::npos;
    if (acts_on_a_record(act)) return duty.trigger && !duty.served;
    return awaits_answer(duty.state);
  };
  for (int tries = 0; tries < 60 && !random_.one_in(60); ++tries)
    if (const auto& duty = random_.pick(seen_); wants(duty)) return duty;
  return random_.pick(seen_);
}

ObligationId RandomYear::some_duty() { return seen_.empty() ? ObligationId{"00"} : random_.pick(seen_).id; }

}  // namespace cundang::ledger
