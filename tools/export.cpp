// SPDX-License-Identifier: GPL-3.0-or-later
// cundang export: records with everything that proves them, in one ZIP for whoever has neither archive nor network.
#include <iostream>
#include <set>
#include <sstream>

#include "schema/model/json.h"
#include "server/app/export_cases.h"
#include "tools/commands.h"
#include "tools/local_archive.h"
#include "tools/progress.h"
#include "tools/target_error.h"

namespace cundang::tools {
namespace {

/// Those of --id, or of the list: one a line, empty lines and those that begin with # passed over.
std::vector<std::string> named_records(const ExportOptions& options) {
  if (options.list.empty()) return options.ids;
  std::vector<std::string> lines;
  std::istringstream in{read_file(options.list)};
  for (std::string line; std::getline(in, line);) {
    line.erase(line.find_last_not_of(" \t\r") + 1);
    if (!line.empty() && line[0] != '#') lines.push_back(line);
  }
  return lines;
}

std::vector<AccessionNumber> numbers_of(const std::vector<std::string>& texts) {
  std::vector<AccessionNumber> numbers;
  std::set<std::int64_t> seen;
  for (const auto& text : texts) {
    const auto number = parse_accession_number(text);
    if (!number)
      throw Error{ErrorCode::UsageError, Text{"这不是接收登记号", "this is no accession number"},
                  Text{"请写作 R0000001", "write it as R0000001"}}
          .with("id", text);
    if (seen.insert(number->value).second) numbers.push_back(*number);
  }
  return numbers;
}

}  // namespace

int export_records(const ExportOptions& options) {
  if ((options.query ? 1 : 0) + (options.ids.empty() ? 0 : 1) + (options.list.empty() ? 0 : 1) != 1)
    throw Error{ErrorCode::UsageError, Text{"须指明导出什么，且只一种", "what is exported is to be named in one way"},
                Text{"请给出 --query、--id 或 --list 之一", "give one of --query, --id and --list"}};
  const auto archive = open_to_read(options.data);
  const auto viewer = local_viewer(*archive, options.as_unit);
  app::ExportOrder order;
  order.query = options.query;
  order.actor = local_operator({options.as_unit});
  order.records = options.query ? app::all_hits(*archive, *options.query, viewer) : numbers_of(named_records(options));
  if (order.records.empty())
    throw Error{ErrorCode::NotFound, Text{"没有可导出的文件", "there is nothing to export"},
                Text{"请核对检索式或清单", "check the query or the list"}};
  try {
    Progress progress{"导出 / export", static_cast<std::int64_t>(order.records.size())};
    app::write_export(*archive, app::DataLayout{options.data}, order, viewer, options.out,
                      [&](std::int64_t done) { progress.step(done); }, {});
  } catch (const Error& error) {
    rethrow_of_target(error, {"没有导出", "nothing was exported"});
  }
  if (options.json)
    std::cout << JsonWriter{}
                     .open_object()
                     .member("file", options.out.string())
                     .member("records", static_cast<std::int64_t>(order.records.size()))
                     .close_object()
                     .text()
              << "\n";
  else
    std::cout << "已导出 " << order.records.size() << " 件：" << options.out.string()
              << "\n核验 / verify: bash verify.sh " << options.out.string() << "\n";
  return 0;
}

}  // namespace cundang::tools
