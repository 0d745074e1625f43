// SPDX-License-Identifier: GPL-3.0-or-later
// cundang init: makes an archive, files its packs as records, and for an exercise its documents and people.
#include <algorithm>
#include <iostream>

#include "config/settings.h"
#include "schema/model/json.h"
#include "schema/xml/record_reader.h"
#include "server/accounts/accounts.h"
#include "server/app/adjustable_clock.h"
#include "server/app/unfinished_mark.h"
#include "tools/commands.h"
#include "tools/demo_documents.h"
#include "tools/local_archive.h"
#include "tools/progress.h"

namespace cundang::tools {
namespace {

struct Pack {
  std::filesystem::path file;
  std::string xml;
  std::string kind;
  UnitCode submitter;
};

/// Units first: every other pack names them.
int order_of(const std::string& kind) {
  static const std::vector<std::string> order = {"unit-register",   "list",        "calendar",
                                                 "special-periods", "policy-pack", "rule-pack"};
  return static_cast<int>(std::find(order.begin(), order.end(), kind) - order.begin());
}

std::vector<Pack> read_packs(const std::filesystem::path& folder) {
  const RecordReader reader;
  std::vector<Pack> packs;
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.path().extension() != ".xml") continue;
    Pack pack{entry.path(), read_file(entry.path()), {}, {}};
    const auto record = reader.read(pack.xml);
    if (!record) {
      const auto& first = record.findings().front();
      throw Error{ErrorCode::RulePackInvalid, first.reason, first.cure}
          .with("file", pack.file.string())
          .with("line", first.line)
          .with("place", first.place);
    }
    pack.kind = record.value().kind;
    pack.submitter = record.value().submitter.code;
    packs.push_back(std::move(pack));
  }
  std::sort(packs.begin(), packs.end(), [](const auto& a, const auto& b) {
    return std::pair{order_of(a.kind), a.file} < std::pair{order_of(b.kind), b.file};
  });
  return packs;
}

AccessionNumber file_record(app::Archive& archive, const std::filesystem::path& file, const std::string& xml,
                            const UnitCode& unit, const PersonId& person = {}) {
  ingest::Submission submission;
  submission.actor = local_operator(unit);
  if (!person.empty()) submission.actor.person = person;
  submission.record_xml = xml;
  const auto result = archive.submit(std::move(submission));
  if (result.kind == ingest::AccessionResult::Kind::Refused) {
    const auto& first = result.findings.front();
    throw Error{ErrorCode::RecordRefused, first.reason, first.cure}
        .with("file", file.string())
        .with("line", first.line)
        .with("place", first.place);
  }
  return *result.accession;
}

void file_demo(app::Archive& archive, const std::filesystem::path& folder, app::AdjustableClock* clock) {
  const auto documents = read_demo_documents(folder);
  const RecordReader reader;
  std::map<std::string, AccessionNumber> numbers;
  Progress progress{"演练文件 / documents", static_cast<std::int64_t>(documents.size())};
  for (const auto& document : documents) {
    if (clock && document.at) clock->set(*document.at);
    const auto xml = resolve_citations(document, numbers);
    auto unit = document.unit;
    if (unit.empty()) {
      if (const auto record = reader.read(xml)) unit = record.value().submitter.code;
    }
    // Only an exercise has people who are nobody; a stage of the assessment asks that they differ.
    if (!document.person.empty() && !archive.simulated())
      throw Error{ErrorCode::UsageError, Text{"person: 只用于演练存档", "person: is for an exercise archive"},
                  Text{"请去掉 person:，或加 --simulated-clock", "leave person: out, or add --simulated-clock"}}
          .with("file", document.file.string());
    numbers[document.number] = file_record(archive, document.file, xml, unit, document.person);
    progress.step(static_cast<std::int64_t>(numbers.size()));
  }
}

struct Newcomer {
  std::string person, name, unit;
  Role role;
  Text kind;
};

