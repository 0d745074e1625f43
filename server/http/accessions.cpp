// SPDX-License-Identifier: GPL-3.0-or-later
// POST /api/v1/accessions and what became of it.
#include "schema/model/json.h"
#include "server/http/incoming.h"
#include "server/http/problem.h"
#include "server/http/routes.h"

namespace cundang::http {

namespace {

// Authenticated 400, 413 and 415 get a signed slip 退件单: the sender can prove that he tried.
Response refuse(Call& call, const Error& error, std::string_view digest_hex) {
  const auto result = call.site.service.refuse(call.actor(), digest_hex, error.code(), findings_of(error));
  return problem(error, result.findings, result.receipt_json);
}

bool earns_slip(const Error& error) {
  const auto status = error.info().http_status;
  return status == 400 || status == 413 || status == 415;
}

Response answer(app::AccessionResult&& result) {
  using Kind = app::AccessionResult::Kind;
  if (result.kind == Kind::Refused)
    return problem(Error{ErrorCode::RecordRefused}, result.findings, result.receipt_json);
  Response response = Response::json(std::move(result.receipt_json), result.kind == Kind::Created ? 201 : 200);
  if (result.accession) response.with("Location", "/api/v1/accessions/" + to_text(*result.accession));
  // The body is the receipt, byte for byte; the texts of the warnings stand in the record's status.
  std::string codes;
  for (const auto& finding : result.findings) codes += (codes.empty() ? "" : ", ") + finding.code;
  if (!codes.empty()) response.with("Cundang-Warnings", codes);
  return response;
}

void write_stage(JsonWriter& json, std::string_view name, const app::Stage& stage) {
  json.key(name).open_object().member("done", stage.done);
  if (stage.at) json.member("at", to_text(*stage.at));
  json.close_object();
}

}  // namespace

Response post_accession(Call& call) {
  if (!may_submit(call.actor())) throw Error{ErrorCode::Forbidden}.with("unit", call.actor().unit.text);
  std::optional<app::Submission> submission;
  try {
    submission = read_submission(call);
  } catch (const Error& error) {
    if (!earns_slip(error)) throw;
    return refuse(call, error, {});
  }
  return answer(call.site.service.submit(std::move(*submission)));
}

Response get_accession(Call& call) {
  const auto status = call.site.service.status(call.accession(), call.viewer());
  JsonWriter json;
  json.open_object().member("accession", to_text(status.number)).member("received_at", to_text(status.received_at));
  write_stage(json, "packaged", status.packaged);
  write_stage(json, "indexed", status.indexed);
  write_stage(json, "settled", status.settled);
  write_stage(json, "published", status.published);
  json.member("package", status.package.text).key("findings").raw(findings_json(status.findings));
  json.close_object();
  return Response::json(json.text());
}

Response get_receipt(Call& call) { return Response::json(call.site.service.receipt(call.accession(), call.viewer())); }

}  // namespace cundang::http
