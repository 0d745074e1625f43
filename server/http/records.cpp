// SPDX-License-Identifier: GPL-3.0-or-later
// Search and records of the API.
#include "schema/model/json.h"
#include "server/http/routes.h"

namespace cundang::http {

namespace {

constexpr int hits_max = 1000;

void write_hit(JsonWriter& json, const indexer::Hit& hit) {
  json.open_object()
      .member("id", hit.id)
      .member("source_id", hit.source_id)
      .member("title", hit.title)
      .member("doc_no", hit.doc_no)
      .member("issuer", hit.issuer)
      .member("kind", hit.kind)
      .member("kind_name", hit.kind_name)
      .member("date", hit.date)
      .member("score", hit.score)
      .member("paragraph", hit.paragraph);
  json.key("snippet").open_array();
  for (const auto& part : hit.snippet)
    json.open_object().member("text", part.text).member("marked", part.marked).close_object();
  json.close_array().close_object();
}

void write_references(JsonWriter& json, std::string_view name, const std::vector<app::Reference>& references) {
  json.key(name).open_array();
  for (const auto& reference : references) {
    json.open_object().member("written", reference.written).member("visible", reference.visible);
    if (reference.visible && reference.number)
      json.member("record", to_text(*reference.number)).member("title", reference.title);
    json.close_object();
  }
  json.close_array();
}

void write_ids(JsonWriter& json, std::string_view name, const std::vector<ObligationId>& ids) {
  json.key(name).open_array();
  for (const auto& id : ids) json.value(id.text);
  json.close_array();
}

}  // namespace

Response search_records(Call& call) {
  call.takes_only({"q", "offset", "limit", "snippets"});
  indexer::SearchRequest request;
  request.query = call.request.query_value("q");
  request.offset = call.number("offset", 0, 0, 1'000'000);
  request.limit = call.number("limit", 10, 0, hits_max);
  request.snippets = call.request.query_value("snippets") != "false";
  const auto found = call.site.service.search(request, call.viewer());
  JsonWriter json;
  json.open_object()
      .member("total", found.total)
      .member("offset", request.offset)
      .member("understood", found.understood);
  json.key("hits").open_array();
  for (const auto& hit : found.hits) write_hit(json, hit);
  json.close_array().close_object();
  return Response::json(json.text());
}

Response get_record(Call& call) {
  const auto page = call.site.service.record(call.accession(), call.viewer());
  const auto& record = page.record;
  JsonWriter json;
  json.open_object()
      .member("accession", to_text(page.number))
      .member("received_at", to_text(page.received_at))
      .member("unit", page.unit.text)
      .member("unit_counter", page.unit_counter)
      .member("person", page.person.text)
      .member("method", page.method)
      .member("leaf_index", page.leaf_index)
      .member("digest", page.digest)
      .member("kind", record.kind)
      .member("series", record.series)
      .member("title", record.title)
      .member("doc_no", record.doc_no)
      .member("document_date", record.document_date ? to_text(*record.document_date) : "")
      .member("date_presumed", record.date_presumed)
      .member("label", page.label)
      .member("historical", record.historical)
      .member("fonds", page.fonds)
      .member("year", page.year)
      .member("retention", page.retention)
      .member("package", page.status.package.text);
  json.key("attachments").open_array();
  for (const auto& attachment : record.attachments)
    json.open_object()
        .member("number", attachment.number)
        .member("role", attachment.role)
        .member("name", attachment.name)
        .member("media_type", attachment.media_type)
        .member("size", attachment.size)
        .member("sha256", attachment.sha256.hex())
        .close_object();
  json.close_array();
  write_references(json, "answers", page.answers);
  write_references(json, "answered_by", page.answered_by);
  write_ids(json, "triggers", page.triggers);
  write_ids(json, "discharges", page.discharges);
  json.close_object();
  return Response::json(json.text());
}

Response get_record_xml(Call& call) {
  const auto number = call.accession();
  Response response{200, "application/xml", call.site.service.record_xml(number, call.viewer()), {}, false};
  return response.with("Content-Disposition", "attachment; filename=\"" + to_text(number) + ".xml\"");
}

Response get_container(Call& call) {
  const auto number = call.accession();
  Response response{
      200, "application/vnd.etsi.asic-e+zip", call.site.service.container(number, call.viewer()), {}, false};
  return response.with("Content-Disposition", "attachment; filename=\"" + to_text(number) + ".asice\"");
}

Response get_units(Call& call) {
  call.takes_only({});
  JsonWriter json;
  json.open_array();
  for (const auto& unit : call.site.service.units())
    json.open_object()
        .member("code", unit.code.text)
        .member("class", to_text(unit.unit_class))
        .member("name", unit.names.empty() ? std::string{} : unit.full_name())
        .close_object();
  json.close_array();
  return Response::json(json.text());
}

}  // namespace cundang::http