/// The first person may give rights to others; an exercise also has one of each kind of user.
std::vector<Newcomer> newcomers(bool simulated) {
  std::vector<Newcomer> people = {
      {"security", "安全管理员", "AWB", Role::SecurityAdmin, {"安全管理员", "security administrator"}}};
  if (!simulated) return people;
  people.push_back({"zhang.wei", "张伟", "ZJW", Role::Submitter, {"部门（市住建委）", "department"}});
  people.push_back({"wang.min", "王敏", "AWB", Role::Office, {"安委办", "the office"}});
  people.push_back({"li.shen", "李申", "AWB", Role::Auditor, {"审计（查档）", "auditor"}});
  people.push_back({"zhao.kao", "赵考", "AWB", Role::Reviewer, {"考核评审", "reviewer"}});
  return people;
}

}  // namespace

int init(const InitOptions& options) {
  const app::DataLayout layout{options.data};
  app::Founding founding{options.origin, {}};
  std::shared_ptr<app::AdjustableClock> adjustable;
  std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
  if (options.simulated_clock) {
    founding.simulated = parse_instant(options.start);
    if (!founding.simulated)
      throw Error{ErrorCode::UsageError, Text{"--start 不是 RFC 3339 时间", "--start is no RFC 3339 instant"},
                  Text{"请写作 2012-07-02T09:00:00+08:00", "write 2012-07-02T09:00:00+08:00"}}
          .with("start", options.start);
    adjustable = std::make_shared<app::AdjustableClock>(*founding.simulated);
    clock = adjustable;
  }
  const auto packs_folder = options.packs.empty() ? shipped_config() / "packs" : options.packs;
  const auto packs = options.packs == "none" ? std::vector<Pack>{} : read_packs(packs_folder);
  app::UnfinishedMark mark{layout};
  app::Archive::found(layout, founding, *clock);
  config::Settings settings;
  settings.origin = options.origin;
  settings.fonds = options.fonds;
  config::write_settings(layout.settings(), settings);

  std::int64_t records = 0;
  {
    app::ArchiveOptions archive_options;
    archive_options.fonds = options.fonds;
    archive_options.watch_clock_jumps = !options.simulated_clock;
    app::Archive archive{layout, archive_options, clock};
    for (const auto& pack : packs) {
      file_record(archive, pack.file, pack.xml, pack.submitter);
      if (pack.kind == "unit-register") archive.settle_now();
    }
    archive.settle_now();
    if (!options.demo.empty()) file_demo(archive, options.demo, adjustable.get());
    archive.drain({});
    records = archive.health().accepted;
  }

  const SystemClock real_clock;
  accounts::Accounts people{layout.accounts(), real_clock};
  const PersonId by{local_operator({}).person};
  JsonWriter json;
  json.open_object().member("data", options.data.string()).member("origin", options.origin).member("records", records);
  json.member("simulated", options.simulated_clock).key("sign_in").open_array();
  std::string shown;
  for (const auto& newcomer : newcomers(options.simulated_clock)) {
    const PersonId id{newcomer.person};
    people.persons.add(id, newcomer.name, by);
    people.persons.grant(id, {newcomer.unit}, {newcomer.role}, by);
    const auto path = "/welcome?token=" + people.links.issue(id, by);
    json.open_object()
        .member("person", newcomer.person)
        .member("kind", newcomer.kind.zh)
        .member("path", path)
        .close_object();
    shown += "  " + newcomer.person + "  " + newcomer.kind.zh + " / " + newcomer.kind.en + "\n    " + path + "\n";
  }
  json.close_array().close_object();
  mark.done();
  if (options.json) {
    std::cout << json.text() << "\n";
    return 0;
  }
  std::cout << "存档已建立：" << options.data.string() << "，登记 " << records << " 件\n"
            << (options.simulated_clock ? "这是演练存档：时钟为模拟时钟，不能转为正式存档\n" : "")
            << "一次性登录链接（72 小时内有效，用后即废；请加在服务地址之后打开）：\n"
            << shown << "archive made; open the one-time links behind the service's address\n";
  return 0;
}

}  // namespace cundang::tools
