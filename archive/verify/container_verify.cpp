// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/container_verify.h"

#include <array>
#include <map>

#include "archive/crypto/digest.h"
#include "archive/crypto/seal_check.h"
#include "archive/packages/container_layout.h"
#include "archive/verify/findings.h"
#include "archive/verify/leaf_check.h"
#include "archive/verify/zip_contents.h"

namespace cundang::verify {
namespace {

namespace entry = packages::entry;

/// What stands behind the attachments, in this order.
constexpr std::array behind_attachments = {entry::manifest, entry::signatures, entry::statement,
                                           entry::salt,     entry::leaf,       entry::proof,
                                           entry::envelope, entry::findings,   entry::metadata};

class ContainerCheck {
 public:
  ContainerCheck(std::string_view bytes, const std::string& name, const std::string& place, const Trust& trust)
      : name_{name}, place_{place}, trust_{trust}, zip_{bytes, place, report_.findings} {}

  ContainerReport run() {
    if (!zip_.readable()) return std::move(report_);
    check_entries();
    if (has_fault(report_.findings)) return std::move(report_);
    LeafFacts facts;
    facts.place = place_;
    const auto statement = check_leaf(
        {*zip_.find(entry::leaf), *zip_.find(entry::statement), *zip_.find(entry::salt), *zip_.find(entry::proof)},
        trust_, facts, [this](const char* part, const char* code, const char* zh, const char* en) {
          complain(code, entry_of(part), zh, en);
        });
    if (!statement) return std::move(report_);
    check_statement(*statement);
    check_seal();
    check_times(*statement);
    if (!has_fault(report_.findings)) report_.leaves.push_back(std::move(facts));
    return std::move(report_);
  }

 private:
  static std::string_view entry_of(std::string_view part) {
    if (part == "leaf") return entry::leaf;
    if (part == "salt") return entry::salt;
    return part == "proof" ? entry::proof : entry::statement;
  }
  void complain(std::string code, std::string_view where, std::string zh, std::string en) {
    report_.findings.push_back(
        fault(std::move(code), place_ + (where.empty() ? "" : "!" + std::string{where}), std::move(zh), std::move(en)));
  }
  void hold(bool holds, const char* code, std::string_view where, const char* zh, const char* en) {
    if (!holds) complain(code, where, zh, en);
  }

  /// Exactly the entries of the format, in its order.
  void check_entries() {
    std::size_t at = 0;
    const auto& entries = zip_.entries();
    const auto expect = [&](std::string_view wanted) {
      if (at < entries.size() && entries[at].name == wanted)
        ++at;
      else
        complain("container.entry-missing", wanted, "缺少该内容，或次序不对", "the entry is missing or out of order");
    };
    expect(entry::mimetype);
    expect(entry::record);
    for (; at < entries.size() && entries[at].name.starts_with(entry::attachments); ++at)
      attachments_.push_back(entries[at].name);
    for (const auto wanted : behind_attachments) expect(wanted);
    for (; at < entries.size(); ++at)
      complain("container.entry-extra", entries[at].name, "多出的内容", "the entry does not belong here");
    const auto type = zip_.find(entry::mimetype);
    hold(type == packages::container_media_type && !entries.front().deflated, "container.mimetype", entry::mimetype,
         "mimetype 内容不正确", "the mimetype is another");
  }

  /// "SHA-256 size" of a file against its bytes.
  void check_digest(std::string_view stated, std::string_view where, std::string_view bytes) {
    const auto actual = crypto::sha256(bytes).hex() + " " + std::to_string(bytes.size());
    hold(stated == actual, "container.digest", where, "内容与登记陈述中的摘要或长度不符",
         "the bytes are not those the statement names");
  }

  void check_statement(const evidence::Statement& statement) {
    hold(statement.type() == "record", "container.statement", entry::statement, "登记陈述的类型不是 record",
         "the statement is not of a record");
    const auto number = parse_accession_number(statement.get("accession"));
    hold(number && packages::container_name(*number) == name_, "container.accession", entry::statement,
         "登记陈述中的接收登记号与文件名不符", "the statement's accession number is not the file's name");
    const auto record = *zip_.find(entry::record);
    check_digest(statement.get("record"), entry::record, record);
    const auto signatures = *zip_.find(entry::signatures);
    hold(statement.get("signatures") == crypto::sha256(signatures).hex(), "container.digest", entry::signatures,
         "签名文件与登记陈述中的摘要不符", "the signatures are not those the statement names");
    check_attachments(statement, record);
  }

  void check_attachments(const evidence::Statement& statement, std::string_view record) {
    const auto stated = statement.all("attachment");
    hold(stated.size() == attachments_.size(), "container.attachments", entry::statement, "附件个数与登记陈述不符",
         "there are not as many attachments as the statement names");
    std::string digests{crypto::sha256(record).bytes()};
    for (std::size_t i = 0; i < attachments_.size(); ++i) {
      const auto bytes = *zip_.find(attachments_[i]);
      digests += crypto::sha256(bytes).bytes();
      if (i >= stated.size()) continue;
      const auto space = stated[i].rfind(' ');
      check_digest(stated[i].substr(0, space), attachments_[i], bytes);
      // The extension is the true name's; the number before it is bound here.
      const auto number = count_of(stated[i].substr(space + 1));
      const auto stem = packages::attachment_entry(static_cast<int>(number), "x.bin");
      hold(attachments_[i].starts_with(std::string_view{stem}.substr(0, stem.size() - 3)), "container.attachments",
           attachments_[i], "附件编号与登记陈述不符", "the attachment has another number than the statement says");
    }
    hold(statement.get("digest") == crypto::sha256(digests).hex(), "container.digest", entry::statement,
         "件的摘要不是由其内容得出", "the record's identity does not follow from its bytes");
  }

  void check_seal() {
    if (trust_.ca_pem.empty()) return;
    const auto report = crypto::check_seal(*zip_.find(entry::signatures), trust_.ca_pem);
    if (!report.problem.empty())
      return complain("container.seal", entry::signatures, "电子签章不成立（" + report.problem + "）",
                      "the seal does not hold: " + report.problem);
    std::map<std::string, Sha256> sealed;
    for (const auto& file : report.files) sealed.emplace(file.uri, file.sha256);
    auto names = attachments_;
    names.emplace_back(entry::record);
    for (const auto& name : names) {
      const auto found = sealed.find(name);
      hold(found != sealed.end() && found->second == crypto::sha256(*zip_.find(name)), "container.seal", name,
           "电子签章不包含此内容", "the seal does not cover these bytes");
    }
    hold(report.files.size() == names.size(), "container.seal", entry::signatures, "电子签章包含不在此处的内容",
         "the seal covers files that are not here");
  }

  /// Every entry carries received_at, so that not even a time can be changed unseen.
  void check_times(const evidence::Statement& statement) {
    const auto received = parse_instant(statement.get("received"));
    const auto [date, time] = dos_date_time(received ? received->ms : 0);
    for (const auto& each : zip_.entries())
      hold(each.dos_date == date && each.dos_time == time, "container.entry-time", each.name, "条目时间不是接收时间",
           "the entry's time is not the time of receipt");
  }

  const std::string& name_;
  const std::string& place_;
  const Trust& trust_;
  ContainerReport report_;
  ZipContents zip_;
  std::vector<std::string> attachments_;
};

}  // namespace

ContainerReport check_container(std::string_view bytes, const std::string& name, const std::string& place,
                                const Trust& trust) {
  return ContainerCheck{bytes, name, place, trust}.run();
}

}  // namespace cundang::verify
