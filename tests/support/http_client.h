// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cundang::support {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Answer {
  int status = 0;
  std::string body;
  std::string retry_after;
};

/// One keep-alive connection to a server on the loopback, for one thread. Bytes are sent once: a connection that breaks
/// before the whole answer is there gives nothing, and the caller cannot know whether the request was carried out.
class HttpClient {
 public:
  explicit HttpClient(int port, std::chrono::milliseconds within = std::chrono::seconds{30})
      : port_{port}, within_{within} {}
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  ~HttpClient() { close(); }

  std::optional<Answer> get(const std::string& path, const Headers& headers = {}) {
    return request("GET", path, headers, {});
  }
  std::optional<Answer> post(const std::string& path, const Headers& headers, std::string_view body) {
    return request("POST", path, headers, body);
  }
  std::optional<Answer> request(const std::string& method, const std::string& path, const Headers& headers,
                                std::string_view body);
  void close();

 private:
  bool connect();
  bool send_all(std::string_view bytes);
  std::optional<Answer> receive();
  int port_;
  std::chrono::milliseconds within_;
  int socket_ = -1;
};

/// A TCP connection to 127.0.0.1:port with TCP_NODELAY, or -1.
int connect_loopback(int port);

}  // namespace cundang::support
