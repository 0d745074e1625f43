// SPDX-License-Identifier: GPL-3.0-or-later
// Promise 1, acknowledged means kept: kill -9 at random moments under uploading clients, again and again on one
// archive.
#include <gtest/gtest.h>
#include <signal.h>

#include <cstdio>
#include <thread>

#include "archive/evidence/checkpoint.h"
#include "tests/crash/clients.h"
#include "tests/crash/options.h"
#include "tests/crash/published_log.h"
#include "tests/support/random.h"
#include "tests/support/served_archive.h"
#include "tests/support/temp_dir.h"

namespace cundang::crash {
namespace {

using std::chrono::milliseconds;

std::string trimmed(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

class Kill : public testing::Test {
 protected:
  Kill()
      : folder_{options.folder},
        archive_{{.program = support::cundang_program(), .data = folder_ / "data"}},
        random_{options.seed},
        papers_{options.seed} {
    if (options.keep) folder_.keep();
  }

  void SetUp() override {
    if (!std::filesystem::exists(support::cundang_program()))
      GTEST_SKIP() << "no program " << support::cundang_program();
    std::printf("seed %llu, folder %s\n", static_cast<unsigned long long>(options.seed), folder_.path().c_str());
    archive_.init();
    std::vector<std::string> tokens;
    for (const auto& unit : Papers::units()) tokens.push_back(archive_.token(unit));
    clients_ = std::make_unique<Clients>(papers_, holdings_, tokens, options.clients);
    token_ = tokens.front();
  }

  /// The clients learn the log's key once, at the beginning, and hold the archive to it ever after.
  void learn_key() {
    if (!key_.public_key.empty()) return;
    const auto text = trimmed(support::HttpClient{archive_.port()}.get("/log/vkey", authorization())->body);
    const auto key = evidence::LogKey::parse(text);
    ASSERT_TRUE(key) << "/log/vkey says " << text;
    key_ = *key;
    clients_->trust(key_);
  }

  support::Headers authorization() const { return {{"Authorization", "Bearer " + token_}}; }

  void expect_no_complaints(const std::string& when) {
    const auto& complaints = holdings_.complaints();
    for (std::size_t i = 0; i < std::min<std::size_t>(complaints.size(), 10); ++i)
      ADD_FAILURE() << when << ": " << complaints[i];
    if (!complaints.empty())
      FAIL() << complaints.size() << " complaints; the server said:\n" << archive_.server_output();
  }

  /// Sometimes it is killed while still coming up, where recovery itself can be hit.
  void kill_on_the_way_up() {
    archive_.launch();
    std::this_thread::sleep_for(milliseconds{random_.between(5, 150)});
    archive_.kill();
  }

  void one_round(int number) {
    if (number % 5 == 4) kill_on_the_way_up();
    archive_.start();
    learn_key();
    clients_->resolve(archive_.port());
    clients_->account_for(archive_.port(), holdings_.recent_and_some(50));
    expect_no_complaints("after kill " + std::to_string(number));
    holdings_.begin_round();
    clients_->upload(archive_.port());
    std::this_thread::sleep_for(milliseconds{random_.between(30, 350)});
    archive_.kill();
    clients_->join();
  }

  /// Until the published checkpoint covers every leaf that was promised.
  void wait_until_published(TreeSize wanted) {
    support::HttpClient client{archive_.port()};
    for (int tries = 0; tries < 300; ++tries, std::this_thread::sleep_for(milliseconds{100})) {
      const auto answer = client.get("/log/checkpoint", authorization());
      const auto checkpoint = answer ? evidence::open_checkpoint(answer->body, key_) : std::nullopt;
      if (checkpoint && checkpoint->size >= wanted) return;
    }
    FAIL() << "the log is not published up to " << wanted << " after 30 s";
  }

  std::vector<std::string> acknowledgements() const {
    std::vector<std::string> texts;
    for (const auto document : holdings_.all()) texts.push_back(holdings_.held(document).json);
    return texts;
  }

  support::TempDir folder_;
  support::ServedArchive archive_;
  support::Random random_;
  Papers papers_;
  Holdings holdings_;
  std::unique_ptr<Clients> clients_;
  evidence::LogKey key_;
  std::string token_;
};

TreeSize greatest_promise(const std::vector<std::string>& acknowledgements) {
  TreeSize size = 0;
  for (const auto& json : acknowledgements)
    if (const auto number = support::json_number(json, "leaf_index")) size = std::max(size, *number + 1);
  return size;
}

TEST_F(Kill, NothingAcknowledgedIsLost) {
  for (int number = 0; number < options.kills && !HasFatalFailure(); ++number) one_round(number);
  ASSERT_FALSE(HasFatalFailure());
  archive_.start();
  clients_->resolve(archive_.port());
  clients_->account_for(archive_.port(), holdings_.all());
  expect_no_complaints("at the end");
  EXPECT_TRUE(holdings_.out_of_sight().empty());
  const auto held = acknowledgements();
  wait_until_published(greatest_promise(held));
  EXPECT_EQ(archive_.stop(), 0) << archive_.server_output();
  const auto log = read_published_log(archive_.log_folder(), key_);
  EXPECT_EQ(log.problems, std::vector<std::string>{});
  EXPECT_EQ(compare_with_log(held, log), std::vector<std::string>{});
  EXPECT_EQ(check_numbers(held), std::vector<std::string>{});
  const auto verified = archive_.verify();
  EXPECT_EQ(verified.status, 0) << verified.output << verified.errors;
  std::printf("%d kills: %zu receipts and %zu slips handed out, of %llu documents sent; every one accounted for\n",
              options.kills, holdings_.count(Holdings::Paper::Receipt), holdings_.count(Holdings::Paper::Slip),
              static_cast<unsigned long long>(clients_->documents_sent()));
  EXPECT_GT(holdings_.count(Holdings::Paper::Receipt), static_cast<std::size_t>(options.kills))
      << "too little happened to prove anything";
}

}  // namespace
}  // namespace cundang::crash
