// SPDX-License-Identifier: GPL-3.0-or-later
// cundang submit: hands in record files, through a running service or on the data directory itself. Attachments lie
// beside the XML under the names it gives them.
#include <algorithm>
#include <fstream>
#include <iostream>

#include "schema/model/json.h"
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
};

Outcome submit_to_service(HttpClient& client, const std::filesystem::path& file, const RecordReader& reader) {
  const auto xml = read_file(file);
  const auto answer = client.submit(xml, attachments_of(file, reader, xml));
  const bool kept = answer.status == 200 || answer.status == 201;
  return {kept, answer.status == 200, answer.body, kept ? 0 : exit_status_of(answer.status)};
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
    if (!in) throw Error{ErrorCode::FileUnreadable, "attachment"}.with("file", path.string());
    std::string buffer(1 << 16, '\0');
    while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0)
      sink->write(std::string_view{buffer}.substr(0, static_cast<std::size_t>(in.gcount())));
    submission.attachments.push_back(sink->finish(path.filename().string()));
  }
  auto result = archive.submit(std::move(submission));
  return {result.kind != ingest::AccessionResult::Kind::Refused, result.kind == ingest::AccessionResult::Kind::Repeated,
          std::move(result.receipt_json),
          result.kind != ingest::AccessionResult::Kind::Refused ? 0 : error_info(ErrorCode::RecordRefused).exit_status};
}

}  // namespace

int submit(const SubmitOptions& options) {
  if (options.server.empty() == options.data.empty())
    throw Error{ErrorCode::UsageError, "give either --server or --data"};
  const RecordReader reader;
  std::unique_ptr<HttpClient> client;
  std::unique_ptr<app::Archive> archive;
  if (!options.server.empty()) {
    if (options.token_file.empty()) throw Error{ErrorCode::UsageError, "--server needs --token-file"};
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
    if (options.json)
      std::cout << outcome.answer << "\n";
    else
      std::cout << file.string() << "：" << (outcome.kept ? (outcome.repeated ? "已登记过" : "已登记") : "未接收")
                << "\n"
                << outcome.answer << "\n";
  }
  if (archive) archive->drain({});
  return status;
}

}  // namespace cundang::tools
