// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/rule_explain.h"

#include <array>

#include "schema/model/kind.h"
#include "server/obligations/due_date.h"

namespace cundang::ledger {
namespace {

Text operator+(Text a, const Text& b) {
  a.zh += b.zh;
  a.en += b.en;
  return a;
}

Text quoted(const std::string& name) { return {"“" + name + "”", "\"" + name + "\""}; }

Text kind_name(std::string_view kind) {
  if (kind == "feedback") return {"书面反馈（任何文种）", "an answer of any kind"};
  if (kind == "attendance") return {"到会", "attendance"};
  const auto* known = find_kind(kind);
  return known ? Text{std::string{known->zh}, std::string{known->en}} : Text{std::string{kind}, std::string{kind}};
}

Text class_name(UnitClass unit_class) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> names{{
      {"安委会", "committee"},
      {"安委会办公室", "office"},
      {"市政府", "government"},
      {"安全监管局", "bureau"},
      {"市有关部门", "department"},
      {"区县政府", "district"},
      {"区县安委办、安监局", "district office"},
      {"企业", "enterprise"},
      {"其他单位", "other"},
  }};
  const auto& [zh, en] = names[static_cast<std::size_t>(unit_class)];
  return {std::string{zh}, std::string{en}};
}

Text role_name(Rule::Role role) {
  switch (role) {
    case Rule::Role::Author:
      return {"发文单位", "the issuing unit"};
    case Rule::Role::Lead:
      return {"牵头（主办）单位", "the lead unit"};
    case Rule::Role::Office:
      return {"安委会办公室", "the office"};
    case Rule::Role::Bureau:
      return {"安全监管局", "the bureau"};
    case Rule::Role::Committee:
      return {"安委会", "the committee"};
    case Rule::Role::Government:
      return {"市政府", "the government"};
  }
  return {};
}

Text listed(const std::vector<Text>& items, std::string_view zh = "、", std::string_view en = ", ") {
  Text all;
  for (const auto& item : items) {
    if (!all.zh.empty()) all.zh += zh, all.en += en;
    all = all + item;
  }
  return all;
}

Text quoted_all(const std::vector<std::string>& items) {
  std::vector<Text> texts;
  texts.reserve(items.size());
  for (const auto& item : items) texts.push_back(quoted(item));
  return listed(texts);
}

Text class_names(const std::vector<UnitClass>& classes) {
  std::vector<Text> names;
  names.reserve(classes.size());
  for (const auto each : classes) names.push_back(class_name(each));
  return listed(names);
}

/// Tells one rule.
class Teller {
 public:
  Teller(const Rule& rule, const Packs& packs, Date day, const FormWords& words)
      : rule_{rule}, packs_{packs}, day_{day}, words_{words} {}

  std::vector<Text> tell() {
    tell_source();
    tell_trigger();
    tell_who();
    tell_parts();
    tell_after();
    tell_due();
    tell_answer();
    return std::move(sentences_);
  }

 private:
  void say(Text sentence) {
    sentence.zh += "。";
    sentence.en += ".";
    sentences_.push_back(std::move(sentence));
  }

  std::string name_of(std::string_view name, std::string_view parent) const {
    const auto shown = words_.name(name, parent);
    return shown.empty() ? std::string{name} : shown;
  }

  /// “参会单位”, “议定事项”的“事项”; the units of a list are what the list is called.
  Text place(const UnitPath& path) const {
    std::string zh;
    std::string_view parent = rule_.on ? std::string_view{rule_.on->kind} : std::string_view{};
    for (std::string_view rest = path.path; !rest.empty();) {
      const auto slash = rest.find('/');
      const auto name = rest.substr(0, slash);
      rest = slash == std::string_view::npos ? std::string_view{} : rest.substr(slash + 1);
      if (name != "unit" || zh.empty()) zh += (zh.empty() ? "“" : "的“") + name_of(name, parent) + "”";
      parent = name;
    }
    if (path.attribute.empty()) return {zh, path.path};
    if (path.attribute != "code" && path.attribute != "unit") zh += "的“" + name_of(path.attribute, parent) + "”";
    return {zh, path.path + "@" + path.attribute};
  }

