// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace cundang::tools {

struct HttpAnswer {
  int status = 0;
  std::string body;
};

/// Speaks to a cundang service with a unit's token; one kept-alive connection.
class HttpClient {
 public:
  /// @param base "http://127.0.0.1:8080". @throws Error{UsageError} for anything that is no http URL.
  HttpClient(const std::string& base, std::string token);
  ~HttpClient();
  /// POST /api/v1/accessions: the record, and its attachments from files as multipart. @throws Error{Unavailable}.
  HttpAnswer submit(const std::string& record_xml, const std::vector<std::filesystem::path>& attachments);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cundang::tools
