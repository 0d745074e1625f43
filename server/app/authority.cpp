// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/authority.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>

#include "server/obligations/rules_check.h"

namespace cundang::app {
namespace {

/// Acts only the supervising office may do; a department asks, answers and signs for.
bool belongs_to_office(std::string_view kind) {
  static const std::set<std::string_view> kinds = {"service-prompt",
                                                   "deemed-service",
                                                   "service-ruling",
                                                   "urging",
                                                   "extension-decision",
                                                   "waiver",
                                                   "withdrawal",
                                                   "verification",
                                                   "return-for-rework",
                                                   "completion",
                                                   "closure",
                                                   "match-confirmation",
                                                   "fault-finding",
                                                   "signal-decision",
                                                   "paper-receipt",
                                                   "day-recognition",
                                                   "duty-transfer",
                                                   "deadline-shift",
                                                   "arrangement",
                                                   "delegation",
                                                   "rule-pack",
                                                   "policy-pack",
                                                   "calendar",
                                                   "special-periods",
                                                   "unit-register",
                                                   "list",
                                                   "quotas",
                                                   "scoring-pack",
                                                   "retention-schedule",
                                                   "role-grants",
                                                   "sending",
                                                   "clock-ruling"};
  return kinds.contains(kind);
}

Finding fault(std::string code, std::string place, Text reason, Text cure) {
  return {std::move(code), Severity::Fault, std::move(place), 0, std::move(reason), std::move(cure)};
}

Finding unknown_unit(const std::string& place, const UnitCode& code) {
  return fault(
      "authority.unknown-unit", place,
      {"单位代码“" + code.text + "”不在单位名册中", "unit code \"" + code.text + "\" is not in the unit register"},
      {"请核对代码；新设单位须先由办公室登记单位名册",
       "check the code; a new unit is first entered in the unit register"});
}

}  // namespace

/// An act belongs to who owes the duty, to whom it is owed, or to the office. One that is not there is answered like
/// another unit's, word for word, or numbers could be tried to learn which exist.
std::optional<Finding> Authority::check_duty(const ObligationId& id, const Actor& actor, bool office, Date on) const {
  if (id.empty() || office) return std::nullopt;
  const auto duty = ledger_.find(id, on);
  if (duty && (duty->owing == actor.unit || duty->owed_to == actor.unit)) return std::nullopt;
  return fault(
      "authority.duty", "/record/*/obligation",
      {"应办事项 " + id.text + " 不存在，或不属于本单位", "duty " + id.text + " does not exist, or is not this unit's"},
      {"请从本单位的督办台账核对应办事项编号；文件刚刚登记的，请稍后再试",
       "check the duty's number on your unit's board; where its document came a moment ago, try again shortly"});
}

/// 收到日认定 of a first attempt rests on its 退件单: leaf, digest, unit and day are those of the log. The ledger
/// itself takes the record's word, as anyone who reads the archive later must; the leaf proves it.
std::optional<Finding> Authority::check_slip(const Record& record) const {
  const auto* slip = record.content.child("slip");
  if (record.kind != "day-recognition" || !slip) return std::nullopt;
  LeafIndex leaf = -1;
  const auto text = slip->attribute("leaf");
  std::from_chars(text.data(), text.data() + text.size(), leaf);
  const auto refusal = registry_.refusal(leaf);
  const auto* corrected = record.content.child("record");
  const auto number = corrected ? parse_accession_number(corrected->attribute("id")) : std::nullopt;
  const auto row = number ? registry_.record(*number) : std::nullopt;
  if (refusal && row && refusal->unit == row->unit && refusal->digest == slip->attribute("digest") &&
      to_text(beijing_day(refusal->received_at)) == record.content.child_text("day") &&
      refusal->leaf_index < row->leaf_index)
    return std::nullopt;
  return fault(
      "authority.slip", "/record/day-recognition/slip",
      {"退件单与日志不符：该号日志不是同一单位、同一摘要、同一日的退件，或晚于改正报送",
       "the slip is not in the log: that leaf is no refusal of this unit, digest and day before the corrected record"},
      {"请照退件单核对日志序号、摘要和日期", "check leaf, digest and day against the slip"});
}

Findings Authority::check(const Record& record, const Actor& actor, Instant received_at) const {
  Findings findings;
  const bool office = actor.has(Role::Office) || actor.method == AuthMethod::LocalOperator;
  if (record.submitter.code != actor.unit)
    findings.push_back(fault(
        "authority.submitter", "/record/submitter",
        {"报送单位“" + record.submitter.code.text + "”不是登录身份所属单位“" + actor.unit.text + "”",
         "submitter \"" + record.submitter.code.text + "\" is not the unit you act for, \"" + actor.unit.text + "\""},
        {"请改用本单位身份报送；代报须先有代报授权并以本单位为报送单位",
         "file as your own unit; to file for another, hold a dated delegation and name your unit as submitter"}));
  // The 牵头 records that a contributing unit does not co-operate; every other finding is the office's.
  const bool by_lead = record.kind == "fault-finding" && record.content.child_text("kind") == "non-cooperation";
  if (belongs_to_office(record.kind) && !office && !by_lead)
    findings.push_back(fault("authority.office-only", "/record/" + record.kind,
                             {"此类文件只能由办公室提交", "only the office may file this kind"},
                             {"请联系办公室办理", "ask the office to do it"}));
  // Evidence that something was sent is worth something only where nobody can write it himself.
  if (record.kind == "sending" && actor.method != AuthMethod::LocalOperator)
    findings.push_back(
        fault("authority.service-only", "/record/sending",
              {"发送登记由系统自动登记，不能上传", "a sending is registered by the service itself"},
              {"无需上传；电话等提醒请用催办登记", "do not upload it; enter a reminder by telephone as an urging"}));
  if (record.historical && actor.method != AuthMethod::LocalOperator)
    findings.push_back(fault("authority.historical", "/record/@historical",
                             {"历史文件只能由导入登记", "old holdings enter by import only"},
                             {"请去掉 historical 属性", "remove the attribute historical"}));
  for (auto& finding : ledger::rules_check(record.content)) findings.push_back(std::move(finding));
  for (auto& finding : stages_.check(record, actor, received_at)) findings.push_back(std::move(finding));
  // Suggestions are for the office's eyes: nobody else learns here which there are.
  if (office)
    for (auto& finding : signals_.check(record, actor, received_at)) findings.push_back(std::move(finding));
  if (auto finding = check_slip(record)) findings.push_back(std::move(*finding));
  for (const auto* target : record.content.select("obligation"))
    if (auto finding =
            check_duty(ObligationId{std::string{target->attribute("id")}}, actor, office, beijing_day(received_at)))
      findings.push_back(std::move(*finding));
  // Before the first register is filed (init) there is nothing to compare with.
  if (!ledger_.has_units()) return findings;
  const auto known = [&](const std::string& place, const UnitRef& unit) {
    if (!unit.code.empty() && !ledger_.unit(unit.code)) findings.push_back(unknown_unit(place, unit.code));
  };
  known("/record/submitter", record.submitter);
  if (record.on_behalf_of) known("/record/submitter/@on-behalf-of", *record.on_behalf_of);
  for (const auto& unit : record.authors) known("/record/author", unit);
  for (const auto& unit : record.addressees) known("/record/document/addressees/unit", unit);
  for (const auto& unit : record.copies) known("/record/document/copies/unit", unit);
  for (const auto& unit : record.readers) known("/record/readers/unit", unit);
  return findings;
}

}  // namespace cundang::app
