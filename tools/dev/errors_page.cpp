// SPDX-License-Identifier: GPL-3.0-or-later
// Prints docs/errors.md from error_codes.def, so that page and program cannot differ. ctest compares the two.
#include <iostream>
#include <map>
#include <string>

#include "schema/model/error.h"

int main() {
  std::cout
      << "# 错误一览 / Errors\n\n"
         "由 `schema/model/error_codes.def` 生成，请勿手改：`tools/dev/errors-page`。\n"
         "Printed from `schema/model/error_codes.def`; do not edit by hand: `tools/dev/errors-page`.\n\n"
         "代码见于 problem+json 的 `code`；退出状态 0 为成功。文件本身的问题（检测发现）不在此列，"
         "见各条发现自带的原因与改法。\n"
         "The code stands in `code` of problem+json; exit status 0 is success. What is wrong *in a document* is not "
         "listed here: each finding carries its own reason and cure.\n\n"
         "| 代码 code | HTTP | 退出 exit | 含义 | 怎么办 | meaning | what to do |\n"
         "|---|---|---|---|---|---|---|\n";
  std::map<int, std::string> exits;
  for (const auto& row : cundang::all_errors()) {
    std::cout << "| `" << row.name << "` | " << row.http_status << " | " << row.exit_status << " | " << row.zh << " | "
              << row.zh_cure << " | " << row.en << " | " << row.en_cure << " |\n";
    auto& names = exits[row.exit_status];
    names += (names.empty() ? "`" : ", `") + std::string{row.name} + "`";
  }
  std::cout << "\n## 退出状态 / Exit statuses\n\n| 退出 exit | 代码 codes |\n|---|---|\n| 0 | 成功 success |\n";
  for (const auto& [status, names] : exits) std::cout << "| " << status << " | " << names << " |\n";
}
