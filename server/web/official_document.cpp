// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/official_document.h"

#include <algorithm>

#include "schema/model/kind.h"

namespace cundang::web {

namespace {

// 主送机关 and 抄送机关 stand in a row, with 、 between names.
std::string joined(const std::vector<UnitRef>& units, const UnitNamer& name) {
  std::string text;
  for (const auto& unit : units) {
    if (!text.empty()) text += "、";
    text += name(unit);
  }
  return text;
}

// A document without a mark of its own shows who issued it: the authors' names, as 发文机关标志 may (7.2.4).
std::string issuer_mark(const Record& record, const UnitNamer& name) {
  if (!record.issuer_mark.empty()) return record.issuer_mark;
  return joined(record.authors, name);
}

std::string document_date(const Record& record) {
  if (!record.document_date) return {};
  if (record.date_presumed) return std::to_string(static_cast<int>(record.document_date->year())) + "年";
  return to_chinese(*record.document_date);
}

bool is_demanded(const Record& record, const std::string& id) {
  return std::any_of(record.demands.begin(), record.demands.end(),
                     [&](const Demand& demand) { return demand.id == id; });
}

void add_body(Data& data, const Record& record) {
  for (const auto& paragraph : record.body) {
    Data row;
    row.set("id", paragraph.id)
        .set("text", paragraph.text)
        .set("level", std::max(paragraph.level, 1))
        .set("heading", paragraph.kind == Paragraph::Kind::Heading)
        .set("item", paragraph.kind == Paragraph::Kind::Item)
        .set("demanded", is_demanded(record, paragraph.id));
    data.push("body", std::move(row));
  }
}

}  // namespace

void add_document(Data& data, const Record& record, const UnitNamer& name) {
  const auto date = document_date(record);
  data.set("copy_number", record.copy_number)
      .set("security", "")
      .set("urgency", record.urgency)
      .set("issuer_mark", issuer_mark(record, name))
      .set("doc_no", record.doc_no)
      .set("signatory", record.signatory)
      .set("has_number_line", !record.doc_no.empty() || !record.signatory.empty())
      .set("doc_title", record.title)
      .set("addressees", joined(record.addressees, name))
      .set("body_in_original", record.body_in_original)
      .set("annex_note", record.annex_note)
      .set("signed_name", record.signed_name)
      .set("seal_note", record.seal_note)
      .set("date", date)
      .set("date_presumed", record.date_presumed)
      .set("has_signature", !record.signed_name.empty() || !date.empty())
      .set("note", record.note)
      .set("copies", joined(record.copies, name))
      .set("printed_by", record.printed_by)
      .set("printed_on", record.printed_on ? to_chinese(*record.printed_on) : "")
      .set("has_printed", !record.printed_by.empty() || record.printed_on)
      .set("has_imprint", !record.copies.empty() || !record.printed_by.empty() || record.printed_on);
  data.set("body", Data::List{});
  add_body(data, record);
}

std::string kind_name(std::string_view kind, Language language) {
  const auto* row = find_kind(kind);
  if (!row) return std::string{kind};
  return std::string{language == Language::English ? row->en : row->zh};
}

std::string kind_name(const Record& record, Language language) {
  if (record.kind == "other-document")
    if (const auto written = record.content.child_text("kind-name"); !written.empty()) return std::string{written};
  return kind_name(record.kind, language);
}

}  // namespace cundang::web
