// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/whole_check.h"

#include <algorithm>
#include <map>

#include "archive/crypto/digest.h"
#include "archive/evidence/leaf.h"
#include "archive/evidence/merkle.h"
#include "archive/verify/findings.h"

namespace cundang::verify {
namespace {

constexpr std::string_view log_class = "urn:cundang:package:log:";

bool is_log(const ObjectReport& object) { return object.id.text.starts_with(log_class); }

std::string number(std::int64_t value) { return std::to_string(value); }

class WholeCheck {
 public:
  WholeCheck(const LogReport& log, const std::vector<ObjectReport>& objects, VerifyReport& report)
      : log_{log}, objects_{objects}, report_{report} {}

  void run() {
    gather();
    check_places();
    check_packages();
    check_checkpoints();
    // What is missing can only be told when nothing there is unreadable: else one bad file is reported many times.
    if (!has_fault(report_.findings)) {
      check_accessions();
      check_counters();
      check_days();
    }
    while (explained_.contains(report_.packaged_size)) ++report_.packaged_size;
  }

 private:
  void complain(const char* code, const std::string& place, std::string zh, std::string en) {
    report_.findings.push_back(fault(code, place, std::move(zh), std::move(en)));
  }

  void gather() {
    for (const auto& object : objects_)
      for (const auto& leaf : object.leaves)
        if (!object.late) newest_accession_ = std::max(newest_accession_, leaf.accession);
    report_.tree_size = log_.checkpoint ? log_.checkpoint->size : 0;
    for (const auto& object : objects_)
      for (const auto& leaf : object.leaves) {
        (is_log(object) ? report_.log_leaves : report_.records) += 1;
        if (leaf.index < 0) continue;  // class log without proof keeps the index of its name; a record always has one
        const auto [other, first] = explained_.emplace(leaf.index, &leaf);
        if (!first)
          complain("package.leaf-twice", leaf.place, "日志第 " + number(leaf.index) + " 条另见 " + other->second->place,
                   "leaf " + number(leaf.index) + " is claimed by " + other->second->place + " too");
      }
  }

  /// A container's leaf must be the leaf of the published log at its index.
  void check_places() {
    for (const auto& [index, leaf] : explained_) {
      if (index >= log_.size()) continue;  // not published yet
      if (evidence::leaf_hash(leaf->leaf) != log_.hashes[static_cast<std::size_t>(index)])
        complain("package.leaf-differs", leaf->place, "与日志第 " + number(index) + " 条不同",
                 "it is not leaf " + number(index) + " of the log");
    }
  }

  /// docs/formats/log.md, "Package leaves": the statement follows from the object, the salt from the statement.
  static std::optional<Sha256> commitment_of(const ObjectReport& object) {
    if (object.leaves.empty()) return std::nullopt;
    const bool log = is_log(object);
    std::int64_t first = INT64_MAX, last = 0;
    for (const auto& leaf : object.leaves) {
      const auto value = log ? leaf.index : leaf.accession;
      first = std::min(first, value);
      last = std::max(last, value);
    }
    evidence::Statement statement{"package"};
    statement.add("object", object.id.text)
        .add("version", "1")
        .add("inventory", object.inventory_sha512)
        .add("records", number(static_cast<std::int64_t>(object.leaves.size())))
        .add("first", log ? number(first) : to_text(AccessionNumber{first}))
        .add("last", log ? number(last) : to_text(AccessionNumber{last}));
    const auto text = statement.text();
    const auto salt = crypto::sha256("cundang-package-salt/1\n", text);
    return evidence::commit_to(salt.bytes(), text);
  }

  void check_packages() {
    std::map<Sha256, LeafIndex> unexplained;
    for (std::size_t i = 0; i < log_.commitments.size(); ++i)
      if (!explained_.contains(static_cast<LeafIndex>(i))) unexplained.emplace(log_.commitments[i], i);
    std::map<bool, LeafIndex> newest_bound;  // by class log or not: the last leaf that a bound object explains
    std::vector<const ObjectReport*> unbound;
    for (const auto& object : objects_) {
      const auto commitment = has_fault(object.findings) ? std::nullopt : commitment_of(object);
      if (!commitment) continue;
      const auto found = unexplained.find(*commitment);
      if (found == unexplained.end()) {
        unbound.push_back(&object);
        continue;
      }
      explained_.emplace(found->second, nullptr);
      auto& newest = newest_bound[is_log(object)];
      newest = std::max(newest, newest_leaf(object));
    }
    for (const auto* object : unbound) name_unbound(*object, newest_bound[is_log(*object)]);
  }

  static LeafIndex newest_leaf(const ObjectReport& object) {
    LeafIndex newest = -1;
    for (const auto& leaf : object.leaves) newest = std::max(newest, leaf.index);
    return newest;
  }

  /// Packages are logged in the order of their leaves: only the newest can still wait for theirs to be published.
  void name_unbound(const ObjectReport& object, LeafIndex newest_bound) {
    ++report_.objects_unbound;
    if (newest_leaf(object) < newest_bound)
      complain("package.unlogged", object.place, "日志中没有与该对象清单相符的入库条目，清单可能被整体替换",
               "no leaf of the log binds this inventory: the object may have been replaced as a whole");
    else
      report_.findings.push_back(warning("package.not-yet-bound", object.place, "入库条目尚未公布",
                                         "its package leaf has not been published yet"));
  }