  Text values(const std::vector<std::string>& codes) const {
    std::vector<Text> told;
    for (const auto& code : codes) {
      const auto shown = words_.code(code);
      told.push_back({"“" + (shown.empty() ? code : shown) + "”", "\"" + code + "\""});
    }
    return listed(told);
  }

  void tell_source() {
    Text sentence{"规则“" + rule_.id + "”（" + rule_.name.zh + "）依据制度第 " + std::to_string(rule_.system) +
                      " 项，" + rule_.clause + "，来源：" + rule_.basis,
                  "rule \"" + rule_.id + "\" (" + rule_.name.en + ") rests on system " + std::to_string(rule_.system) +
                      ", clause " + rule_.clause + ", source " + rule_.basis};
    if (rule_.span.from)
      sentence = sentence + Text{"，自 " + to_text(*rule_.span.from) + " 起", ", from " + to_text(*rule_.span.from)};
    if (rule_.span.until)
      sentence = sentence + Text{"至 " + to_text(*rule_.span.until) + " 止", " to " + to_text(*rule_.span.until)};
    say(std::move(sentence));
    if (rule_.text.empty()) return;
    const auto text = rule_.text.ends_with("。") ? rule_.text.substr(0, rule_.text.size() - 3) : rule_.text;
    say({"原文：" + text, "the clause says: " + text});
  }

  Text condition(const Condition& each) const {
    if (each.system != 0)
      return {"所涉事项属于制度第 " + std::to_string(each.system) + " 项",
              "it is about a duty of system " + std::to_string(each.system)};
    const auto where = place(each.at);
    if (!each.classes.empty()) return Text{where.zh + "是", where.en + " is of class "} + class_names(each.classes);
    if (!each.in.empty()) {
      if (each.in.size() == 1 && each.in.front() == each.fallback)
        return {where.zh + "没有填写", where.en + " is not filled in"};
      return Text{where.zh + "为", where.en + " is "} + values(each.in);
    }
    return {"写有" + where.zh, where.en + " is there"};
  }

  void tell_record() {
    const auto& on = *rule_.on;
    const auto kind = kind_name(on.kind);
    Text sentence = on.demand ? Text{"文件中写明要求报送", "made by a demand in a document for "} + quoted(kind.zh)
                              : Text{"收到", "made by each "} + Text{quoted(kind.zh).zh, kind.en};
    if (on.demand) sentence.en = "made by a demand in a document for: " + kind.en;
    if (!on.series.empty())
      sentence = sentence + Text{"（系列 ", " of series "} + quoted_all(on.series) + Text{"）", ""};
    if (!on.issuer.empty()) sentence = sentence + Text{"，发文者是", ", issued by "} + class_names(on.issuer);
    for (const auto& each : on.conditions) {
      const auto told = condition(each);
      sentence = sentence + (each.wanted ? Text{"，且" + told.zh, ", where " + told.en}
                                         : Text{"，但" + told.zh + "的除外", ", unless " + told.en});
    }
    if (on.first) sentence = sentence + Text{"，且不是前一件的续件", ", and it does not go on from an earlier one"};
    say(sentence + Text{"时产生", ""});
  }

  void tell_calendar() {
    const auto& every = *rule_.every;
    std::string months;
    for (const auto month : every.months) months += (months.empty() ? "" : "、") + std::to_string(month);
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> periods{
        {{"月", "month"}, {"季度", "quarter"}, {"半年", "half-year"}, {"年", "year"}}};
    const auto& [zh, en] = periods[static_cast<std::size_t>(every.period)];
    say({"按日历每年 " + months + " 月产生，报告" + (every.about_previous ? "上一" : "本") + std::string{zh},
         "made by the calendar in months " + months + ", about the " +
             (every.about_previous ? "previous " : "current ") + std::string{en}});
  }

  void tell_trigger() {
    if (rule_.on) return tell_record();
    if (rule_.every) return tell_calendar();
    const auto days = std::to_string(rule_.before->ahead_days);
    const auto names = rule_.before->names.empty() ? Text{"特定时期表所列每个时期", "each period of the table"}
                                                   : quoted_all(rule_.before->names);
    say(names + Text{"开始前 " + days + " 日产生", ": made " + days + " days before it begins"});
  }

