// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/record_mapper.h"

#include <charconv>

#include "schema/model/kind.h"
#include "schema/xml/record_words.h"

namespace cundang::forms {
namespace {

std::string text_of(const xmlNode* element) { return std::string{trim(own_text(element))}; }

template <class Number>
Number number_of(std::string_view text) {
  Number value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

UnitRef unit_of(const xmlNode* element, std::string_view key) {
  return {UnitCode{attribute(element, key)}, text_of(element)};
}

std::vector<UnitRef> units_of(const xmlNode* parent) {
  std::vector<UnitRef> units;
  for (const auto* each = first_child(parent); each; each = next_sibling(each))
    if (view(each->name) == "unit") units.push_back(unit_of(each, "code"));
  return units;
}

Node node_of(const xmlNode* element) {
  Node node;
  node.name = view(element->name);
  for (const auto* each = element->properties; each; each = each->next)
    node.attributes.emplace_back(view(each->name), each->children ? view(each->children->content) : std::string_view{});
  node.text = text_of(element);
  node.line = line_of(element);
  for (const auto* child = first_child(element); child; child = next_sibling(child))
    node.children.push_back(node_of(child));
  return node;
}

/// A text element of `document` and the field it fills.
struct TextField {
  std::string_view element;
  std::string Record::*field;
};
constexpr TextField text_fields[] = {{"copy-number", &Record::copy_number}, {"urgency", &Record::urgency},
                                     {"issuer-mark", &Record::issuer_mark}, {"doc-no", &Record::doc_no},
                                     {"signatory", &Record::signatory},     {"title", &Record::title},
                                     {"annex-note", &Record::annex_note},   {"signed-name", &Record::signed_name},
                                     {"seal-note", &Record::seal_note},     {"note", &Record::note},
                                     {"printed-by", &Record::printed_by}};

void map_document(const xmlNode* document, Record& record) {
  for (const auto* each = first_child(document); each; each = next_sibling(each)) {
    const auto name = view(each->name);
    for (const auto& row : text_fields)
      if (row.element == name) record.*row.field = text_of(each);
    if (name == "addressees") record.addressees = units_of(each);
    if (name == "copies") record.copies = units_of(each);
    if (name == "printed-on") record.printed_on = parse_date(text_of(each));
    if (name == "received-on") record.received_on = parse_date(text_of(each));
    if (name == "date") {
      record.document_date = parse_date(text_of(each));
      record.date_presumed = attribute(each, "presumed") == "true";
    }
  }
}

Answer answer_of(const xmlNode* element) {
  Answer answer;
  answer.record = parse_accession_number(attribute(element, "record"));
  answer.doc_no = attribute(element, "doc-no");
  answer.source_id = attribute(element, "source-id");
  answer.rule = attribute(element, "rule");
  answer.period = attribute(element, "period");
  answer.obligation = attribute(element, "obligation");
  answer.item = attribute(element, "item");
  answer.part = attribute(element, "part");
  answer.extent = parse_extent(attribute(element, "extent")).value_or(Answer::Extent::Full);
  return answer;
}

Demand demand_of(const xmlNode* element) {
  Demand demand;
  demand.id = attribute(element, "id");
  demand.owed_by = units_of(element);
  demand.owes = attribute(element, "owes");
  if (demand.owes.empty()) demand.owes = "feedback";
  demand.due = parse_date(attribute(element, "due"));
  demand.term_days = number_of<int>(attribute(element, "term"));
  demand.working_days = attribute(element, "days") != "calendar";
  return demand;
}

void map_body(const xmlNode* body, Record& record) {
  record.body_in_original = attribute(body, "see") == "original";
  for (const auto* each = first_child(body); each; each = next_sibling(each)) {
    const auto kind = parse_paragraph_kind(view(each->name));
    if (!kind) continue;
    record.body.push_back({*kind, number_of<int>(attribute(each, "level")), attribute(each, "id"), own_text(each)});
  }
}

Attachment attachment_of(const xmlNode* element) {
  Attachment attachment;
  attachment.number = number_of<int>(attribute(element, "number"));
  attachment.role = attribute(element, "role");
  attachment.name = attribute(element, "name");
  attachment.media_type = attribute(element, "media-type");
  attachment.size = number_of<std::int64_t>(attribute(element, "size"));
  attachment.sha256 = Sha256::from_hex_text(attribute(element, "sha256")).value_or(Sha256{});
  return attachment;
}

template <class Value>
std::vector<Value> each_child(const xmlNode* parent, Value (*map)(const xmlNode*)) {
  std::vector<Value> values;
  for (const auto* each = first_child(parent); each; each = next_sibling(each)) values.push_back(map(each));
  return values;
}

void map_part(const xmlNode* part, Record& record) {
  const auto name = view(part->name);
  if (name == "source") {
    record.source_system = attribute(part, "system");
    record.source_id = attribute(part, "id");
  } else if (name == "submitter") {
    record.submitter = unit_of(part, "unit");
    if (auto behalf = attribute(part, "on-behalf-of"); !behalf.empty())
      record.on_behalf_of = UnitRef{UnitCode{behalf}, {}};
  } else if (name == "author") {
    record.authors.push_back(unit_of(part, "unit"));
  } else if (name == "label") {
    record.label = parse_label(text_of(part)).value_or(Label::Internal);
  } else if (name == "readers") {
    record.readers = units_of(part);
  } else if (name == "document") {
    map_document(part, record);
  } else if (name == "answers") {
    record.answers = each_child(part, answer_of);
  } else if (name == "demands") {
    record.demands = each_child(part, demand_of);
  } else if (name == "body") {
    map_body(part, record);
  } else if (name == "attachments") {
    record.attachments = each_child(part, attachment_of);
  } else if (find_kind(name)) {
    record.kind = name;
    record.series = attribute(part, "series");
    record.content = node_of(part);
  }
}

}  // namespace

Record map_record(const xmlNode* root) {
  Record record;
  record.form = attribute(root, "form");
  record.historical = attribute(root, "historical") == "true";
  for (const auto* part = first_child(root); part; part = next_sibling(part)) map_part(part, record);
  return record;
}

}  // namespace cundang::forms
