// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts/accounts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "server/accounts/password.h"
#include "server/accounts/role_text.h"
#include "server/accounts/secret.h"
#include "tests/server/accounts/hand_clock.h"
#include "tests/support/temp_dir.h"

namespace cundang::accounts {
namespace {

using namespace std::chrono_literals;

;

const PersonId li{"li.lei"}, admin{"sec.admin"};
const UnitCode zjw{"ZJW"}, jtj{"JTJ"}, awb{"AWB"};
constexpr auto good = "correct horse 电池";

template <class Act>
ErrorCode code_of(Act act) {
  try {
    act();
  } catch (const Error& error) {
    return error.code();
  }
  ADD_FAILURE() << "nothing was thrown";
  return ErrorCode::Internal;
}

class AccountsTest : public testing::Test {
 protected:
  support::TempDir dir;
  HandClock clock;
  Accounts accounts{dir / "accounts.sqlite", clock};

  void add_li() {
    accounts.persons.add(li, "李雷", admin);
    accounts.persons.grant(li, zjw, {Role::Submitter}, admin);
    accounts.sign_in.set_password(li, good, admin);
  }
};

TEST_F(AccountsTest, StartsWithoutAnyAccount) { EXPECT_TRUE(accounts.persons.all().empty()); }

TEST_F(AccountsTest, FileIsPrivate) {
  struct stat found {};
  ASSERT_EQ(stat((dir / "accounts.sqlite").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0600u);
}

TEST_F(AccountsTest, RightPasswordSignsIn) {
  add_li();
  const auto person = accounts.sign_in.check(li, good, "10.0.0.1");
  EXPECT_EQ(person.name, "李雷");
  EXPECT_THAT(person.grants, testing::Contains(testing::Pair(zjw, std::set<Role>{Role::Submitter})));
}

TEST_F(AccountsTest, WrongPasswordAndUnknownNameAreToldAlike) {
  add_li();
  EXPECT_EQ(code_of([&] { accounts.sign_in.check(li, "wrong", "10.0.0.1"); }), ErrorCode::Unauthenticated);
  EXPECT_EQ(code_of([&] { accounts.sign_in.check({"nobody"}, good, "10.0.0.1"); }), ErrorCode::Unauthenticated);
}

TEST_F(AccountsTest, FiveFailuresLockTheNameForFifteenMinutes) {
  add_li();
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(code_of([&] { accounts.sign_in.check(li, "wrong", "10.0.0.1"); }), ErrorCode::Unauthenticated);
  EXPECT_EQ(code_of([&] { accounts.sign_in.check(li, good, "10.0.0.2"); }), ErrorCode::TooManyRequests);
  clock.pass(15min + 1ms);
  EXPECT_NO_THROW(accounts.sign_in.check(li, good, "10.0.0.2"));
}

TEST_F(AccountsTest, SuccessForgetsFailures) {
  add_li();
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 4; ++i)
      EXPECT_EQ(code_of([&] { accounts.sign_in.check(li, "wrong", "a"); }), ErrorCode::Unauthenticated);
    EXPECT_NO_THROW(accounts.sign_in.check(li, good, "a"));
  }
}

TEST_F(AccountsTest, OneAddressGuessingManyNamesIsLocked) {
  add_li();
  for (int i = 0; i < 50; ++i)
    EXPECT_EQ(code_of([&] { accounts.sign_in.check({"guess" + std::to_string(i)}, "x", "10.0.0.9"); }),
              ErrorCode::Unauthenticated);
  EXPECT_EQ(code_of([&] { accounts.sign_in.check(li, good, "10.0.0.9"); }), ErrorCode::TooManyRequests);
  EXPECT_NO_THROW(accounts.sign_in.check(li, good, "10.0.0.1"));
}

TEST_F(AccountsTest, WhatIsTypedAsANameIsNotKeptWithoutBound) {
  EXPECT_EQ(code_of([&] { accounts.sign_in.check({std::string(60'000, 'x')}, "x", "a"); }), ErrorCode::Unauthenticated);
  EXPECT_LE(accounts.trail.latest(1).at(0).person.text.size(), 64u);
}

TEST_F(AccountsTest, DisabledPersonIsOutAtOnce) {
  add_li();
  const auto secret = accounts.sessions.open(*accounts.persons.find(li));
  accounts.persons.enable(li, false, admin);
  EXPECT_FALSE(accounts.sessions.find(secret));
  EXPECT_EQ(code_of([&] { accounts.sign_in.check(li, good, "a"); }), ErrorCode::Unauthenticated);
}

TEST_F(AccountsTest, IdleSessionEndsAfterThirtyMinutes) {
  add_li();
  const auto secret = accounts.sessions.open(*accounts.persons.find(li));
  clock.pass(29min);
  EXPECT_TRUE(accounts.sessions.find(secret));
  clock.pass(29min);
  EXPECT_TRUE(accounts.sessions.find(secret));
  clock.pass(31min);
  EXPECT_FALSE(accounts.sessions.find(secret));
}

TEST_F(AccountsTest, BusySessionEndsAfterTwelveHours) {
  add_li();
  const auto secret = accounts.sessions.open(*accounts.persons.find(li));
  for (int i = 0; i < 36; ++i) {
    ASSERT_TRUE(accounts.sessions.find(secret)) << i;
    clock.pass(20min);
  }
  clock.pass(1ms);
  EXPECT_FALSE(accounts.sessions.find(secret));
}

TEST_F(AccountsTest, SignedOutSessionIsGone) {
  add_li();
  const auto secret = accounts.sessions.open(*accounts.persons.find(li));
  accounts.sessions.close(secret);
  EXPECT_FALSE(accounts.sessions.find(secret));
}

TEST_F(AccountsTest, NewPasswordClosesOpenSessions) {
  add_li();
  const auto secret = accounts.sessions.open(*accounts.persons.find(li));
  accounts.sign_in.set_password(li, "another pass phrase", li);
  EXPECT_FALSE(accounts.sessions.find(secret));
}

TEST_F(AccountsTest, OneMayActForSeveralUnitsChoosingEachTime) {
  add_li();
  accounts.persons.grant(li, awb, {Role::Office}, admin);
  const auto secret = accounts.sessions.open(*accounts.persons.find(li));
  accounts.sessions.choose_unit(secret, zjw);
  EXPECT_EQ(accounts.sessions.find(secret)->actor().roles, std::set<Role>{Role::Submitter});
  accounts.sessions.choose_unit(secret, awb);
  EXPECT_EQ(accounts.sessions.find(secret)->actor().roles, std::set<Role>{Role::Office});
  EXPECT_EQ(code_of([&] { accounts.sessions.choose_unit(secret, jtj); }), ErrorCode::Forbidden);
}

TEST_F(AccountsTest, GrantTakenAwayCountsAtOnce) {
  add_li();
  const auto secret = accounts.sessions.open(*accounts.persons.find(li));
  accounts.persons.grant(li, zjw, {}, admin);
  EXPECT_TRUE(accounts.sessions.find(secret)->unit.empty());
}

TEST_F(AccountsTest, ThreeAdministratorsAreNeverOnePerson) {
  add_li();
  accounts.persons.grant(li, awb, {Role::SecurityAdmin}, admin);
  EXPECT_EQ(code_of([&] { accounts.persons.grant(li, zjw, {Role::SecurityAuditor}, admin); }), ErrorCode::Forbidden);
  EXPECT_EQ(code_of([&] {
              accounts.persons.grant(li, awb, {Role::SecurityAdmin, Role::SystemAdmin}, admin);
            }),
            ErrorCode::Forbidden);
  EXPECT_NO_THROW(accounts.persons.grant(li, awb, {Role::SystemAdmin}, admin));
}

TEST_F(AccountsTest, TokenActsForItsUnitUntilRevoked) {
  const auto secret = accounts.tokens.issue(zjw, {"oa.zjw"}, "住建委 OA", admin);
  const auto actor = accounts.tokens.find(secret);
  ASSERT_TRUE(actor);
  EXPECT_EQ(actor->unit, zjw);
  EXPECT_EQ(actor->method, AuthMethod::Token);
  EXPECT_EQ(actor->roles, std::set<Role>{Role::Submitter});
  accounts.tokens.revoke(accounts.tokens.all().front().id, admin);
  EXPECT_FALSE(accounts.tokens.find(secret));
  EXPECT_FALSE(accounts.tokens.find(""));
  EXPECT_FALSE(accounts.tokens.find(std::string(64, '0')));
}

TEST_F(AccountsTest, LinkWorksOnce) {
  accounts.persons.add(li, "李雷", admin);
  const auto secret = accounts.links.issue(li, admin);
  EXPECT_EQ(accounts.links.look(secret), li);
  EXPECT_EQ(code_of([&] { accounts.links.redeem(secret, "short"); }), ErrorCode::BadRequest);
  EXPECT_EQ(accounts.links.redeem(secret, good), li);
  EXPECT_FALSE(accounts.links.look(secret));
  EXPECT_EQ(code_of([&] { accounts.links.redeem(secret, good); }), ErrorCode::Unauthenticated);
  EXPECT_NO_THROW(accounts.sign_in.check(li, good, "a"));
}

TEST_F(AccountsTest, NobodysLinkNamesWhoIsNotThere) {
  EXPECT_EQ(code_of([&] { accounts.links.issue({"nobody"}, admin); }), ErrorCode::NotFound);
}

TEST_F(AccountsTest, LinkExpires) {
  accounts.persons.add(li, "李雷", admin);
  const auto secret = accounts.links.issue(li, admin, 1h);
  clock.pass(61min);
  EXPECT_FALSE(accounts.links.look(secret));
  EXPECT_EQ(code_of([&] { accounts.links.redeem(secret, good); }), ErrorCode::Unauthenticated);
}

TEST_F(AccountsTest, NoSecretStandsInTheFile) {
  add_li();
  const auto session = accounts.sessions.open(*accounts.persons.find(li));
  const auto token = accounts.tokens.issue(zjw, li, "OA", admin);
  const auto link = accounts.links.issue(li, admin);
  std::string bytes;
  for (const auto* name : {"accounts.sqlite", "accounts.sqlite-wal"}) {
    std::ifstream file{dir / name, std::ios::binary};
    bytes += std::string{std::istreambuf_iterator<char>{file}, {}};
  }
  EXPECT_NE(bytes.find("li.lei"), std::string::npos);
  for (const auto& secret : {session, token, link, std::string{good}}) EXPECT_EQ(bytes.find(secret), std::string::npos);
}

TEST_F(AccountsTest, TrailSaysWhoDidWhat) {
  add_li();
  std::vector<std::string> acts;
  for (const auto& row : accounts.trail.latest(10)) acts.push_back(row.person.text + " " + row.act);
  EXPECT_THAT(acts, testing::ElementsAre("sec.admin password.set", "sec.admin person.grant", "sec.admin person.add"));
}

struct NameCase {
  std::string name, text;
  bool good;
};
class AccountName : public testing::TestWithParam<NameCase> {};
TEST_P(AccountName, IsChecked) {
  support::TempDir dir;
  const HandClock clock;
  Accounts accounts{dir / "a", clock};
  if (GetParam().good) {
    EXPECT_NO_THROW(accounts.persons.add({GetParam().text}, "x", admin));
  } else {
    EXPECT_EQ(code_of([&] { accounts.persons.add({GetParam().text}, "x", admin); }), ErrorCode::BadRequest);
  }
}
INSTANTIATE_TEST_SUITE_P(Forms, AccountName,
                         testing::Values(NameCase{"Plain", "wang.min", true}, NameCase{"Digits", "zjw01", true},
                                         NameCase{"Empty", "", false}, NameCase{"One", "a", false},
                                         NameCase{"Upper", "Wang", false}, NameCase{"Han", "王敏", false},
                                         NameCase{"LeadingDot", ".wang", false}, NameCase{"Slash", "a/b", false},
                                         NameCase{"Operator", "local:root", false},
                                         NameCase{"Long", std::string(33, 'a'), false}),
                         [](const auto& row) { return row.param.name; });

struct PasswordCase {
  std::string name, text;
  bool good;
};
class PasswordRule : public testing::TestWithParam<PasswordCase> {};
TEST_P(PasswordRule, Holds) { EXPECT_EQ(!password_fault(GetParam().text, "wang.min"), GetParam().good); }
INSTANTIATE_TEST_SUITE_P(
    Table, PasswordRule,
    testing::Values(PasswordCase{"Nine", "abcdefgh9", false}, PasswordCase{"Ten", "abcdefgh90", true},
                    PasswordCase{"TenHan", "一二三四五六七八九十", true}, PasswordCase{"ThreeHan", "安全生", false},
                    PasswordCase{"Known", "1234567890", false}, PasswordCase{"Same", std::string(12, 'a'), false},
                    PasswordCase{"HasName", "x-wang.min-2012", false},
                    PasswordCase{"TooLong", std::string(250, 'a') + "1234567", false}),
    [](const auto& row) { return row.param.name; });

TEST(Roles, TextFormsComeBack) {
  for (const auto role : all_roles()) EXPECT_EQ(parse_role(to_text(role)), role);
  EXPECT_FALSE(parse_role("root"));
}

TEST(Secrets, AreDistinctAndComparedWhole) {
  EXPECT_NE(new_secret(), new_secret());
  EXPECT_EQ(new_secret().size(), 64u);
  EXPECT_TRUE(same_secret("abc", "abc"));
  EXPECT_FALSE(same_secret("abc", "abd"));
  EXPECT_FALSE(same_secret("abc", "ab"));
}

}  // namespace
}  // namespace cundang::accounts
