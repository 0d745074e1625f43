// SPDX-License-Identifier: GPL-3.0-or-later
// cundang submit: hands in record files, through a running service or on the data directory itself. Attachments lie
// beside the XML under the names it gives them.
#include <algorithm>
#include <fstream>
#include <iostream>

#include "archive/verify/json.h"
#include "schema/xml/record_reader.h"
#include "tools/commands.h"
#include "tools/http_client.h"
#include "tools/local_archive.h"

namespace cundang::tools {
namespace {

std::vector<std::filesystem::path> files_of(const std::vector<std::filesystem::path>& paths) {
  std::vector<std::filesystem::path> files;
  for (const auto& path : paths) {
    if (!std::filesystem::is_directory(path)) {
      files.push_back(path);
      continue;
    }
    for (const auto& entry : std::filesystem::directory_iterator{path})
      if (entry.path().extension() == ".xml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Files the record names, beside it; a name that is a path is left to the service to refuse.
std::vector<std::filesystem::path> attachments_of(const std::filesystem::path& file, const RecordReader& reader,
                                                  const std::string& xml) {
  std::vector<std::filesystem::path> attachments;
  const auto record = reader.read(xml);
  if (!record) return attachments;
  for (const auto& attachment : record.value().attachments) attachments.push_back(file.parent_path() / attachment.name);
  return attachments;
}

/// The exit status that stands for an answer of the service.
int exit_status_of(int http_status) {
  for (const auto& error : all_errors())
    if (error.http_status == http_status) return error.exit_status;
  return error_info(ErrorCode::Internal).exit_status;
}

struct Outcome {
  bool kept = false;
  bool repeated = false;
  std::string answer;  ///< receipt, slip or problem, JSON
  int exit_status = 0;
  Text reason, cure;  ///< of a refusal by the service that is more than its findings
  Findings findings;
};

/// What is wrong, or worth knowing beside the receipt.
void print(const Findings& findings) {
  for (const auto& finding : findings)
    std::cout << "  " << finding.code << (finding.line > 0 ? "  第 " + std::to_string(finding.line) + " 行" : "")
              << "  " << finding.place << "\n  " << finding.reason.zh << "；" << finding.cure.zh << "\n  "
              << finding.reason.en << "; " << finding.cure.en << "\n";
}

Text text_of(const verify::Json& json, const std::string& name) {
  return {std::string{json.text_of(name)}, std::string{json.text_of(name + "_en")}};
}

/// What the service says in problem+json (docs/api/openapi.yaml), in sentences.
void read_problem(Outcome& outcome) {
  const auto problem = verify::parse_json(outcome.answer);
  if (!problem) return;
  outcome.reason = text_of(*problem, "reason");
  outcome.cure = text_of(*problem, "cure");
  const auto* findings = problem->member("findings");
  if (!findings) return;
  for (const auto& each : findings->items) {
    Finding finding;
    finding.code = each.text_of("code");
    finding.place = each.text_of("place");
    if (const auto* line = each.member("line")) finding.line = std::atoi(line->text.c_str());
    finding.reason = text_of(each, "reason");
    finding.cure = text_of(each, "cure");
    outcome.findings.push_back(std::move(finding));
  }
}

Outcome submit_to_service(HttpClient& client, const std::filesystem::path& file, const RecordReader& reader) {
  const auto xml = read_file(file);
  const auto answer = client.submit(xml, attachments_of(file, reader, xml));
  const bool kept = answer.status == 200 || answer.status == 201;
  Outcome outcome{kept, answer.status == 200, answer.body, kept ? 0 : exit_status_of(answer.status), {}, {}, {}};
  if (!kept) read_problem(outcome);
  return outcome;
}

Outcome submit_to_archive(app::Archive& archive, const std::filesystem::path& file, const RecordReader& reader,
                          const std::string& as_unit) {
  ingest::Submission submission;
  submission.record_xml = read_file(file);
  UnitCode unit{as_unit};
  const auto record = reader.read(submission.record_xml);
  if (unit.empty() && record) unit = record.value().submitter.code;
  submission.actor = local_operator(unit);
  for (const auto& path : attachments_of(file, reader, submission.record_xml)) {
    auto sink = archive.begin_attachment();
    std::ifstream in{path, std::ios::binary};
    if (!in)
      throw Error{ErrorCode::FileUnreadable,
                  Text{"记录所列的附件无法读取", "an attachment the record names cannot be read"},
                  Text{"请把附件以记录中的名称放在 XML 旁边", "put it beside the XML under the name the record gives"}}
          .with("file", path.string());
    std::string buffer(1 << 16, '\0');
    while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0)
      sink->write(std::string_view{buffer}.substr(0, static_cast<std::size_t>(in.gcount())));
    submission.attachments.push_back(sink->finish(path.filename().string()));
  }
  auto result = archive.submit(std::move(submission));
  return {result.kind != ingest::AccessionResult::Kind::Refused,
          result.kind == ingest::AccessionResult::Kind::Repeated,
          std::move(result.receipt_json),
          result.kind != ingest::AccessionResult::Kind::Refused ? 0 : error_info(ErrorCode::RecordRefused).exit_status,
          {},
          {},
          std::move(result.findings)};
}

}  // namespace

int submit(const SubmitOptions& options) {
  if (options.server.empty() == options.data.empty())
    throw Error{ErrorCode::UsageError, Text{"须给出 --server 或 --data 之一", "one of --server and --data is wanted"},
                Text{"服务运行时用 --server，否则用 --data", "use --server beside a running service, else --data"}};
  const RecordReader reader;
  std::unique_ptr<HttpClient> client;
  std::unique_ptr<app::Archive> archive;
  if (!options.server.empty()) {
    if (options.token_file.empty())
      throw Error{ErrorCode::UsageError, Text{"用 --server 时须给出 --token-file", "--server needs --token-file"},
                  Text{"令牌由 cundang account token 生成", "cundang account token makes one"}};
    auto token = read_file(options.token_file);
    token.erase(token.find_last_not_of(" \r\n\t") + 1);
    client = std::make_unique<HttpClient>(options.server, token);
  } else {
    archive = open_to_write(options.data);
  }
  int status = 0;
  for (const auto& file : files_of(options.paths)) {
    const auto outcome =
        client ? submit_to_service(*client, file, reader) : submit_to_archive(*archive, file, reader, options.as_unit);
    if (!outcome.kept) status = outcome.exit_status;
    if (options.json) {
      std::cout << outcome.answer << "\n";
      continue;
    }
    std::cout << file.string() << "：" << (outcome.kept ? (outcome.repeated ? "已登记过" : "已登记") : "未接收")
              << "\n";
    if (!outcome.reason.zh.empty())
      std::cout << "  " << outcome.reason.zh << "；" << outcome.cure.zh << "\n  " << outcome.reason.en << "; "
                << outcome.cure.en << "\n";
    print(outcome.findings);
    std::cout << outcome.answer << "\n";
  }
  if (archive) archive->drain({});
  return status;
}

}  // namespace cundang::tools
