// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "tests/support/loopback_server.h"

namespace cundang::support {

/// A mail server (RFC 5321) on the loopback that keeps what it takes. It can be slow, refuse, put off, hang up, die
/// and come back.
class SmtpServer {
 public:
  struct Received {
    std::string from, to;
    std::string data;  ///< headers and body as sent, dots unstuffed
    /// Value of a header, unfolded, encoded words decoded to UTF-8; empty where absent.
    std::string header(const std::string& name) const;
    /// The body, Base64 decoded, lines ending in \n.
    std::string text() const;
  };
  enum class Mood {
    Kind,
    HangsUpAfterData,  ///< has read the mail and ends without an answer
    HangsUpAtOnce,     ///< greets and ends
    Slow,              ///< answers each command after `pause`
  };

  SmtpServer();
  int port() const { return server_.port(); }
  void die() { server_.die(); }
  void come_back() { server_.come_back(); }
  void set(Mood mood, std::chrono::milliseconds pause = {});
  /// Offers TLS with that identity, which outlives it: at once (port 465) or after STARTTLS (RFC 3207). A client that
  /// does not take the certificate never gets to speak of a mail.
  void offer_tls(SSL_CTX* identity, bool at_once);
  /// Whether the last mail came over TLS.
  bool spoke_tls() const;
  /// Every command heard outside TLS, e.g. to see that no password was among them.
  std::vector<std::string> heard_plain() const;
  /// What it says to RCPT TO of that address, e.g. "550 no such user"; empty: 250.
  void answer(const std::string& address, const std::string& reply);
  std::vector<Received> received() const;
  /// Mails it has read and hung up on.
  std::vector<Received> unanswered() const;
  /// Waits until so many mails are there. @returns whether they came.
  bool wait_for(std::size_t count, std::chrono::milliseconds within = std::chrono::seconds{10}) const;

 private:
  void serve(Peer& peer);
  bool take_data(Peer& peer, Received& mail);
  mutable std::mutex mutex_;
  Mood mood_ = Mood::Kind;
  std::chrono::milliseconds pause_{};
  std::map<std::string, std::string> answers_;
  std::vector<Received> received_, unanswered_;
  std::vector<std::string> heard_plain_;
  SSL_CTX* identity_ = nullptr;  ///< null: no TLS
  bool tls_at_once_ = false, spoke_tls_ = false;
  LoopbackServer server_;  ///< last: ends first
};

}  // namespace cundang::support
