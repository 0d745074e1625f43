// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/webhook_receiver.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace cundang::support {

void WebhookReceiver::answer(const std::string& status_line) {
  const std::lock_guard lock{mutex_};
  answer_ = status_line;
}

std::vector<WebhookReceiver::Received> WebhookReceiver::received() const {
  const std::lock_guard lock{mutex_};
  return received_;
}

void WebhookReceiver::serve(Peer& peer) {
  Received call;
  std::string line;
  if (!peer.line(line)) return;
  call.path = line.substr(line.find(' ') + 1, line.rfind(' ') - line.find(' ') - 1);
  while (peer.line(line) && !line.empty()) {
    const auto colon = line.find(':');
    auto name = line.substr(0, colon);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
    call.headers[name] = line.substr(std::min(line.find_first_not_of(' ', colon + 1), line.size()));
  }
  peer.bytes(static_cast<std::size_t>(std::atol(call.headers["content-length"].c_str())), call.body);
  std::string answer;
  {
    const std::lock_guard lock{mutex_};
    received_.push_back(call);
    answer = answer_;
  }
  peer.send("HTTP/1.1 " + answer + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

}  // namespace cundang::support
