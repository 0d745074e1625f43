// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/form_checks.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "schema/model/kind.h"
#include "schema/xml/content_checks.h"

namespace cundang::forms {
namespace {

/// One check at work: where it looks and where it reports.
struct Desk {
  const Record& record;
  const xmlNode* root;
  FindingList& findings;

  const xmlNode* part(std::string_view name) const {
    for (const auto* each = first_child(root); each; each = next_sibling(each))
      if (view(each->name) == name) return each;
    return nullptr;
  }
  /// The n-th child of a part, counted from 0, or the part, or the root: whatever is there.
  const xmlNode* at(std::string_view name, std::size_t n) const {
    const auto* parent = part(name);
    if (parent == nullptr) return root;
    const auto* each = first_child(parent);
    for (; each && n > 0; --n) each = next_sibling(each);
    return each ? each : parent;
  }
  void fault(const char* code, const xmlNode* where, Text reason, Text cure) {
    if (findings.full()) return;
    findings.add(code, path_of(where), line_of(where), std::move(reason), std::move(cure));
  }
};

void check_authors(Desk& desk) {
  std::size_t n = 0;
  for (const auto* each = first_child(desk.root); each; each = next_sibling(each)) {
    if (view(each->name) != "author") continue;
    const auto& author = desk.record.authors[n++];
    if (author.code.empty() && author.name.empty())
      desk.fault("form.empty", each, {"责任者既无单位代码也无名称", "the author has neither a unit code nor a name"},
                 {"请填写 unit 或名称", "write unit or a name"});
  }
}

void check_answers(Desk& desk) {
  for (std::size_t i = 0; i < desk.record.answers.size(); ++i) {
    const auto& answer = desk.record.answers[i];
    const int targets = int{answer.record.has_value()} + int{!answer.doc_no.empty()} + int{!answer.source_id.empty()} +
                        int{!answer.rule.empty() || !answer.period.empty()} + int{!answer.obligation.empty()};
    const bool half = answer.rule.empty() != answer.period.empty();
    if (targets == 1 && !half) continue;
    desk.fault("form.answer-target", desk.at("answers", i),
               {"一条答复必须且只能指明一个对象", "an answer must name exactly one target"},
               {"请在 record、doc-no、source-id、obligation 中选一个，或同时写 rule 与 period",
                "use one of record, doc-no, source-id, obligation, or rule together with period"});
  }
}

void check_demands(Desk& desk) {
  std::set<std::string_view> paragraphs;
  for (const auto& paragraph : desk.record.body) paragraphs.insert(paragraph.id);
  for (std::size_t i = 0; i < desk.record.demands.size(); ++i) {
    const auto& demand = desk.record.demands[i];
    if (!paragraphs.contains(demand.id) && !desk.record.body_in_original)
      desk.fault("form.unknown-paragraph", desk.at("demands", i),
                 {"反馈要求引用的段落 “" + demand.id.substr(0, 100) + "” 不存在",
                  "the demand cites a paragraph '" + demand.id.substr(0, 100) + "' that is not there"},
                 {"请填写正文中段落的 id", "write the id of a paragraph of the body"});
    if (demand.due && demand.term_days > 0)
      desk.fault("form.demand-due", desk.at("demands", i),
                 {"反馈要求同时写了日期和期限", "the demand has both a date and a term"},
                 {"请只保留文件中写明的一种", "keep the one that the document says"});
  }
}

constexpr std::size_t duties_max = 10'000;  ///< that one document may ask for

/// Each demand binds its own units, else every addressee.
void check_reach(Desk& desk) {
  const auto& record = desk.record;
  std::size_t asked = 0;
  for (const auto& demand : record.demands)
    asked += demand.owed_by.empty() ? record.addressees.size() : demand.owed_by.size();
  if (std::max(asked, record.addressees.size()) <= duties_max) return;
  const auto most = std::to_string(duties_max);
  desk.fault("form.too-many-duties", desk.part(record.demands.empty() ? "document" : "demands"),
             {"主送单位与反馈要求相乘超过 " + most + " 项应办事项",
              "addressees times demands make more than " + most + " duties"},
             {"请分成几件报送，或在反馈要求中只写明有关单位",
              "file it in several documents, or name in each demand the units it concerns"});
}

void check_body(Desk& desk) {
  const auto& record = desk.record;
  const auto* kind = find_kind(record.kind);
  const auto* body = desk.part("body");
  if (record.body_in_original && !record.body.empty())
    desk.fault("form.body-twice", body,
               {"正文写明见正本，却又有段落", "the body says 'see original' and has paragraphs too"},
               {"请删除 see=\"original\"，或删除段落", "remove see=\"original\" or the paragraphs"});
  const bool has_original = std::any_of(record.attachments.begin(), record.attachments.end(),
                                        [](const auto& attachment) { return attachment.role == "正本"; });
  if (record.body_in_original && !has_original)
    desk.fault("form.original-missing", body,
               {"正文写明见正本，但没有正本附件", "the body says 'see original', but no attachment is 正本"},
               {"请附上正本，或写入正文", "attach the original, or write the body"});
  const bool needs_body = kind && kind->group == KindGroup::Document && !record.historical;
  if (needs_body && !record.body_in_original && record.body.empty())
    desk.findings.add("form.missing-element", "/record/body", line_of(body ? body : desk.root),
                      {"缺少 正文（body）", "the body is missing"},
                      {"请写入正文段落，或附上正本并写 <body see=\"original\"/>",
                       "write its paragraphs, or attach the original and write <body see=\"original\"/>"});
}

bool is_bad_name(std::string_view name) {
  if (name.empty() || name.size() > 255 || name.front() == '.' || name.front() == ' ' || name.back() == ' ')
    return true;
  return std::any_of(name.begin(), name.end(), [](char c) {
    const auto code = static_cast<unsigned char>(c);
    return c == '/' || c == '\\' || code < 0x20 || code == 0x7F;
  });
}

void check_attachments(Desk& desk) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < desk.record.attachments.size(); ++i) {
    const auto& attachment = desk.record.attachments[i];
    const auto* where = desk.at("attachments", i);
    const auto wanted = std::to_string(i + 1);
    if (attachment.number != static_cast<int>(i + 1))
      desk.fault("form.attachment-number", where,
                 {"附件编号应依次为 1、2、3…，此处应为 " + wanted,
                  "attachments are numbered 1, 2, 3 …; this one is " + wanted},
                 {"请改为 number=\"" + wanted + "\"", "write number=\"" + wanted + "\""});
    if (is_bad_name(attachment.name))
      desk.fault("form.attachment-name", where,
                 {"附件名称含有 / \\ 或控制字符，以点或空格开头，或超过 255 字节",
                  "the attachment's name contains / \\ or a control character, begins with a dot or space, or exceeds "
                  "255 bytes"},
                 {"请改用普通文件名，如 会议纪要.pdf", "use a plain file name like minutes.pdf"});
    if (!names.insert(attachment.name).second)
      desk.fault("form.attachment-name-twice", where, {"附件名称重复", "two attachments have the same name"},
                 {"请为每个附件使用不同的名称", "give each attachment a name of its own"});
  }
}

void check_source(Desk& desk) {
  if (desk.record.on_behalf_of && desk.record.on_behalf_of->code == desk.record.submitter.code)
    desk.fault("form.behalf-of-self", desk.part("submitter"),
               {"代报单位与报送单位相同", "the unit filed for is the submitter itself"},
               {"不是代报时请删除 on-behalf-of", "remove on-behalf-of where nobody is filed for"});
}

}  // namespace

void check_form(const Record& record, const xmlNode* root, FindingList& findings) {
  Desk desk{record, root, findings};
  check_source(desk);
  check_authors(desk);
  check_answers(desk);
  check_demands(desk);
  check_reach(desk);
  check_body(desk);
  check_attachments(desk);
  check_content(record, findings);
}

}  // namespace cundang::forms
