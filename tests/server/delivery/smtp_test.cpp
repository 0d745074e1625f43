// SPDX-License-Identifier: GPL-3.0-or-later
// A real mail server on the loopback: kind, slow, refusing, hanging up, dead and back.
#include "server/delivery/smtp.h"

#include <gtest/gtest.h>

#include <fstream>

#include "schema/model/bytes.h"
#include "schema/model/error.h"
#include "schema/model/mail_address.h"
#include "tests/support/smtp_server.h"
#include "tests/support/temp_dir.h"
#include "tests/support/tls_identity.h"

namespace cundang::delivery {
namespace {

using support::SmtpServer;
using Kind = MailAnswer::Kind;

MailOptions to(const SmtpServer& server) {
  MailOptions options;
  options.server = "127.0.0.1";
  options.port = static_cast<std::uint16_t>(server.port());
  options.from = "cundang@awb.example";
  options.timeout = std::chrono::seconds{2};
  return options;
}

Mail mail(const std::string& address) {
  return {address, "【存档】市住房城乡建设委 应办提醒 2012年7月9日：已逾期 2 项，即将到期 1 项，待签收 3 项",
          "铭远市住房和城乡建设委员会：\n\n截至 2012年7月9日，已逾期 2 项。\n.\n以点开头的一行\n", "abc123"};
}

TEST(Smtp, ChineseArrivesAsItWasWritten) {
  SmtpServer server;
  SmtpSession session{to(server)};
  ASSERT_EQ(session.send(mail("li@zjw.example")).kind, Kind::Accepted);
  ASSERT_TRUE(server.wait_for(1));
  const auto got = server.received().front();
  EXPECT_EQ(got.from, "cundang@awb.example");
  EXPECT_EQ(got.to, "li@zjw.example");
  EXPECT_EQ(got.header("Subject"), mail("").subject);
  EXPECT_EQ(got.text(), mail("").body);
  EXPECT_EQ(got.header("Message-ID"), "<abc123@awb.example>");
  EXPECT_EQ(got.header("Auto-Submitted"), "auto-generated");
  EXPECT_NE(got.header("Content-Type").find("UTF-8"), std::string::npos);
  EXPECT_FALSE(got.header("Date").empty());
}

TEST(Smtp, OneRefusedAddressDoesNotStopTheNext) {
  SmtpServer server;
  server.answer("gone@zjw.example", "550 no such user");
  server.answer("full@zjw.example", "452 mailbox full");
  SmtpSession session{to(server)};
  const auto refused = session.send(mail("gone@zjw.example"));
  EXPECT_EQ(refused.kind, Kind::Refused);
  EXPECT_NE(refused.text.find("no such user"), std::string::npos) << refused.text;
  EXPECT_EQ(session.send(mail("full@zjw.example")).kind, Kind::Deferred);
  EXPECT_EQ(session.send(mail("li@zjw.example")).kind, Kind::Accepted);
  ASSERT_TRUE(server.wait_for(1));
  EXPECT_EQ(server.received().front().to, "li@zjw.example");
}

TEST(Smtp, AServerThatIsGoneIsUnavailableAndWorksWhenItIsBack) {
  SmtpServer server;
  server.die();
  EXPECT_THROW(SmtpSession{to(server)}, Error);
  server.come_back();
  EXPECT_EQ(SmtpSession{to(server)}.send(mail("li@zjw.example")).kind, Kind::Accepted);
}

struct BrokenCase {
  const char* name;
  SmtpServer::Mood mood;
};
class Broken : public testing::TestWithParam<BrokenCase> {};
TEST_P(Broken, ConnectionIsNoAnswer) {
  SmtpServer server;
  server.set(GetParam().mood, std::chrono::seconds{5});
  const auto began = std::chrono::steady_clock::now();
  try {
    SmtpSession{to(server)}.send(mail("li@zjw.example"));
    FAIL() << "sent";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::Unavailable) << error.what();
  }
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds{10}) << "and nobody waits for ever";
  EXPECT_TRUE(server.received().empty());
}
INSTANTIATE_TEST_SUITE_P(Server, Broken,
                         testing::Values(BrokenCase{"HangsUpAfterData", SmtpServer::Mood::HangsUpAfterData},
                                         BrokenCase{"HangsUpAtOnce", SmtpServer::Mood::HangsUpAtOnce},
                                         BrokenCase{"TooSlow", SmtpServer::Mood::Slow}),
                         [](const auto& row) { return row.param.name; });

