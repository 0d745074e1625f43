// SPDX-License-Identifier: GPL-3.0-or-later
// One record as an official document with what the archive knows of it, and its receipt.
#include "server/http/duty_view.h"
#include "server/http/routes.h"
#include "server/web/official_document.h"

namespace cundang::http {

namespace {

web::UnitNamer namer(const std::vector<Unit>& units) {
  return [&units](const UnitRef& unit) { return unit.name.empty() ? unit_name(units, unit.code) : unit.name; };
}

std::string size_text(std::int64_t bytes) {
  if (bytes < 1024) return std::to_string(bytes) + " B";
  constexpr std::int64_t mega = 1 << 20;
  if (bytes < mega) return std::to_string(bytes / 1024) + " KB";
  return std::to_string(bytes / mega) + "." + std::to_string(bytes % mega * 10 / mega) + " MB";
}

// Y D30 D10, as the package class writes them; 永久 30年 10年 as a records manager says them (Order 8).
std::string retention_text(const Call& call, const std::string& code) {
  if (code == "Y") return say(call, "retention-permanent");
  if (code.size() > 1 && code.front() == 'D') return code.substr(1) + say(call, "retention-years");
  return code;
}

std::string method_text(const Call& call, const std::string& method) {
  if (method == "password") return say(call, "method-password");
  if (method == "token") return say(call, "method-token");
  return method == "local" ? say(call, "method-local") : method;
}

void add_facts(const Call& call, web::Data& data, const app::RecordPage& found, const std::vector<Unit>& units) {
  data.set("number", to_text(found.number))
      .set("kind_name", web::kind_name(found.record, call.language))
      .set("series", found.record.series)
      .set("submitter", unit_name(units, found.unit))
      .set("behalf", found.record.on_behalf_of ? namer(units)(*found.record.on_behalf_of) : "")
      .set("received_at", to_beijing_text(found.received_at))
      .set("received_utc", to_text(found.received_at))
      .set("unit_code_of", found.unit.text)
      .set("unit_counter", static_cast<long>(found.unit_counter))
      .set("person_of", found.person.text)
      .set("method", method_text(call, found.method))
      .set("label", found.label)
      .set("retention", retention_text(call, found.retention))
      .set("leaf_index", static_cast<long>(found.leaf_index))
      .set("digest", found.digest)
      .set("statement", found.statement)
      .set("doc_title", found.record.title)
      .set("origin", call.site.service.origin());
}

void add_stages(const Call& call, web::Data& data, const app::AccessionStatus& status) {
  const auto add = [&](std::string_view key, bool done) {
    data.push("stages", web::Data{}.set("name", say(call, key)).set("done", done));
  };
  add("stage-received", true);
  add("stage-packaged", status.packaged.done);
  add("stage-indexed", status.indexed.done);
  add("stage-settled", status.settled.done);
  add("stage-published", status.published.done);
  data.set("packaged", status.packaged.done);
}

void add_duties(const Call& call, web::Data& data, const std::string& list, const std::vector<ObligationId>& ids,
                const std::vector<Unit>& units) {
  for (const auto& id : ids) {
    try {
      data.push(list, duty_row(call, call.site.service.obligation(id, {}, call.viewer()), units));
    } catch (const Error& error) {
      if (error.code() != ErrorCode::NotFound) throw;  // settled anew between the two questions
    }
  }
  data.set("has_" + list, !ids.empty());
}

void add_references(web::Data& data, const std::string& list, const std::vector<app::Reference>& references) {
  for (const auto& reference : references) {
    web::Data row;
    row.set("written", reference.written).set("hidden", !reference.visible);
    if (reference.visible && reference.number)
      row.set("link", "/records/" + to_text(*reference.number))
          .set("title", reference.title.empty() ? to_text(*reference.number) : reference.title);
    data.push(list, std::move(row));
  }
  data.set("has_" + list, !references.empty());
}

}  // namespace

Response record_page(Call& call) {
  const auto found = call.site.service.record(call.accession(), call.viewer());
  const auto units = call.site.service.units();
  auto data = page_data(call, found.record.title);
  web::add_document(data, found.record, namer(units));
  add_facts(call, data, found, units);
  add_stages(call, data, found.status);
  const auto content = web::content_html(found.record.content, call.language, namer(units));
  data.set("has_content", !content.empty()).set("content_html", content);
  add_duties(call, data, "triggers", found.triggers, units);
  add_duties(call, data, "discharges", found.discharges, units);
  data.set("has_any_duty", !found.triggers.empty() || !found.discharges.empty());
  add_references(data, "answers", found.answers);
  add_references(data, "answered_by", found.answered_by);
  data.set("has_any_answer", !found.answers.empty() || !found.answered_by.empty());
  for (const auto& attachment : found.record.attachments)
    data.push("attachments", web::Data{}
                                 .set("number", attachment.number)
                                 .set("name", attachment.name)
                                 .set("role", attachment.role)
                                 .set("size", size_text(attachment.size)));
  data.set("has_attachments", !found.record.attachments.empty());
  return page(call, "record", data);
}

Response receipt_page(Call& call) {
  const auto found = call.site.service.record(call.accession(), call.viewer());
  auto data = page_data(call, say(call, "receipt") + " " + to_text(found.number));
  add_facts(call, data, found, call.site.service.units());
  for (const auto& finding : found.status.findings)
    data.push("findings", web::Data{}
                              .set("reason", web::in(finding.reason, call.language))
                              .set("cure", web::in(finding.cure, call.language))
                              .set("code", finding.code));
  data.set("has_findings", !found.status.findings.empty());
  return page(call, "receipt", data);
}

}  // namespace cundang::http
