// SPDX-License-Identifier: GPL-3.0-or-later
// cundang show: one record with its numbers, its receipt or its bytes; without an id the archive itself.
#include <iostream>

#include "schema/model/json.h"
#include "tools/commands.h"
#include "tools/local_archive.h"

namespace cundang::tools {
namespace {

int show_archive(const app::Archive& archive, bool json) {
  const auto health = archive.health();
  if (json) {
    std::cout << JsonWriter{}
                     .open_object()
                     .member("origin", archive.origin())
                     .member("simulated", health.simulated)
                     .member("now", to_text(health.now))
                     .member("accepted", health.accepted)
                     .member("packaged", health.packaged)
                     .member("indexed", health.indexed)
                     .member("settled", health.settled)
                     .member("tree_size", health.tree_size)
                     .member("packaged_size", health.packaged_size)
                     .close_object()
                     .text()
              << "\n";
    return 0;
  }
  std::cout << "日志来源 " << archive.origin() << (health.simulated ? "（演练）" : "") << "\n存档时间 "
            << to_beijing_text(health.now) << "\n登记 " << health.accepted << " 件，入库至 " << health.packaged
            << "，索引至 " << health.indexed << "，清算至 " << health.settled << "\n日志 " << health.tree_size
            << " 条，其中 " << health.packaged_size << " 条可仅凭存档重建\n";
  return 0;
}

}  // namespace

int show(const ShowOptions& options) {
  const auto archive = open_to_read(options.data);
  if (options.id.empty()) return show_archive(*archive, options.json);
  const auto number = parse_accession_number(options.id);
  if (!number)
    throw Error{ErrorCode::UsageError, Text{"这不是接收登记号", "this is no accession number"},
                Text{"请写作 R0000001", "write it as R0000001"}}
        .with("id", options.id);
  const auto viewer = local_viewer(*archive, "");
  if (options.receipt) {
    std::cout << archive->receipt(*number, viewer) << "\n";
    return 0;
  }
  if (options.xml) {
    std::cout << archive->record_xml(*number, viewer);
    return 0;
  }
  const auto page = archive->record(*number, viewer);
  const auto& record = page.record;
  if (options.json) {
    std::cout << JsonWriter{}
                     .open_object()
                     .member("id", to_text(page.number))
                     .member("title", record.title)
                     .member("doc_no", record.doc_no)
                     .member("kind", record.kind)
                     .member("unit", page.unit.text)
                     .member("unit_counter", page.unit_counter)
                     .member("received_at", to_text(page.received_at))
                     .member("digest", page.digest)
                     .member("leaf_index", page.leaf_index)
                     .member("label", page.label)
                     .member("packaged", page.status.packaged.done)
                     .member("package", page.status.package.text)
                     .member("indexed", page.status.indexed.done)
                     .member("settled", page.status.settled.done)
                     .member("published", page.status.published.done)
                     .close_object()
                     .text()
              << "\n";
    return 0;
  }
  std::cout << to_text(page.number) << "  " << record.title << "\n文号 " << record.doc_no << "\n报送单位 "
            << page.unit.text << "（第 " << page.unit_counter << " 件）\n收到 " << to_beijing_text(page.received_at)
            << "\n摘要 " << page.digest << "\n日志 第 " << page.leaf_index << " 条\n存档信息包 "
            << (page.status.packaged.done ? page.status.package.text : "待入库") << "\n";
  for (const auto& paragraph : record.body) std::cout << "  [" << paragraph.id << "] " << paragraph.text << "\n";
  return 0;
}

}  // namespace cundang::tools
