// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/crash/scene.h"

#include <cstdio>
#include <thread>

#include "tests/crash/options.h"
#include "tests/crash/published_log.h"

namespace cundang::crash {
namespace {

using std::chrono::milliseconds;

std::string trimmed(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

TreeSize greatest_promise(const std::vector<std::string>& acknowledgements) {
  TreeSize size = 0;
  for (const auto& json : acknowledgements)
    if (const auto index = support::json_number(json, "leaf_index")) size = std::max(size, *index + 1);
  return size;
}

void expect_none(const std::vector<std::string>& problems, const char* of_what) {
  for (std::size_t i = 0; i < std::min<std::size_t>(problems.size(), 10); ++i)
    ADD_FAILURE() << of_what << ": " << problems[i];
  EXPECT_EQ(problems.size(), 0U) << of_what;
}

}  // namespace

Scene::Scene()
    : folder_{options.folder},
      archive_{{.program = support::cundang_program(), .data = place() / "data", .log = folder_ / "serve.log"}},
      random_{options.seed},
      papers_{options.seed} {
  if (options.keep) folder_.keep();
}

void Scene::SetUp() {
  if (!std::filesystem::exists(support::cundang_program())) GTEST_SKIP() << "no program " << support::cundang_program();
  std::printf("seed %llu, folder %s\n", static_cast<unsigned long long>(options.seed), folder_.path().c_str());
  std::filesystem::create_directories(place());
  if (!own_moment_) make_archive();
}

void Scene::make_archive() {
  archive_.init();
  std::vector<std::string> tokens;
  for (const auto& unit : Papers::units()) tokens.push_back(archive_.token(unit));
  token_ = tokens.front();
  clients_ = std::make_unique<Clients>(papers_, holdings_, tokens, options.clients);
}

void Scene::start(const support::Environment& environment) {
  archive_.start(environment);
  if (key_.public_key.empty()) learn_key();
}

void Scene::learn_key() {
  const auto answer = support::HttpClient{archive_.port()}.get("/log/vkey", authorization());
  ASSERT_TRUE(answer);
  const auto key = evidence::LogKey::parse(trimmed(answer->body));
  ASSERT_TRUE(key) << "/log/vkey says " << answer->status << " " << answer->body;
  key_ = *key;
  clients_->trust(key_);
}

void Scene::account(const std::string& when, std::size_t step) {
  clients_->resolve(archive_.port());
  clients_->account_for(archive_.port(), step == 1 ? holdings_.all() : holdings_.recent_and_some(step));
  expect_no_complaints(when);
}

void Scene::expect_no_complaints(const std::string& when) {
  const auto& complaints = holdings_.complaints();
  for (std::size_t i = 0; i < std::min<std::size_t>(complaints.size(), 10); ++i)
    ADD_FAILURE() << when << ": " << complaints[i];
  if (!complaints.empty()) FAIL() << complaints.size() << " complaints; the server said:\n" << archive_.server_output();
}

void Scene::reckon() {
  account("at the end", 1);
  EXPECT_TRUE(holdings_.out_of_sight().empty());
  const auto held = acknowledgements();
  wait_until_published(greatest_promise(held));
  EXPECT_EQ(archive_.stop(), 0) << archive_.server_output();
  const auto log = read_published_log(archive_.log_folder(), key_);
  expect_none(log.problems, "published log");
  expect_none(compare_with_log(held, log), "receipts against the log");
  expect_none(check_numbers(held), "numbers");
  const auto verified = archive_.verify();
  EXPECT_EQ(verified.status, 0) << verified.output << verified.errors;
  std::printf("%zu receipts and %zu slips handed out, of %llu documents sent\n",
              holdings_.count(Holdings::Paper::Receipt), holdings_.count(Holdings::Paper::Slip),
              static_cast<unsigned long long>(clients_->documents_sent()));
  EXPECT_GT(holdings_.count(Holdings::Paper::Receipt), 20U) << "too little happened to prove anything";
}

void Scene::wait_until_published(TreeSize wanted) {
  support::HttpClient client{archive_.port()};
  for (int tries = 0; tries < 300; ++tries, std::this_thread::sleep_for(milliseconds{100})) {
    const auto answer = client.get("/log/checkpoint", authorization());
    const auto checkpoint = answer ? evidence::open_checkpoint(answer->body, key_) : std::nullopt;
    if (checkpoint && checkpoint->size >= wanted) return;
  }
  FAIL() << "the log is not published up to " << wanted << " after 30 s";
}

std::vector<std::string> Scene::acknowledgements() const {
  std::vector<std::string> texts;
  for (const auto document : holdings_.all()) texts.push_back(holdings_.held(document).json);
  return texts;
}

}  // namespace cundang::crash