  Text who() const {
    switch (rule_.select) {
      case Rule::Select::List:
        return Text{"名单", "each member of the list "} + quoted(rule_.list) + Text{"中的每个单位", ""};
      case Rule::Select::One:
        return role_name(*rule_.by);
      case Rule::Select::Addressees:
        return {"每个主送单位", "each addressee"};
      case Rule::Select::Copies:
        return {"每个抄送单位", "each unit copied"};
      case Rule::Select::Demanded:
        return {"要求中点名的每个单位（没有点名的，每个主送单位）", "each unit the demand names, else each addressee"};
      case Rule::Select::Content:
        break;
    }
    if (rule_.by) {
      const auto one = place({rule_.units.path, ""});
      return role_name(*rule_.by) + Text{"（每个" + one.zh + "一项）", " (one duty for each " + one.en + ")"};
    }
    auto units = rule_.units;
    if (!rule_.within.empty()) units.path += "/" + rule_.within;
    const auto one = place(units);
    const bool named = units.attribute == "code" || units.attribute == "unit";
    auto told = Text{one.zh + (named ? "中的每个单位" : "所指的每个单位"), "each unit in " + one.en};
    if (!rule_.where.empty()) told = told + which(units);
    for (const auto& path : rule_.also)
      told = told + Text{"和" + place(path).zh + "所指的单位", " and in " + place(path).en};
    return told;
  }

  Text which(const UnitPath& units) const {
    const auto slash = units.path.rfind('/');
    const auto element = slash == std::string::npos ? units.path : units.path.substr(slash + 1);
    const auto name = name_of(rule_.where, element);
    if (rule_.in == std::vector{rule_.where_default})
      return {"（没有填写“" + name + "”的）", " without " + rule_.where};
    return Text{"（“" + name + "”为", " with " + rule_.where + " "} + values(rule_.in) + Text{"的）", ""};
  }

  void tell_who() {
    auto sentence = Text{"由", ""} + who();
    if (!rule_.classes.empty())
      sentence = sentence + Text{"（限于", " (only "} + class_names(rule_.classes) + Text{"）", ")"};
    const auto to =
        rule_.to_attribute.empty() ? role_name(rule_.to) : Text{"该事项的牵头单位", "the lead of that matter"};
    const auto kind = kind_name(rule_.owes);
    say(sentence + Text{"向" + to.zh + "报送“" + kind.zh + "”", " owes " + to.en + ": " + kind.en});
    if (!rule_.item_attribute.empty())
      say({"每个" + place({rule_.units.path, ""}).zh + "单独成为一项",
           "each " + rule_.units.path + " is a duty of its own"});
    if (!rule_.order.empty())
      say({"写有次序的，依次办理，前一单位办结之前后一单位不起算",
           "where an order is written, one after another: a term begins when the unit before has acted"});
  }

  Text part(const RequiredPart& each) const {
    Text told = quoted(each.name);
    if (each.kind != rule_.owes && each.filed_to)
      return told + Text{"（向" + class_name(*each.filed_to).zh + "报送，凭报送登记）",
                         " (sent up to the " + class_name(*each.filed_to).en + ", proved by its registration)"};
    if (!each.list.empty())
      told = told + Text{"（名单“" + each.list + "”每项一部分）", " (one for each of \"" + each.list + "\")"};
    if (each.each)
      told = told +
             Text{"（送" + place(*each.each).zh + "中的每个单位）", " (to each unit in " + place(*each.each).en + ")"};
    if (!each.copies_list.empty())
      told = told + Text{"（送名单“" + each.copies_list + "”全部单位）", " (to all of \"" + each.copies_list + "\")"};
    if (!each.copies_classes.empty())
      told = told + Text{"（送全部", " (to every "} + class_names(each.copies_classes) + Text{"）", ")"};
    if (!each.attachment.empty())
      told = told + Text{"（须附" + each.attachment + "）", " (with the attachment " + each.attachment + ")"};
    if (each.met_by_trigger)
      told = told + Text{"（触发文件本身具备的即算）", " (met by the trigger where it has that)"};
    return told;
  }

