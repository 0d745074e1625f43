// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/smtp.h"

#include <Poco/Environment.h>
#include <Poco/Exception.h>
#include <Poco/Net/MailMessage.h>
#include <Poco/Net/MailRecipient.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SMTPClientSession.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Timestamp.h>

#include <algorithm>
#include <fstream>
#include <optional>

#include "schema/model/bytes.h"
#include "schema/model/error.h"
#include "server/delivery/tls.h"

namespace cundang::delivery {
namespace {

namespace net = Poco::Net;

constexpr std::size_t word_octets_max = 45;  // 60 characters of Base64: an encoded word stays under 75 (RFC 2047, 2)

/// Poco's session, with a STARTTLS that knows the name the server has to prove: Poco's own takes the name only from a
/// constructor that connects without a time limit.
class Session final : public net::SMTPClientSession {
 public:
  explicit Session(const net::StreamSocket& connected) : SMTPClientSession{connected} {}

  void start_tls(const std::string& host, const net::Context::Ptr& context) {
    std::string response;
    const int status = sendCommand("STARTTLS", response);
    if (!isPositiveCompletion(status)) throw net::SMTPException{"STARTTLS is not offered", response, status};
    socket() = net::SecureStreamSocket::attach(socket(), host, context);
  }
  void reset() {
    std::string response;
    sendCommand("RSET", response);
  }
};

net::StreamSocket connect(const MailOptions& options) {
  const net::SocketAddress address{options.server, options.port};
  const Poco::Timespan timeout{options.timeout.count(), 0};
  const auto tune = [&](net::StreamSocket socket) {
    socket.setReceiveTimeout(timeout);
    socket.setSendTimeout(timeout);
    return socket;
  };
  if (options.security != MailOptions::Security::Tls) {
    net::StreamSocket plain;
    plain.connect(address, timeout);
    return tune(plain);
  }
  net::SecureStreamSocket secure{client_tls(options.ca_file)};
  secure.setPeerHostName(options.server);
  secure.connect(address, timeout);
  return tune(secure);
}

std::string read_password(const std::filesystem::path& file) {
  std::ifstream in{file};
  std::string line;
  if (!std::getline(in, line) || line.empty())
    throw Error{ErrorCode::FileUnreadable, "password of the mail server"}.with("file", file.string());
  return line;
}

void sign_in(Session& session, const MailOptions& options) {
  session.login();
  if (options.security == MailOptions::Security::StartTls) {
    session.start_tls(options.server, client_tls(options.ca_file));
    session.login();
  }
  if (options.user.empty()) return;
  session.login(net::SMTPClientSession::AUTH_PLAIN, options.user, read_password(options.password_file));
}

void fill(net::MailMessage& message, const Mail& mail, const std::string& from) {
  message.setSender(from);
  message.addRecipient({net::MailRecipient::PRIMARY_RECIPIENT, mail.to});
  message.set("Subject", encoded_words(mail.subject));
  message.setDate(Poco::Timestamp{});
  message.set("Message-ID", "<" + mail.id + from.substr(std::min(from.find('@'), from.size())) + ">");
  message.set("Auto-Submitted", "auto-generated");  // RFC 3834: no out-of-office answers
  message.setContentType("text/plain; charset=UTF-8");
  message.setContent(mail.body, net::MailMessage::ENCODING_BASE64);
}

/// The server's words on one line.
std::string words_of(const Poco::Exception& error) {
  auto text = error.displayText();
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20U; }, ' ');
  return text;
}

Error broken(const MailOptions& options, const std::string& why) {
  return Error{ErrorCode::Unavailable, why}.with("mail_server", options.server + ":" + std::to_string(options.port));
}

}  // namespace

struct SmtpSession::State {
  MailOptions options;
  std::optional<Session> session;
};

SmtpSession::SmtpSession(const MailOptions& options) : state_{std::make_unique<State>()} {
  state_->options = options;
  try {
    state_->session.emplace(connect(options));
    state_->session->setTimeout(Poco::Timespan{options.timeout.count(), 0});
    sign_in(*state_->session, options);
  } catch (const Poco::Exception& error) {
    throw broken(options, words_of(error));
  }
}

SmtpSession::~SmtpSession() {
  try {
    state_->session->close();
  } catch (const Poco::Exception&) {
    // Whoever is gone needs no farewell.
  }
}

MailAnswer SmtpSession::send(const Mail& mail) {
  try {
    net::MailMessage message;
    fill(message, mail, state_->options.from);
    state_->session->sendMessage(message);
    return {MailAnswer::Kind::Accepted, "250"};
  } catch (const net::SMTPException& error) {
    const int status = error.code();
    // 421 and what is no status at all: the server is leaving.
    if (status < 400 || status > 599 || status == 421) throw broken(state_->options, words_of(error));
    try {
      state_->session->reset();
    } catch (const Poco::Exception& second) {
      throw broken(state_->options, words_of(second));
    }
    return {status >= 500 ? MailAnswer::Kind::Refused : MailAnswer::Kind::Deferred, words_of(error)};
  } catch (const Poco::Exception& error) {
    throw broken(state_->options, words_of(error));
  }
}

std::string encoded_words(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; }) && text.size() <= 200)
    return std::string{text};
  std::string out;
  while (!text.empty()) {
    std::size_t end = std::min(word_octets_max, text.size());
    while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    if (end == 0) end = std::min(word_octets_max, text.size());  // broken UTF-8: never stand still
    if (!out.empty()) out += "\r\n ";
    out += "=?UTF-8?B?" + to_base64(text.substr(0, end)) + "?=";
    text.remove_prefix(end);
  }
  return out;
}

}  // namespace cundang::delivery
