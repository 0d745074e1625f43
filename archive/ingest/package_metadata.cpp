// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/ingest/package_metadata.h"

#include "archive/evidence/leaf.h"
#include "archive/evidence/statement.h"
#include "schema/xml/record_head.h"
#include "schema/xml/xml_writer.h"

namespace cundang::ingest {
namespace {

using evidence::Statement;

constexpr const char* identifier_type = "cundang";  ///< of what this archive itself names: records, events
constexpr const char* software = "cundang";

Statement statement_of(const registry::RecordRow& record, const std::string& text) {
  auto statement = evidence::parse_statement(text);
  if (!statement)
    throw Error{ErrorCode::LogInconsistent, "unreadable statement"}.with("record", to_text(record.accession));
  return std::move(*statement);
}

/// 国家档案局令第8号 art. 5.
std::string period_of(const std::string& retention) {
  if (retention == "Y") return "永久";
  return retention == "D30" ? "30年" : "10年";
}

/// `name`Type and `name`Value within `name`, as PREMIS writes every identifier.
void identifier(XmlWriter& xml, const std::string& name, const std::string& type, const std::string& value) {
  xml.open(name).leaf(name + "Type", type).leaf(name + "Value", value).close();
}

/// DA/T 46-2009: 文件实体.
void write_record_entity(XmlWriter& xml, const registry::RecordRow& record, const forms::RecordHead& head,
                         const std::vector<registry::AttachmentRow>& attachments) {
  xml.open("文件实体").leaf("聚合层次", "件").leaf("电子文件号", to_text(record.accession));
  xml.open("档号").attribute("状态", "拟定").leaf("全宗号", record.fonds).leaf("年度", std::to_string(record.year));
  xml.leaf("保管期限", period_of(record.retention)).close();
  xml.open("内容描述").leaf("题名", record.title).leaf_if("文件编号", record.doc_no);
  for (const auto& author : head.authors)
    xml.open("责任者").attribute_if("标识符", author.unit).text(author.name).close();
  xml.leaf_if("日期", head.date).leaf("文种", record.kind).leaf_if("紧急程度", head.urgency);
  xml.leaf("密级", record.label).close();
  for (const auto& attachment : attachments) {
    xml.open("附件").leaf("文档序号", std::to_string(attachment.number)).leaf("类型", attachment.role);
    xml.leaf("格式信息", attachment.media_type).leaf("计算机文件名", attachment.name);
    xml.leaf("计算机文件大小", std::to_string(attachment.size)).close();
  }
  xml.close();
}

void write_agent_entity(XmlWriter& xml, std::string_view identifier_text, const char* type) {
  xml.open("机构人员实体").leaf("机构人员标识符", identifier_text).leaf("机构人员类型", type).close();
}

/// The registering is done; what a live record obliges to or answers is still to be dealt with. An old holding obliges
/// nobody: all of it is 历史行为.
void write_deed_entities(XmlWriter& xml, const registry::RecordRow& record) {
  xml.open("业务实体").leaf("业务标识符", "1").leaf("机构人员标识符", record.person.text);
  xml.leaf("业务状态", "历史行为").leaf("业务行为", "登记").leaf("行为时间", to_text(record.received_at)).close();
  xml.open("业务实体").leaf("业务标识符", "2");
  xml.leaf("业务状态", record.historical ? "历史行为" : "计划任务").leaf("业务行为", "承办").close();
}

void write_relation(XmlWriter& xml, std::string_view from, std::string_view to, const char* relation) {
  xml.open("实体关系").leaf("实体标识符", from).leaf("被关联实体标识符", to).leaf("关系", relation).close();
}

void write_relations(XmlWriter& xml, const registry::RecordRow& record, const Statement& statement) {
  const auto self = to_text(record.accession);
  for (const auto& target : statement.all("answers")) write_relation(xml, self, target, "答复");
  for (const auto& twin : statement.all("duplicate-of")) write_relation(xml, self, twin, "内容相同");
  write_relation(xml, record.person.text, record.unit.text, "所属");
  if (const auto other = statement.get("on-behalf-of"); !other.empty())
    write_relation(xml, record.unit.text, other, "代报");
}

/// The events of one record, in PREMIS 3. Which object they concern need not be linked: there is but one.
class Events {
 public:
  Events(XmlWriter& xml, const registry::RecordRow& record) : xml_{xml}, record_{to_text(record.accession)} {}

