// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace cundang {

/// 保管期限 (国家档案局令第8号 art. 5).
enum class RetentionPeriod { Permanent, D30, D10 };
std::string to_text(RetentionPeriod period);  ///< Y, D30, D10
std::optional<RetentionPeriod> parse_retention_period(std::string_view text);

/// The class in which 件号 run from 1 without a gap: fonds, category of archives, year, retention, body or question.
struct ArchivalClass {
  std::string fonds;     ///< 全宗号, 1–8 of [A-Z0-9]
  std::string category;  ///< 档案门类代码, 2–4 of [A-Z]; WS 文书
  int year = 0;          ///< 年度, 1000–9999
  RetentionPeriod period = RetentionPeriod::D30;
  std::string organ;  ///< 机构（问题）代码, 1–8 of [A-Z0-9]
  auto operator<=>(const ArchivalClass&) const = default;
};
/// 0001-WS·2012-D30-BGS; the separator is U+00B7.
std::string to_text(const ArchivalClass& archival_class);

/// 档号 of one 件 by DA/T 22-2015: 全宗号-档案门类代码·年度-保管期限-机构（问题）代码-件号.
struct ArchivalCode {
  ArchivalClass within;
  int number = 0;  ///< 件号, 1–999999
  auto operator<=>(const ArchivalCode&) const = default;
};
/// 0001-WS·2012-D30-BGS-0001: at least four digits of 件号.
std::string to_text(const ArchivalCode& code);
/// Accepts only what to_text() writes.
std::optional<ArchivalCode> parse_archival_code(std::string_view text);

}  // namespace cundang
