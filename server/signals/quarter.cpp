// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/signals/quarter.h"

#include <algorithm>
#include <array>
#include <set>

#include "server/obligations/cited_number.h"
#include "server/obligations/obligation_id.h"

namespace cundang::signals {
namespace {

/// The paragraph that says a text: the same words, else one that holds them.
std::string paragraph_of(const Record& record, const std::string& text) {
  for (const auto& paragraph : record.body)
    if (paragraph.text == text) return paragraph.id;
  for (const auto& paragraph : record.body)
    if (paragraph.kind != Paragraph::Kind::Heading && paragraph.text.find(text) != std::string::npos)
      return paragraph.id;
  return {};
}

void quote(QuarterSources& sources, AccessionNumber number, const UnitCode& unit, const Record& record,
           std::initializer_list<std::string_view> elements) {
  sources.records.push_back(number);
  for (const auto element : elements) {
    const auto text = std::string{record.content.child_text(element)};
    if (!text.empty())
      sources.quotations.push_back({number, unit, std::string{element}, paragraph_of(record, text), text});
  }
}

/// Figures have no sentence of their own in the form: they are told as 名称 数值.
std::string figures_text(const Record& record) {
  std::string text;
  for (const auto* figure : record.content.select("figures/figure"))
    text += (text.empty() ? "" : "，") + std::string{figure->attribute("name")} + " " +
            std::string{figure->attribute("value")};
  return text;
}

void finish(QuarterSources& sources) {
  std::sort(sources.records.begin(), sources.records.end());
  std::sort(sources.unread.begin(), sources.unread.end());
}

}  // namespace

Date QuarterName::first_day() const {
  return {std::chrono::year{year}, std::chrono::month{3 * index - 2}, std::chrono::day{1}};
}

Date QuarterName::last_day() const {
  return {std::chrono::year{year} / std::chrono::month{3 * index} / std::chrono::last};
}

std::string QuarterName::text() const { return std::to_string(year) + "-Q" + std::to_string(index); }

std::string QuarterName::chinese() const {
  static constexpr std::array names{"一", "二", "三", "四"};
  return std::to_string(year) + "年第" + names.at(index - 1) + "季度";
}

std::optional<QuarterName> parse_quarter(std::string_view text) {
  if (text.size() != 7 || text.substr(4, 2) != "-Q" || text[6] < '1' || text[6] > '4') return std::nullopt;
  const auto day = parse_date(std::string{text.substr(0, 4)} + "-01-01");
  if (!day) return std::nullopt;
  return QuarterName{static_cast<int>(day->year()), static_cast<unsigned>(text[6] - '0')};
}

void Quarter::apply(const Entry& entry) {
  const auto& record = entry.record;
  if (record.historical) return;
  const auto& content = record.content;
  if (record.kind == "unit-register") units_.take(content);
  if (record.kind == "list") lists_.take(content);
  if (record.kind == "rule-pack" && is_desk(entry.unit)) rules_.take(content, beijing_day(entry.received_at));
  if (record.kind == "delegation" && is_desk(entry.unit)) delegations_.take(entry);
  if (record.kind == "correction") take_correction(entry);
  if (record.kind == "paper-receipt") return take_paper(entry);
  if (record.kind == "classified-handover") return take_handover(entry);
  const auto unit = speaker(entry);
  if (!unit) return;
  take({entry.number, entry.number, *unit, record}, record.kind, std::string{content.child_text("period")});
}

/// Office and bureau; anyone before the first register.
bool Quarter::is_desk(const UnitCode& unit) const { return units_.empty() || units_.is_desk(unit); }

/// Who files: for another only by a 代报授权, or by the desk's hand; without either it is nobody's word.
std::optional<UnitCode> Quarter::speaker(const Entry& entry) const {
  const auto& behalf = entry.record.on_behalf_of;
  if (!behalf || behalf->code.empty()) return entry.unit;
  if (behalf->code == entry.unit || is_desk(entry.unit) || delegations_.allow(entry, behalf->code)) return behalf->code;
  return std::nullopt;
}

void Quarter::take(Source source, const std::string& kind, const std::string& period) {
  const auto& record = source.record;
  if (kind == "quarterly-analysis" && period == name_.text()) {
    analyses_[source.unit] = std::move(source);
  } else if (kind == "complaint-statistics" && period == name_.text()) {
    complaints_ = std::move(source);
  } else if (kind == "seminar-record" && period == name_.text()) {
    seminar_ = std::move(source);
  } else if (kind == "minutes" && record.series == "安委会例会") {
    const auto held = parse_date(record.content.child_text("meeting-date"));
    if (held && name_.first_day() <= *held && *held <= name_.last_day()) minutes_.push_back(std::move(source));
  } else if (kind == "implementation-feedback") {
    for (auto& subject : subjects_of(record, source.unit)) feedbacks_[std::move(subject)] = source;
  }
}

/// 收文登记: which quarter's it is, its answers say.
void Quarter::take_paper(const Entry& entry) {
  const auto* from = entry.record.content.child("from-unit");
  if (!from || from->attribute("code").empty() || !is_desk(entry.unit)) return;
  const UnitCode unit{std::string{from->attribute("code")}};
  const std::string kind{entry.record.content.child_text("kind-registered")};
  Source source{entry.number, entry.number, unit, entry.record, true};
  for (const auto& answer : entry.record.answers)
    for (auto& named : meant(answer.obligation, unit)) source.record.answers.push_back(std::move(named));
  for (const auto& answer : source.record.answers)
    if (!answer.period.empty() && kind_owed(answer.rule) == kind) return take(std::move(source), kind, answer.period);
  take(std::move(source), kind, {});
}

/// 涉密件登记单: the duty it names says what it stands for.
void Quarter::take_handover(const Entry& entry) {
  const auto unit = speaker(entry);
  if (!unit) return;
  Source source{entry.number, entry.number, *unit, entry.record, true};
  if (const auto* duty = entry.record.content.child("duty"))
    return take(source, kind_owed(std::string{duty->attribute("rule")}), std::string{duty->attribute("period")});
  const auto* obligation = entry.record.content.child("obligation");
  if (!obligation) return;
  source.record.answers = meant(std::string{obligation->attribute("id")}, *unit);
  if (source.record.answers.empty()) return;
  const auto& named = source.record.answers.front();
  if (named.record) return take(source, "implementation-feedback", {});
  const auto kind = kind_owed(named.rule), period = named.period;
  take(std::move(source), kind, period);
}

/// What a duty of the rule is answered by; empty for a rule nobody has filed.
std::string Quarter::kind_owed(const std::string& rule) const {
  for (const auto& each : rules_.newest())
    if (each->id == rule) return each->owes;
  return {};
}

/// What an obligation of this unit is about, of what a quarter's papers are drawn from; nothing where it is another's.
std::vector<Answer> Quarter::meant(const std::string& obligation, const UnitCode& unit) const {
  std::vector<Answer> found;
  if (obligation.empty()) return found;
  for (const auto& rule : rules_.newest()) {
    if (rule->of_calendar() && ledger::obligation_id(rule->id, name_.text(), unit, {}).text == obligation) {
      Answer answer;
      answer.rule = rule->id;
      answer.period = name_.text();
      return {std::move(answer)};
    }
    if (rule->owes != "implementation-feedback") continue;
    for (const auto& minutes : minutes_) {
      std::vector<std::string> items{{}};
      for (const auto* matter : minutes.record.content.select("matters/matter"))
        items.emplace_back(matter->attribute("id"));
      for (const auto& item : items) {
        if (ledger::obligation_id(rule->id, to_text(minutes.first), unit, item).text != obligation) continue;
        Answer answer;
        answer.record = minutes.first;
        answer.item = item;
        return {std::move(answer)};
      }
    }
  }
  return found;
}

void Quarter::add(QuarterSources& sources, const Source& source,
                  std::initializer_list<std::string_view> elements) const {
  if (!source.unread) return quote(sources, source.number, source.unit, source.record, elements);
  sources.records.push_back(source.number);
  sources.unread.emplace_back(source.number, source.unit);
}

void Quarter::take_correction(const Entry& entry) {
  const auto* corrects = entry.record.content.child("corrects");
  const auto* replacement = entry.record.content.child("replacement");
  const auto named = corrects ? parse_accession_number(corrects->attribute("record")) : std::nullopt;
  if (!named || !replacement || replacement->children.empty()) return;
  const auto earlier = firsts_.find(named->value);
  const auto first = earlier == firsts_.end() ? named->value : earlier->second;
  const auto by = speaker(entry);
  const auto correct = [&](Source& source) {
    if (source.first.value != first || source.unread || source.unit != by) return;
    if (replacement->children.front().name != source.record.kind) return;
    firsts_[entry.number.value] = first;
    source.record.content = replacement->children.front();
    source.number = entry.number;
    source.record.body.clear();  // its paragraphs told the old text
  };
  for (auto& [unit, source] : analyses_) correct(source);
  for (auto* one : {&complaints_, &seminar_})
    if (*one) correct(**one);
  for (auto& source : minutes_) correct(source);
  for (auto& [subject, source] : feedbacks_) correct(source);
}

bool Quarter::is_named(const Source& source, const Answer& answer) const {
  if (answer.record) {
    const auto corrected = firsts_.find(answer.record->value);
    return source.first.value == (corrected == firsts_.end() ? answer.record->value : corrected->second);
  }
  return !answer.doc_no.empty() && ledger::normal_doc_no(answer.doc_no) == ledger::normal_doc_no(source.record.doc_no);
}

std::vector<Quarter::Subject> Quarter::subjects_of(const Record& record, const UnitCode& unit) const {
  std::vector<Subject> subjects;
  for (const auto& answer : record.answers)
    for (const auto& minutes : minutes_)
      if (is_named(minutes, answer)) subjects.push_back({minutes.first.value, unit, answer.item});
  return subjects;
}

QuarterSources Quarter::for_forecast() const {
  QuarterSources sources;
  sources.quarter = name_;
  // The list of the day on which the duty arises: the first of the quarter after (docs/formats/rules.md).
  const auto members = lists_.members("有关成员单位", next_day(name_.last_day()));
  for (const auto& unit : members)
    if (!analyses_.contains(unit)) sources.missing.push_back(unit);
  const auto add_analysis = [&](const Source& source) {
    add(sources, source, {"situation", "work", "results", "outlook"});
  };
  for (const auto& unit : members)
    if (const auto found = analyses_.find(unit); found != analyses_.end()) add_analysis(found->second);
  for (const auto& [unit, source] : analyses_)
    if (std::find(members.begin(), members.end(), unit) == members.end()) add_analysis(source);
  if (complaints_) {
    if (const auto figures = figures_text(complaints_->record); !figures.empty())
      sources.quotations.push_back({complaints_->number, complaints_->unit, "figures", {}, figures});
    add(sources, *complaints_, {"forecast"});
  } else if (const auto* bureau = units_.of_class(UnitClass::Bureau, name_.last_day())) {
    sources.missing.push_back(bureau->code);
  }
  if (seminar_) {
    add(sources, *seminar_, {"conclusions"});
    sources.answered.push_back(seminar_->number);
  }
  finish(sources);
  return sources;
}

bool Quarter::has_answered(const Source& minutes, const UnitCode& unit) const {
  const auto found = feedbacks_.lower_bound({minutes.first.value, unit, {}});
  return found != feedbacks_.end() && found->first.minutes == minutes.first.value && found->first.unit == unit;
}

QuarterSources Quarter::for_summary() const {
  QuarterSources sources;
  sources.quarter = name_;
  const auto miss = [&](const UnitCode& unit) {
    if (!unit.empty() && std::find(sources.missing.begin(), sources.missing.end(), unit) == sources.missing.end())
      sources.missing.push_back(unit);
  };
  for (const auto& minutes : minutes_) {
    sources.answered.push_back(minutes.number);
    const auto& content = minutes.record.content;
    std::vector<UnitCode> owing;
    for (const auto* unit : content.select("attendees/unit")) {
      const auto attendance = unit->attribute("attendance");
      if (attendance.empty() || attendance == "present" || attendance == "deputy")
        owing.push_back({std::string{unit->attribute("code")}});
    }
    for (const auto* matter : content.select("matters/matter"))
      owing.push_back({std::string{matter->attribute("lead")}});
    for (const auto& unit : owing)
      if (!has_answered(minutes, unit)) miss(unit);
  }
  std::set<AccessionNumber> quoted;  // a paper about several items is one paper
  for (const auto& [subject, source] : feedbacks_)
    if (quoted.insert(source.number).second) add(sources, source, {"measures", "progress"});
  finish(sources);
  return sources;
}

}  // namespace cundang::signals
