// SPDX-License-Identifier: GPL-3.0-or-later
// What cundang.xml says of mail and webhooks, and what it may not say.
#include "config/settings.h"

#include <gtest/gtest.h>

#include <fstream>

#include "schema/model/error.h"
#include "tests/support/temp_dir.h"

namespace cundang::config {
namespace {

using Security = delivery::MailOptions::Security;

Settings read(const std::string& inner) {
  const support::TempDir dir;
  std::ofstream{dir / "cundang.xml"} << "<cundang>" << inner << "</cundang>";
  return load_settings(dir / "cundang.xml");
}

TEST(Settings, WithoutMailNothingIsSent) {
  EXPECT_FALSE(read("").notices.mail.configured());
  EXPECT_TRUE(read("").notices.webhooks.allowed.empty());
  EXPECT_EQ(read("").notices.digest_at, std::chrono::hours{8});
}

TEST(Settings, WhatInitWritesReadsBackAndSendsNothing) {
  const support::TempDir dir;
  write_settings(dir / "cundang.xml", {});
  EXPECT_FALSE(load_settings(dir / "cundang.xml").notices.mail.configured());
}

TEST(Settings, MailServerAndHosts) {
  const auto notices = read(R"(<service><public-url>https://c.example/</public-url></service>
      <mail><server>mail.example</server><security>starttls</security><from>c@awb.example</from><user>c</user>
      <password-file>/srv/pw</password-file><digest-at>07:30</digest-at></mail>
      <webhooks><allow>oa.example</allow><allow>hook.example:8443</allow><give-up-days>3</give-up-days></webhooks>)")
                           .notices;
  EXPECT_EQ(notices.public_url, "https://c.example");
  EXPECT_EQ(notices.mail.server, "mail.example");
  EXPECT_EQ(notices.mail.security, Security::StartTls);
  EXPECT_EQ(notices.mail.port, 587);
  EXPECT_EQ(notices.mail.from, "c@awb.example");
  EXPECT_EQ(notices.digest_at, std::chrono::minutes{7 * 60 + 30});
  EXPECT_EQ(notices.webhooks.allowed, (std::vector<std::string>{"oa.example", "hook.example:8443"}));
  EXPECT_EQ(notices.webhook_give_up, std::chrono::hours{72});
}

struct FaultCase {
  const char* name;
  const char* inner;
  const char* named;  ///< what the message names
};
class Faults : public testing::TestWithParam<FaultCase> {};
TEST_P(Faults, AreNamed) {
  try {
    read(GetParam().inner);
    FAIL() << "taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::FileUnreadable);
    EXPECT_NE(std::string{error.what()}.find(GetParam().named), std::string::npos) << error.what();
  }
}
INSTANTIATE_TEST_SUITE_P(
    Mail, Faults,
    testing::Values(
        FaultCase{"NoSender", "<mail><server>m.example</server></mail>", "mail/from"},
        FaultCase{"SenderIsNoAddress", "<mail><server>m.example</server><from>c</from></mail>", "mail/from"},
        FaultCase{"UnknownSecurity", "<mail><security>ssl</security></mail>", "mail/security"},
        FaultCase{"PasswordInTheClear", "<mail><server>m.example</server><from>c@m.example</from><user>c</user></mail>",
                  "mail/user"},
        FaultCase{"NoTime", "<mail><digest-at>25:00</digest-at></mail>", "mail/digest-at"},
        FaultCase{"FileIsNamed", "<mail><security>ssl</security></mail>", "cundang.xml"},
        FaultCase{"NoTimeAtAll", "<mail><digest-at>morning</digest-at></mail>", "mail/digest-at"}),
    [](const auto& row) { return row.param.name; });
INSTANTIATE_TEST_SUITE_P(
    Numbers, Faults,
    testing::Values(
        FaultCase{"MailPortTooLarge", "<mail><port>65561</port></mail>", "mail/port"},
        FaultCase{"MailPortNothing", "<mail><port>0</port></mail>", "mail/port"},
        FaultCase{"MailTimeoutNever", "<mail><timeout-s>0</timeout-s></mail>", "mail/timeout-s"},
        FaultCase{"PortTooLarge", "<service><port>70000</port></service>", "service/port"},
        FaultCase{"PortNegative", "<service><port>-1</port></service>", "service/port"},
        FaultCase{"ThreadsInWords", "<service><threads>many</threads></service>", "service/threads"},
        FaultCase{"NoThreads", "<service><threads>0</threads></service>", "service/threads"},
        FaultCase{"BodyWithUnit", "<service><body-max>64 MB</body-max></service>", "service/body-max"},
        FaultCase{"BacklogEmpty", "<backlog><records></records></backlog>", "backlog/records"},
        FaultCase{"BacklogBeyondAll", "<backlog><bytes>99999999999999999999</bytes></backlog>", "backlog/bytes"},
        FaultCase{"NothingMayBeUploaded", "<service><body-max>0</body-max></service>", "service/body-max"},
        FaultCase{"BacklogBelowZero", "<backlog><records>-1</records></backlog>", "backlog/records"},
        FaultCase{"OutsideNeverWarns", "<outside><warn-after-days>0</warn-after-days></outside>",
                  "outside/warn-after-days"},
        FaultCase{"WitnessAskedWithoutPause", "<outside><witness-every-s>0</witness-every-s></outside>",
                  "outside/witness-every-s"},
        FaultCase{"GiveUpNever", "<webhooks><give-up-days>0</give-up-days></webhooks>", "webhooks/give-up-days"}),
    [](const auto& row) { return row.param.name; });

TEST(Settings, ANumberRefusedIsToldWithItsCureInBothLanguages) {
  try {
    read("<mail><port>65561</port></mail>");
    FAIL() << "taken";
  } catch (const Error& error) {
    EXPECT_NE(error.reason().zh.find("65561"), std::string::npos) << error.reason().zh;
    EXPECT_NE(error.cure().zh.find("1 至 65535"), std::string::npos) << error.cure().zh;
    EXPECT_NE(error.cure().en.find("from 1 to 65535"), std::string::npos) << error.cure().en;
  }
}

TEST(Settings, NumbersWithinTheirBoundsAreTaken) {
  const auto settings = read(
      "<service><port>0</port><threads>8</threads><body-max>1000000</body-max></service>"
      "<backlog><records>10</records><bytes>20</bytes></backlog><mail><port>65535</port></mail>");
  EXPECT_EQ(settings.port, 0);
  EXPECT_EQ(settings.threads, 8);
  EXPECT_EQ(settings.body_max, 1'000'000);
  EXPECT_EQ(settings.backlog_records, 10);
  EXPECT_EQ(settings.backlog_bytes, 20);
  EXPECT_EQ(settings.notices.mail.port, 65'535);
}

}  // namespace
}  // namespace cundang::config
