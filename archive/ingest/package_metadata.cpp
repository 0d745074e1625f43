// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/ingest/package_metadata.h"

#include "archive/evidence/leaf.h"
#include "archive/evidence/statement.h"
#include "schema/xml/xml_writer.h"

namespace cundang::ingest {
namespace {

/// One PREMIS 3 event.
void event(XmlWriter& xml, const std::string& type, Instant at, const std::string& detail) {
  xml.open("premis:event");
  xml.leaf_if("premis:eventType", type);
  xml.leaf_if("premis:eventDateTime", to_text(at));
  xml.leaf_if("premis:eventDetail", detail);
  xml.close();
}

}  // namespace

std::string envelope_xml(const registry::RecordRow& record, const std::string& statement_text) {
  const auto statement = evidence::parse_statement(statement_text);
  if (!statement)
    throw Error{ErrorCode::LogInconsistent, "unreadable statement"}.with("record", to_text(record.accession));
  XmlWriter xml;
  xml.open("envelope");
  xml.attribute("xmlns", "urn:cundang:envelope:1");
  for (const auto* key :
       {"unit", "person", "method", "received", "idempotency", "source-system", "source-id", "import"})
    xml.leaf_if(key, std::string{statement->get(key)});
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

std::string metadata_xml(const registry::RecordRow& record, const std::vector<registry::AttachmentRow>& attachments,
                         const registry::LeafRow& leaf) {
  XmlWriter xml;
  xml.open("metadata");
  xml.attribute("xmlns", "urn:cundang:metadata:1");
  xml.attribute("xmlns:premis", "http://www.loc.gov/premis/v3");
  // DA/T 46-2009: 文件实体
  xml.open("文件实体");
  xml.leaf_if("聚合层次", "件");
  xml.leaf_if("来源全宗", record.fonds);
  xml.leaf_if("年度", std::to_string(record.year));
  xml.leaf_if("保管期限", record.retention);
  xml.leaf_if("接收登记号", to_text(record.accession));
  xml.leaf_if("题名", record.title);
  xml.leaf_if("文件编号", record.doc_no);
  xml.leaf_if("文种", record.kind);
  xml.leaf_if("密级", record.label);
  for (const auto& attachment : attachments) {
    xml.open("附件");
    xml.attribute("number", std::to_string(attachment.number));
    xml.attribute("role", attachment.role);
    xml.attribute("media-type", attachment.media_type);
    xml.attribute("size", std::to_string(attachment.size));
    xml.attribute("sha256", attachment.sha256);
    xml.text(attachment.name);
    xml.close();
  }
  xml.close();
  // 机构人员实体, 业务实体
  xml.open("机构人员实体");
  xml.leaf_if("报送单位", record.unit.text);
  xml.leaf_if("报送人", record.person.text);
  xml.close();
  xml.open("业务实体");
  xml.leaf_if("业务状态", record.historical ? "历史行为" : "计划任务");
  xml.leaf_if("业务行为", "接收登记");
  xml.close();
  const auto logged = evidence::parse_leaf(leaf.leaf);
  event(xml, "ingestion start", record.received_at, "last byte read and hashed");
  event(xml, "validation", record.received_at, "record form 1.0, attachments, business checks");
  event(xml, "digital signature generation", record.received_at, "XAdES B-T over record.xml and attachments");
  if (logged) event(xml, "registration", logged->logged, "leaf " + std::to_string(leaf.index));
  xml.close();
  return xml.str();
}

}  // namespace cundang::ingest