TEST(Smtp, AServerWithoutStartTlsGetsNoMailWhereItIsAskedFor) {
  SmtpServer server;
  auto options = to(server);
  options.security = MailOptions::Security::StartTls;
  EXPECT_THROW(SmtpSession{options}, Error);
  EXPECT_TRUE(server.received().empty());
}

using Validity = support::TlsIdentity::Validity;
struct TlsCase {
  const char* name;
  MailOptions::Security security;
  const char* proves;  ///< DNS name of the server's certificate
  Validity validity;
  bool trusted, sent;
};
class SmtpOverTls : public testing::TestWithParam<TlsCase> {};
TEST_P(SmtpOverTls, GoesOnlyToAServerThatProvesItsName) {
  const auto& row = GetParam();
  const support::TempDir dir;
  const support::TlsIdentity identity{dir.path(), "server", row.proves, row.validity},
      other{dir.path(), "other", "localhost"};
  SmtpServer server;
  server.offer_tls(identity.context(), row.security == MailOptions::Security::Tls);
  auto options = to(server);
  options.server = "localhost";
  options.security = row.security;
  options.ca_file = row.trusted ? identity.certificate() : other.certificate();
  options.user = "cundang";
  options.password_file = dir / "password";
  std::ofstream{options.password_file} << "geheim\n";
  const auto send = [&] { return SmtpSession{options}.send(mail("li@zjw.example")).kind; };
  if (row.sent) {
    EXPECT_EQ(send(), Kind::Accepted);
    ASSERT_TRUE(server.wait_for(1));
    EXPECT_TRUE(server.spoke_tls());
    EXPECT_EQ(server.received().front().text(), mail("").body);
  } else {
    try {
      send();
      FAIL() << "sent";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::Unavailable) << error.what();
      EXPECT_NE(std::string{error.what()}.find("ertificate"), std::string::npos) << error.what();
    }
    EXPECT_TRUE(server.received().empty());
  }
  for (const auto& line : server.heard_plain())
    EXPECT_TRUE(line.starts_with("EHLO") || line == "STARTTLS") << "in the open: " << line;
}
constexpr auto now = Validity::Now, run_out = Validity::RunOut;
constexpr auto tls = MailOptions::Security::Tls, start_tls = MailOptions::Security::StartTls;
INSTANTIATE_TEST_SUITE_P(Server, SmtpOverTls,
                         testing::Values(TlsCase{"Tls", tls, "localhost", now, true, true},
                                         TlsCase{"StartTls", start_tls, "localhost", now, true, true},
                                         TlsCase{"TlsWrongName", tls, "mail.example", now, true, false},
                                         TlsCase{"StartTlsWrongName", start_tls, "mail.example", now, true, false},
                                         TlsCase{"TlsNotTrusted", tls, "localhost", now, false, false},
                                         TlsCase{"StartTlsNotTrusted", start_tls, "localhost", now, false, false},
                                         TlsCase{"TlsRunOut", tls, "localhost", run_out, true, false},
                                         TlsCase{"StartTlsRunOut", start_tls, "localhost", run_out, true, false}),
                         [](const auto& row) { return row.param.name; });

TEST(EncodedWords, HoldWholeCharactersInShortLines) {
  std::string subject;
  for (int i = 0; i < 60; ++i) subject += "督办a";
  auto folded = encoded_words(subject);
  std::string decoded;
  while (!folded.empty()) {
    const auto end = std::min(folded.find("\r\n "), folded.size());
    const auto word = folded.substr(0, end);
    ASSERT_LE(word.size(), 75U);
    ASSERT_TRUE(word.starts_with("=?UTF-8?B?") && word.ends_with("?="));
    const auto part = *from_base64(word.substr(10, word.size() - 12));
    EXPECT_NE(static_cast<unsigned char>(part.front()) & 0xC0U, 0x80U) << "begins inside a character";
    decoded += part;
    folded.erase(0, std::min(end + 3, folded.size()));
  }
  EXPECT_EQ(decoded, subject);
  EXPECT_EQ(encoded_words("plain subject"), "plain subject");
}