  void tell_parts() {
    if (rule_.items) {
      const auto items = place({rule_.items->path, ""});
      say({"以" + items.zh + "中由该单位承担的各项为组成部分；自带期限的单独成为一项",
           "its parts are the elements at " + items.en + " it leads; one with its own date is a duty of its own"});
    }
    if (rule_.parts.empty()) return;
    std::vector<Text> parts;
    parts.reserve(rule_.parts.size());
    for (const auto& each : rule_.parts) parts.push_back(part(each));
    say(Text{"须全部具备：", "all of these are needed: "} + listed(parts));
  }

  void tell_after() {
    if (rule_.after.empty()) return;
    auto sentence = Text{"等", "after every duty of "} + quoted_all(rule_.after);
    say(sentence + (rule_.overdue_closes
                        ? Text{"全部收到或者逾期之后办理", " is in or overdue"}
                        : Text{"全部收到之后办理，逾期不视为收到", " is in; overdue does not count as in"}));
  }

  void tell_due() {
    if (rule_.before) return say({"期限：该时期开始的前一日（含当日）", "due on the day before the period begins"});
    if (rule_.fixed_day()) {
      const auto day = std::to_string(rule_.every->day);
      return say(
          Text{"期限：当月 " + day + " 日前（含当日，至 24:00）", "due by day " + day + " of the month, to 24:00"} +
          (rule_.shift ? Text{"，遇休息日顺延至下一工作日", ", a day off moves to the next working day"}
                       : Text{"，遇休息日不顺延", ", a day off does not move it"}));
    }
    const auto event = event_name(rule_.from);
    if (rule_.term && rule_.term->days == 0)
      return say({"期限：" + event.zh + "当日", "due on the day of: " + event.en});
    if (rule_.term) {
      const auto term = term_text(*rule_.term);
      return say({"期限：自" + event.zh + "起 " + term.zh, "due in " + term.en + " from: " + event.en});
    }
    const auto policy = packs_.policies.in_force(rule_.policy, day_);
    if (!policy)
      return say({"期限：自" + event.zh + "起，按执行口径“" + rule_.policy + "”；该口径尚未登记，无法计算日期",
                  "due from: " + event.en + ", by policy \"" + rule_.policy +
                      "\", which is not filed: no date can be counted"});
    const auto term = term_text(policy->term);
    const bool same_day = policy->term.days == 0;
    say({"期限：" + (same_day ? event.zh + "当日" : "自" + event.zh + "起 " + term.zh) + "（执行口径“" + rule_.policy +
             "”，来源：" + policy->basis + "）",
         "due in " + term.en + " from: " + event.en + " (policy \"" + rule_.policy + "\", source " + policy->basis +
             ")"});
  }

  void tell_answer() {
    if (rule_.stated)
      say(Text{"是否办理，以", "whether it was done is said by the "} +
          Text{quoted(kind_name(rule_.stated->kind).zh).zh, kind_name(rule_.stated->kind).en} +
          Text{"载明的为准，此前不算逾期", ", and nobody is late before that"});
    if (!rule_.counts_on.empty()) {
      say({"是否按期，看所报文件写明的“" + name_of(rule_.counts_on, rule_.owes) + "”，而不是收到日",
           "in time by the day in " + rule_.counts_on + " of the answer, not by the day it came"});
    }
    if (rule_.not_before_trigger)
      say({"该日不得早于所依据文件的成文日期", "that day may not lie before the date of the document it rests on"});
    if (rule_.on && rule_.from == Event::Served)
      say({"送达之前不起算，也不算逾期", "until served the term does not run and nobody is late"});
  }

  const Rule& rule_;
  const Packs& packs_;
  Date day_;
  const FormWords& words_;
  std::vector<Text> sentences_;
};

}  // namespace

std::vector<Text> explain(const Rule& rule, const Packs& packs, Date day, const FormWords& words) {
  return Teller{rule, packs, day, words}.tell();
}

}  // namespace cundang::ledger
