// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace cundang::delivery {

/// The mail server of the house. Without a server no mail is sent.
struct MailOptions {
  enum class Security {
    None,      ///< plain; for a relay on this machine or in the server room
    StartTls,  ///< plain until STARTTLS; a server that does not offer it is not used
    Tls,       ///< TLS from the first byte (port 465)
  };
  std::string server;  ///< host name or address; empty: no mail
  std::uint16_t port = 25;
  Security security = Security::None;
  std::string from;                     ///< sender's address
  std::string user;                     ///< empty: no sign-in
  std::filesystem::path password_file;  ///< first line is the password
  std::filesystem::path ca_file;        ///< certificates to trust beside the system's; may be empty
  std::chrono::seconds timeout{20};     ///< of each exchange
  bool configured() const { return !server.empty(); }
};

struct Mail {
  std::string to;       ///< one address
  std::string subject;  ///< UTF-8, one line
  std::string body;     ///< UTF-8, lines end in \n
  std::string id;       ///< the part of Message-ID before the @: the same for every attempt
};

/// What the mail server said to one mail.
struct MailAnswer {
  enum class Kind {
    Accepted,  ///< 250: the server has taken it over
    Deferred,  ///< 4xx: try this one later
    Refused,   ///< 5xx: it will never take it
  };
  Kind kind = Kind::Accepted;
  std::string text;  ///< the server's words, one line
};

/// One connection to the mail server (RFC 5321), for one thread. Any number of mails may follow one another.
class SmtpSession {
 public:
  /// Connects, upgrades to TLS where asked and signs in.
  /// @throws Error{Unavailable} with the reason when there is no such server to talk to, or it does not prove itself.
  explicit SmtpSession(const MailOptions& options);
  ~SmtpSession();  ///< QUIT
  /// @throws Error{Unavailable} when the connection breaks: whether the mail was taken is not known.
  MailAnswer send(const Mail& mail);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// RFC 2047: `text` as a header value; plain ASCII stays as it is. Encoded words hold whole characters.
std::string encoded_words(std::string_view text);

}  // namespace cundang::delivery