struct AddressCase {
  const char* name;
  std::string_view text;
  bool good;
};
class MailAddress : public testing::TestWithParam<AddressCase> {};
TEST_P(MailAddress, IsJudged) { EXPECT_EQ(is_mail_address(GetParam().text), GetParam().good); }
TEST(MailAddress, IsBoundedInEachPart) {
  const auto label = [](std::size_t size) { return std::string(size, 'a'); };
  EXPECT_TRUE(is_mail_address(label(64) + "@swj.example"));
  EXPECT_FALSE(is_mail_address(label(65) + "@swj.example"));
  EXPECT_TRUE(is_mail_address("li@" + label(63) + ".example"));
  EXPECT_FALSE(is_mail_address("li@" + label(64) + ".example"));
  const auto long_domain = label(63) + "." + label(63) + "." + label(63) + ".";
  EXPECT_TRUE(is_mail_address("li@" + long_domain + label(59)));
  EXPECT_FALSE(is_mail_address("li@" + long_domain + label(60)));
}
INSTANTIATE_TEST_SUITE_P(
    Addresses, MailAddress,
    testing::Values(
        AddressCase{"Plain", "li.fang@swj.mingyuan.gov.example", true},
        AddressCase{"Plus", "li+ledger@swj.example", true}, AddressCase{"NoAt", "li.fang", false},
        AddressCase{"NoDomain", "li@", false}, AddressCase{"NoLocal", "@swj.example", false},
        AddressCase{"TwoAts", "li@swj@example", false}, AddressCase{"Space", "li fang@swj.example", false},
        AddressCase{"Header", "li@swj.example\r\nBcc: all@swj.example", false},
        AddressCase{"Brackets", "<li@swj.example>", false}, AddressCase{"EmptyLabel", "li@swj..example", false},
        AddressCase{"Empty", "", false}, AddressCase{"MachineAlone", "a@b", false},
        AddressCase{"LocalHost", "root@localhost", false},
        AddressCase{"EveryAtomCharacter", "!#$%&'*+-/=?^_`{|}~@swj.example", true},
        AddressCase{"TwoDots", "li..fang@swj.example", false}, AddressCase{"LeadingDot", ".li@swj.example", false},
        AddressCase{"TrailingDot", "li.@swj.example", false}, AddressCase{"RootDot", "li@swj.example.", false},
        AddressCase{"Quoted", "\"li fang\"@swj.example", false}, AddressCase{"Comma", "li,wang@swj.example", false},
        AddressCase{"Colon", "li:x@swj.example", false}, AddressCase{"Comment", "li(fang)@swj.example", false},
        AddressCase{"LineFeed", "li@swj.example\nDATA", false},
        AddressCase{"Nul", std::string_view{"li\0x@swj.example", 16}, false},
        AddressCase{"Chinese", "李芳@swj.example", false}, AddressCase{"HyphenFirst", "li@-swj.example", false},
        AddressCase{"HyphenLast", "li@swj-.example", false}, AddressCase{"Underscore", "li@s_wj.example", false},
        AddressCase{"Punycode", "li@xn--fiq228c.xn--fiqs8s", true}, AddressCase{"AllDigits", "li@192.0.2.1", false},
        AddressCase{"Literal", "li@[192.0.2.1]", true}, AddressCase{"LiteralOfSix", "li@[IPv6:2001:db8::1]", true},
        AddressCase{"LiteralTooHigh", "li@[192.0.2.256]", false}, AddressCase{"LiteralOpen", "li@[192.0.2.1", false},
        AddressCase{"LiteralWithAName", "li@[swj.example]", false},
        AddressCase{"LiteralWithALine", std::string_view{"li@[192.0.2.1]\r\nX", 17}, false}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace cundang::delivery