  /// Every checkpoint that a proof carries is a head of this very log.
  void check_checkpoints() {
    if (!log_.checkpoint) return;
    check_behind();
    std::map<TreeSize, const LeafFacts*> heads;
    for (const auto& [index, leaf] : explained_)
      if (leaf != nullptr && leaf->checkpoint && leaf->checkpoint->size <= log_.size()) check_head(heads, *leaf);
    std::vector<TreeSize> sizes;
    sizes.reserve(heads.size());
    for (const auto& [size, leaf] : heads) sizes.push_back(size);
    const auto roots = roots_at(log_.hashes, sizes);
    std::size_t at = 0;
    for (const auto& [size, leaf] : heads)
      if (leaf->checkpoint->root != roots[at++])
        complain("package.other-log", leaf->place, "所附检查点不是此日志的历史状态（大小 " + number(size) + "）",
                 "its checkpoint of size " + number(size) + " is not a head of this log");
  }
  /// A proof carries a later head than the one published: publication lags, or the log was put back to an older state.
  void check_behind() {
    TreeSize latest = 0;
    for (const auto& [index, leaf] : explained_)
      if (leaf != nullptr && leaf->checkpoint) latest = std::max(latest, leaf->checkpoint->size);
    if (latest > log_.checkpoint->size)
      report_.findings.push_back(warning("log.behind", "log/checkpoint",
                                         "存档信息包中已有大小为 " + number(latest) + " 的检查点，公布的只到 " +
                                             number(log_.checkpoint->size) + "：公布滞后，或日志被退回旧状态",
                                         "packages carry a checkpoint of size " + number(latest) + ", published is " +
                                             number(log_.checkpoint->size) +
                                             ": publication lags, or the log was put back"));
  }
  void check_head(std::map<TreeSize, const LeafFacts*>& heads, const LeafFacts& leaf) {
    const auto [other, first] = heads.emplace(leaf.checkpoint->size, &leaf);
    if (!first && other->second->checkpoint->root != leaf.checkpoint->root)
      complain("package.other-log", leaf.place, "与另一件所附同一大小的检查点不同",
               "its checkpoint differs from another of the same size");
  }

  void check_accessions() {
    std::vector<const LeafFacts*> records;
    for (const auto& [index, leaf] : explained_)
      if (leaf != nullptr && leaf->type == "record" && leaf->accession <= newest_accession_) records.push_back(leaf);
    for (std::size_t i = 0; i < records.size(); ++i) {
      const auto expected = static_cast<std::int64_t>(i) + 1;
      if (records[i]->accession == expected) continue;
      complain("package.accession-gap", records[i]->place,
               "接收登记号不连续：此处应为 " + to_text(AccessionNumber{expected}),
               "accession numbers are not dense: " + to_text(AccessionNumber{expected}) + " is expected here");
      return;
    }
  }

  /// Each unit's counters count up from 1 in the order of the log, accepted and refused apart.
  void check_counters() {
    std::map<std::pair<std::string, std::string>, std::int64_t> counters;
    for (const auto& [index, leaf] : explained_) {
      if (leaf == nullptr || (leaf->type != "record" && leaf->type != "refusal")) continue;
      if (leaf->accession > newest_accession_) continue;
      auto& counter = counters[{leaf->type, leaf->unit}];
      if (leaf->counter != ++counter) {
        complain(
            "package.counter-gap", leaf->place,
            "单位 " + leaf->unit + " 的序号不连续：应为 " + number(counter) + "，实为 " + number(leaf->counter),
            "the counter of unit " + leaf->unit + " should be " + number(counter) + " and is " + number(leaf->counter));
        return;
      }
    }
  }

  /// A day-close leaf states every unit's counters; checked as far as all leaves before it are explained.
  void check_days() {
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> counts;
    LeafIndex expected = 0;
    for (const auto& [index, leaf] : explained_) {
      if (index != expected++) return;
      if (leaf == nullptr) continue;
      if (leaf->type == "record") ++counts[leaf->unit].first;
      if (leaf->type == "refusal") ++counts[leaf->unit].second;
      if (leaf->type != "day-close") continue;
      auto stated = leaf->unit_counters;
      std::vector<std::string> counted;
      counted.reserve(counts.size());
      for (const auto& [unit, both] : counts)
        counted.push_back(unit + " " + number(both.first) + " " + number(both.second));
      std::sort(stated.begin(), stated.end());
      std::erase_if(stated, [](const std::string& line) { return line.ends_with(" 0 0"); });
      std::sort(counted.begin(), counted.end());
      if (stated != counted)
        return complain("package.day-close", leaf->place, "日结所列各单位序号与日志不符",
                        "the counters of the day are not those of the log");
    }
  }

  const LogReport& log_;
  const std::vector<ObjectReport>& objects_;
  VerifyReport& report_;
  std::int64_t newest_accession_ = 0;                ///< below it nothing can be missing because the archive is at work
  std::map<LeafIndex, const LeafFacts*> explained_;  ///< null: the leaf of a package
};

}  // namespace

void check_whole(const LogReport& log, const std::vector<ObjectReport>& objects, VerifyReport& report) {
  WholeCheck{log, objects, report}.run();
}

}  // namespace cundang::verify
