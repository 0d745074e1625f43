// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/record_writer.h"

#include "schema/xml/record_words.h"
#include "schema/xml/xml_writer.h"

namespace cundang {
namespace {

std::string day(const std::optional<Date>& date) { return date ? to_text(*date) : std::string{}; }

void write_units(XmlWriter& xml, std::string_view name, const std::vector<UnitRef>& units) {
  if (units.empty()) return;
  xml.open(name);
  for (const auto& unit : units) xml.open("unit").attribute_if("code", unit.code.text).text(unit.name).close();
  xml.close();
}

void write_origin(XmlWriter& xml, const Record& record) {
  if (!record.source_system.empty() || !record.source_id.empty())
    xml.open("source").attribute("system", record.source_system).attribute("id", record.source_id).close();
  xml.open("submitter").attribute("unit", record.submitter.code.text);
  if (record.on_behalf_of) xml.attribute("on-behalf-of", record.on_behalf_of->code.text);
  xml.text(record.submitter.name).close();
  for (const auto& author : record.authors)
    xml.open("author").attribute_if("unit", author.code.text).text(author.name).close();
  xml.leaf("label", forms::to_text(record.label));
  write_units(xml, "readers", record.readers);
}

void write_document(XmlWriter& xml, const Record& record) {
  xml.open("document");
  xml.leaf_if("copy-number", record.copy_number).leaf_if("urgency", record.urgency);
  xml.leaf_if("issuer-mark", record.issuer_mark).leaf_if("doc-no", record.doc_no);
  xml.leaf_if("signatory", record.signatory).leaf("title", record.title);
  write_units(xml, "addressees", record.addressees);
  xml.leaf_if("annex-note", record.annex_note).leaf_if("signed-name", record.signed_name);
  if (record.document_date)
    xml.open("date")
        .attribute_if("presumed", record.date_presumed ? "true" : "")
        .text(day(record.document_date))
        .close();
  xml.leaf_if("seal-note", record.seal_note).leaf_if("note", record.note);
  write_units(xml, "copies", record.copies);
  xml.leaf_if("printed-by", record.printed_by).leaf_if("printed-on", day(record.printed_on));
  xml.leaf_if("received-on", day(record.received_on));
  xml.close();
}

void write_answers(XmlWriter& xml, const std::vector<Answer>& answers) {
  if (answers.empty()) return;
  xml.open("answers");
  for (const auto& answer : answers) {
    xml.open("answer");
    if (answer.record) xml.attribute("record", to_text(*answer.record));
    xml.attribute_if("doc-no", answer.doc_no).attribute_if("source-id", answer.source_id);
    xml.attribute_if("rule", answer.rule).attribute_if("period", answer.period);
    xml.attribute_if("obligation", answer.obligation).attribute_if("item", answer.item);
    xml.attribute_if("part", answer.part);
    if (answer.extent != Answer::Extent::Full) xml.attribute("extent", forms::to_text(answer.extent));
    xml.close();
  }
  xml.close();
}

void write_demands(XmlWriter& xml, const std::vector<Demand>& demands) {
  if (demands.empty()) return;
  xml.open("demands");
  for (const auto& demand : demands) {
    xml.open("demand")
        .attribute("id", demand.id)
        .attribute_if("owes", demand.owes)
        .attribute_if("due", day(demand.due));
    if (demand.term_days > 0)
      xml.attribute("term", std::to_string(demand.term_days))
          .attribute("days", demand.working_days ? "working" : "calendar");
    for (const auto& unit : demand.owed_by) xml.open("unit").attribute("code", unit.code.text).text(unit.name).close();
    xml.close();
  }
  xml.close();
}

void write_node(XmlWriter& xml, const Node& node, std::string_view name, std::string_view series) {
  xml.open(name);
  if (node.attribute("series").empty()) xml.attribute_if("series", series);
  for (const auto& [key, value] : node.attributes) xml.attribute(key, value);
  xml.text(node.text);
  for (const auto& child : node.children) write_node(xml, child, child.name, {});
  xml.close();
}

void write_body(XmlWriter& xml, const Record& record) {
  if (record.body_in_original) {
    xml.open("body").attribute("see", "original").close();
    return;
  }
  if (record.body.empty()) return;
  xml.open("body");
  for (const auto& paragraph : record.body) {
    const bool levelled = paragraph.kind != Paragraph::Kind::Text;
    xml.open(forms::element_name(paragraph.kind)).attribute("id", paragraph.id);
    if (levelled) xml.attribute("level", std::to_string(paragraph.level));
    xml.text(paragraph.text).close();
  }
  xml.close();
}

void write_attachments(XmlWriter& xml, const std::vector<Attachment>& attachments) {
  if (attachments.empty()) return;
  xml.open("attachments");
  for (const auto& attachment : attachments) {
    xml.open("attachment").attribute("number", std::to_string(attachment.number)).attribute("role", attachment.role);
    xml.attribute("name", attachment.name).attribute("media-type", attachment.media_type);
    xml.attribute("size", std::to_string(attachment.size)).attribute("sha256", attachment.sha256.hex()).close();
  }
  xml.close();
}

}  // namespace

std::string write_record(const Record& record) {
  XmlWriter xml;
  xml.open("record").attribute("xmlns", forms::record_namespace);
  xml.attribute("form", record.form.empty() ? "1.0" : record.form);
  if (record.historical) xml.attribute("historical", "true");
  write_origin(xml, record);
  write_document(xml, record);
  write_answers(xml, record.answers);
  write_demands(xml, record.demands);
  write_node(xml, record.content, record.kind, record.series);
  write_body(xml, record);
  write_attachments(xml, record.attachments);
  xml.close();
  return xml.str();
}

}  // namespace cundang