  void add(const char* type, Instant at, const std::string& detail, const std::string& agent_type,
           const std::string& agent, const std::string& note = {}) {
    xml_.open("event");
    identifier(xml_, "eventIdentifier", identifier_type, record_ + "." + std::to_string(++count_));
    xml_.leaf("eventType", type).leaf("eventDateTime", to_text(at));
    if (!detail.empty()) xml_.open("eventDetailInformation").leaf("eventDetail", detail).close();
    xml_.open("eventOutcomeInformation").leaf("eventOutcome", "success");
    if (!note.empty()) xml_.open("eventOutcomeDetail").leaf("eventOutcomeDetailNote", note).close();
    xml_.close();
    identifier(xml_, "linkingAgentIdentifier", agent_type, agent);
    xml_.close();
  }

 private:
  XmlWriter& xml_;
  std::string record_;
  int count_ = 0;
};

void write_agent(XmlWriter& xml, const std::string& type, const std::string& value, const char* kind) {
  xml.open("agent");
  identifier(xml, "agentIdentifier", type, value);
  xml.leaf("agentType", kind).close();
}

void write_premis(XmlWriter& xml, const registry::RecordRow& record, const registry::LeafRow& leaf,
                  std::size_t warnings) {
  xml.open("premis").attribute("xmlns", "http://www.loc.gov/premis/v3");
  xml.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance").attribute("version", "3.0");
  xml.open("object").attribute("xsi:type", "representation");
  identifier(xml, "objectIdentifier", identifier_type, to_text(record.accession));
  xml.close();
  const auto logged = evidence::parse_leaf(leaf.leaf);
  if (!logged) throw Error{ErrorCode::LogInconsistent, "unreadable leaf"}.with("record", to_text(record.accession));
  Events events{xml, record};
  const auto received = record.received_at;
  events.add("ingestion start", received, "", "person", record.person.text);
  events.add("message digest calculation", received, "SHA-256", "software", software);
  events.add("validation", received, "record form 1.0", "software", software,
             warnings == 0 ? "" : std::to_string(warnings) + " in findings.xml");
  events.add("digital signature generation", received, "XAdES B-T", "software", software);
  events.add("accession", logged->logged, "leaf " + std::to_string(leaf.index), "software", software);
  events.add("information package creation", logged->logged, "ASiC-E", "software", software);
  write_agent(xml, "person", record.person.text, "person");
  write_agent(xml, "software", software, "software");
  xml.close();
}

}  // namespace

std::string envelope_xml(const registry::RecordRow& record, const std::string& statement_text) {
  const auto statement = statement_of(record, statement_text);
  XmlWriter xml;
  xml.open("envelope");
  xml.attribute("xmlns", "urn:cundang:envelope:1");
  for (const auto* key :
       {"unit", "person", "method", "received", "idempotency", "source-system", "source-id", "import"})
    xml.leaf_if(key, std::string{statement.get(key)});
  xml.close();
  return xml.str();
}

std::string findings_xml(const Findings& findings) {
  XmlWriter xml;
  xml.open("findings");
  xml.attribute("xmlns", "urn:cundang:findings:1");
  for (const auto& finding : findings) {
    xml.open("finding");
    xml.attribute("code", finding.code);
    xml.attribute("place", finding.place);
    if (finding.line > 0) xml.attribute("line", std::to_string(finding.line));
    xml.leaf_if("reason", finding.reason.zh);
    xml.leaf_if("cure", finding.cure.zh);
    xml.close();
  }
  xml.close();
  return xml.str();
}

std::string metadata_xml(const registry::RecordRow& record, const std::string& record_xml,
                         const std::vector<registry::AttachmentRow>& attachments, const registry::LeafRow& leaf,
                         std::size_t warnings) {
  const auto statement = statement_of(record, leaf.statement);
  XmlWriter xml{XmlWriter::Layout::Compact};
  xml.open("metadata").attribute("xmlns", "urn:cundang:metadata:2");
  write_record_entity(xml, record, forms::read_head(record_xml), attachments);
  write_agent_entity(xml, record.unit.text, "单位");
  write_agent_entity(xml, record.person.text, "个人");
  write_deed_entities(xml, record);
  write_relations(xml, record, statement);
  write_premis(xml, record, leaf, warnings);
  xml.close();
  return xml.str();
}

}  // namespace cundang::ingest
