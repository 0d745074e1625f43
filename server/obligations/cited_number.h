// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/model/record.h"

namespace cundang::ledger {

/// A 发文字号 as it stands in a text: 铭安监函〔2012〕17号.
struct CitedNumber {
  std::string before;  ///< what stands before the year, spaces left out, at most 30 characters; it may begin too early
  std::string number;  ///< year and number: "2012-17"
};

/// The numbers a text cites, at most 50: year in any bracket, digits of either width, with or without 第.
std::vector<CitedNumber> cited_numbers(std::string_view text);
/// The document number in one spelling: 〔〕［］[] and full-width digits alike, no spaces.
std::string normal_doc_no(std::string_view doc_no);
/// The text before a number ends with the issuer's mark of this document number.
bool cites(const CitedNumber& cited, std::string_view doc_no);

/// What a record that names nothing says of being a reply: numbers it cites in title and body.
std::vector<CitedNumber> numbers_cited_by(const Record& record);
/// The title says it is one: 反馈, 落实, 整改, 回复 …; empty where it does not.
std::string_view reply_word(std::string_view title);

}  // namespace cundang::ledger
