// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts/known_unit.h"

#include <gtest/gtest.h>

#include "schema/model/error.h"

namespace cundang::accounts {
namespace {

std::vector<Unit> register_of_three() {
  std::vector<Unit> units(3);
  units[0].code = {"AWB"};
  units[0].names = {{"铭远市安全生产委员会办公室", {"市安委办"}, {}, {}}};
  units[1].code = {"ZJW"};
  units[1].names = {{"铭远市住房和城乡建设委员会", {"市住房城乡建设委"}, {}, {}}};
  units[2].code = {"JTJ"};
  units[2].names = {{"铭远市交通局", {}, {}, {}}};
  return units;
}

struct UnitCase {
  const char *name, *typed, *proposed, *not_proposed;
};
class UnknownUnit : public testing::TestWithParam<UnitCase> {};

TEST_P(UnknownUnit, IsRefusedWithThoseThatComeNear) {
  try {
    require_known_unit(register_of_three(), GetParam().typed);
    FAIL() << "taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::BadRequest);
    for (const auto& cure : {error.cure().zh, error.cure().en}) {
      EXPECT_NE(cure.find(GetParam().proposed), std::string::npos) << cure;
      EXPECT_EQ(cure.find(GetParam().not_proposed), std::string::npos) << cure;
    }
  }
}
INSTANTIATE_TEST_SUITE_P(Table, UnknownUnit,
                         testing::Values(UnitCase{"LowerCase", "zjw", "ZJW", "JTJ"},
                                         UnitCase{"LettersChanged", "ZWJ", "ZJW 铭远市住房和城乡建设委员会", "AWB"},
                                         UnitCase{"LetterTooMany", "JTJJ", "JTJ", "AWB"},
                                         UnitCase{"NameInsteadOfCode", "市安委办", "AWB", "JTJ"},
                                         UnitCase{"NothingNear", "QQQQQQQQ", "AWB", "?"},
                                         UnitCase{"Empty", "", "AWB", "?"}),
                         [](const auto& row) { return row.param.name; });

TEST(KnownUnit, IsTaken) { EXPECT_NO_THROW(require_known_unit(register_of_three(), "ZJW")); }

TEST(KnownUnit, BeforeARegisterIsFiledAnyCodeOfTheFormIsTaken) {
  EXPECT_NO_THROW(require_known_unit({}, "ZJW"));
  for (const auto* typed : {"", "zjw", "市安委办", "A B", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    EXPECT_THROW(require_known_unit({}, typed), Error) << typed;
}

}  // namespace
}  // namespace cundang::accounts
