// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <atomic>
#include <memory>

#include "archive/crypto/digest.h"
#include "archive/evidence/leaf.h"
#include "archive/evidence/receipt.h"
#include "archive/ingest/accession.h"
#include "archive/ingest/log_state.h"
#include "schema/xml/record_writer.h"

namespace cundang::ingest {

/// A clock the test turns.
class TestClock final : public Clock {
 public:
  explicit TestClock(std::string_view at) : ms_{parse_instant(at)->ms} {}
  Instant now() const override { return {ms_}; }
  void set(std::string_view at) { ms_ = parse_instant(at)->ms; }

 private:
  std::atomic<std::int64_t> ms_;
};

class NoChecks final : public Checks {
 public:
  Findings check(const Record&, const Actor&, Instant) const override { return {}; }
};

/// Keys, registry and the line up to register, on a folder of its own.
class IngestTest : public testing::Test {
 protected:
  IngestTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "ingest-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    keys_ = std::make_unique<crypto::KeyStore>(
        crypto::KeyStore::create(folder_ / "keys", "cundang.example/test", clock_.now()));
    registry::Registry::create(folder_ / "r.sqlite");
    {
      registry::Registry registry{folder_ / "r.sqlite", registry::Registry::Mode::ReadWrite};
      auto tx = registry.begin();
      tx.set_meta("origin", "cundang.example/test");
      tx.set_meta("open_day", to_text(beijing_day(clock_.now())));
      tx.commit();
    }
    open();
  }
  ~IngestTest() override {
    close();
    std::filesystem::remove_all(folder_);
  }

  void open() {
    registry_ = std::make_unique<registry::Registry>(folder_ / "r.sqlite", registry::Registry::Mode::ReadWrite);
    options_.watch_clock_jumps = false;
    registrar_ = std::make_unique<Registrar>(*registry_, *keys_, clock_, options_);
    accession_ = std::make_unique<Accession>(*registrar_, *registry_, *keys_, checks_, AccessionOptions{});
  }
  void close() {
    accession_.reset();
    registrar_.reset();
    registry_.reset();
  }

  static Record record(const std::string& title, const std::string& unit = "ZJW") {
    Record record;
    record.form = "1.0";
    record.kind = "other-document";
    record.content.name = "other-document";
    record.submitter = {{unit}, ""};
    record.authors = {{{unit}, "市住房和城乡建设委员会"}};
    record.title = title;
    record.document_date = Date{std::chrono::year{2012}, std::chrono::July, std::chrono::day{2}};
    record.body = {{Paragraph::Kind::Text, 0, "p1", "现将有关情况报告如下。"}};
    return record;
  }
  static Submission submission(const std::string& title, const std::string& unit = "ZJW") {
    Submission submission;
    submission.actor = {{"zhang.wei"}, {unit}, AuthMethod::Token, {Role::Submitter}};
    submission.record_xml = write_record(record(title, unit));
    return submission;
  }
  evidence::Receipt parsed(const std::string& json) const {
    auto receipt = evidence::parse_receipt(json);
    EXPECT_TRUE(receipt) << json;
    return receipt.value_or(evidence::Receipt{});
  }
  void expect_holds(const std::string& json) const {
    const auto findings = check_receipt(parsed(json), registrar_->log_key());
    EXPECT_TRUE(findings.empty()) << findings.front().code << " " << findings.front().reason.en;
  }

  TestClock clock_{"2012-07-02T09:00:00+08:00"};
  NoChecks checks_;
  RegistrarOptions options_;
  std::filesystem::path folder_;
  std::unique_ptr<crypto::KeyStore> keys_;
  std::unique_ptr<registry::Registry> registry_;
  std::unique_ptr<Registrar> registrar_;
  std::unique_ptr<Accession> accession_;
};

}  // namespace cundang::ingest
