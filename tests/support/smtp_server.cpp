// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/smtp_server.h"

#include <algorithm>

#include "schema/model/bytes.h"

namespace cundang::support {
namespace {

std::string between_brackets(const std::string& line) {
  const auto open = line.find('<'), close = line.find('>');
  return open == std::string::npos || close == std::string::npos ? "" : line.substr(open + 1, close - open - 1);
}

// Encoded words with Base64, which is what is sent here; white space between two of them does not count.
std::string decode_words(std::string text) {
  const std::string begin = "=?UTF-8?B?", end = "?=";
  std::string out;
  for (;;) {
    const auto at = text.find(begin);
    if (at == std::string::npos) return out + text;
    const auto before = text.substr(0, at);
    if (out.empty() || before.find_first_not_of(" \t") != std::string::npos) out += before;
    const auto close = text.find(end, at + begin.size());
    out += from_base64(text.substr(at + begin.size(), close - at - begin.size())).value_or("<broken word>");
    text.erase(0, close + end.size());
  }
}

}  // namespace

SmtpServer::SmtpServer() : server_{[this](Peer& peer) { serve(peer); }} {}

void SmtpServer::set(Mood mood, std::chrono::milliseconds pause) {
  const std::lock_guard lock{mutex_};
  mood_ = mood;
  pause_ = pause;
}

void SmtpServer::answer(const std::string& address, const std::string& reply) {
  const std::lock_guard lock{mutex_};
  answers_[address] = reply;
}

void SmtpServer::offer_tls(SSL_CTX* identity, bool at_once) {
  const std::lock_guard lock{mutex_};
  identity_ = identity;
  tls_at_once_ = at_once;
}

bool SmtpServer::spoke_tls() const {
  const std::lock_guard lock{mutex_};
  return spoke_tls_;
}

std::vector<std::string> SmtpServer::heard_plain() const {
  const std::lock_guard lock{mutex_};
  return heard_plain_;
}

std::vector<SmtpServer::Received> SmtpServer::received() const {
  const std::lock_guard lock{mutex_};
  return received_;
}

std::vector<SmtpServer::Received> SmtpServer::unanswered() const {
  const std::lock_guard lock{mutex_};
  return unanswered_;
}

bool SmtpServer::wait_for(std::size_t count, std::chrono::milliseconds within) const {
  const auto until = std::chrono::steady_clock::now() + within;
  while (received().size() < count) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
  return true;
}

bool SmtpServer::take_data(Peer& peer, Received& mail) {
  std::string line;
  while (peer.line(line)) {
    if (line == ".") return true;
    if (line.starts_with("..")) line.erase(0, 1);
    mail.data += line + "\r\n";
  }
  return false;
}

void SmtpServer::serve(Peer& peer) {
  SSL_CTX* identity = nullptr;
  bool tls = false;
  {
    const std::lock_guard lock{mutex_};
    identity = identity_;
    tls = identity_ != nullptr && tls_at_once_;
  }
  if (tls && !peer.start_tls(identity)) return;
  peer.send("220 mail.test ESMTP\r\n");
  Received mail;
  std::string line;
  for (;;) {
    Mood mood = Mood::Kind;
    std::chrono::milliseconds pause{};
    {
      const std::lock_guard lock{mutex_};
      mood = mood_;
      pause = pause_;
    }
    if (mood == Mood::HangsUpAtOnce || !peer.line(line)) return;
    if (mood == Mood::Slow) std::this_thread::sleep_for(pause);
    auto word = line.substr(0, 4);
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); });
    if (!tls) {
      const std::lock_guard lock{mutex_};
      heard_plain_.push_back(line);
    }
    if (word == "EHLO" || word == "HELO") {
      peer.send(identity != nullptr && !tls ? "250-mail.test\r\n250 STARTTLS\r\n"
                                            : "250-mail.test\r\n250 AUTH PLAIN\r\n");
    } else if (word == "STAR" && identity != nullptr && !tls) {
      peer.send("220 go on\r\n");
      if (!peer.start_tls(identity)) return;
      tls = true;
    } else if (word == "AUTH") {
      peer.send("235 welcome\r\n");
    } else if (word == "MAIL") {
      mail = {};
      mail.from = between_brackets(line);
      peer.send("250 ok\r\n");
    } else if (word == "RCPT") {
      mail.to = between_brackets(line);
      const std::lock_guard lock{mutex_};
      const auto found = answers_.find(mail.to);
      peer.send((found == answers_.end() || found->second.empty() ? "250 ok" : found->second) + "\r\n");
    } else if (word == "DATA") {
      peer.send("354 go on\r\n");
      if (!take_data(peer, mail)) return;
      const bool leaves = mood == Mood::HangsUpAfterData;
      {
        const std::lock_guard lock{mutex_};
        (leaves ? unanswered_ : received_).push_back(mail);
        spoke_tls_ = tls;
      }
      if (leaves) return;
      peer.send("250 taken\r\n");
    } else if (word == "RSET" || word == "NOOP") {
      peer.send("250 ok\r\n");
    } else if (word == "QUIT") {
      peer.send("221 bye\r\n");
      return;
    } else {
      peer.send("502 what?\r\n");
    }
  }
}

std::string SmtpServer::Received::header(const std::string& name) const {
  const auto head = "\r\n" + data.substr(0, data.find("\r\n\r\n") + 2);
  auto at = head.find("\r\n" + name + ": ");
  if (at == std::string::npos) return {};
  at += name.size() + 4;
  std::string value;
  for (;;) {
    const auto end = head.find("\r\n", at);
    value += head.substr(at, end - at);
    at = end + 2;
    if (at >= head.size() || (head[at] != ' ' && head[at] != '\t')) return decode_words(value);
  }
}

std::string SmtpServer::Received::text() const {
  auto body = data.substr(std::min(data.find("\r\n\r\n") + 4, data.size()));
  std::erase_if(body, [](char c) { return c == '\r' || c == '\n'; });
  auto text = from_base64(body).value_or("<not Base64>");
  std::erase(text, '\r');
  return text;
}

}  // namespace cundang::support
