// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/accept/load_client.h"

#include <gtest/gtest.h>

#include "tests/bench/accept/figures.h"
#include "tests/bench/accept/stub_server.h"

namespace cundang::bench {
namespace {

TEST(LoadClient, EveryRecordIsAnsweredOnce) {
  const Corpus corpus{5000, 2000, {"ZJW", "JTJ"}, 1};
  const StubServer stub{0, 0};
  const auto result = run_load(corpus, {.port = stub.port(), .connections = 16, .seconds = 60, .tokens = {"a", "b"}});
  EXPECT_EQ(result.accepted, 5000U);
  EXPECT_EQ(result.latencies_ms.size(), 5000U);
  EXPECT_TRUE(result.others.empty());
  EXPECT_TRUE(result.corpus_ran_out);
}

TEST(LoadClient, BusyIsCountedApartAndTheRecordComesAgain) {
  const Corpus corpus{300, 2000, {"ZJW"}, 1};
  const StubServer stub{100, 0};
  const auto result = run_load(corpus, {.port = stub.port(), .connections = 8, .seconds = 60, .tokens = {"a"}});
  EXPECT_EQ(result.accepted, 300U);
  EXPECT_EQ(result.others.at(503), 3U);
  EXPECT_GE(result.seconds, 1.0) << "Retry-After is kept";
}

TEST(LoadClient, ClosedConnectionsAreMadeAnew) {
  const Corpus corpus{1000, 2000, {"ZJW"}, 1};
  const StubServer stub{0, 50};
  const auto result = run_load(corpus, {.port = stub.port(), .connections = 8, .seconds = 60, .tokens = {"a"}});
  EXPECT_EQ(result.accepted, 1000U);
  EXPECT_EQ(result.reconnects, 20U);
}

TEST(LoadClient, StopsByTime) {
  const Corpus corpus{200000, 500, {"ZJW"}, 1};
  const StubServer stub{0, 0};
  const auto result = run_load(corpus, {.port = stub.port(), .connections = 4, .seconds = 0.3, .tokens = {"a"}});
  EXPECT_FALSE(result.corpus_ran_out);
  EXPECT_GE(result.seconds, 0.3);
  EXPECT_GT(result.accepted, 0U);
}

TEST(Quantile, NearestRank) {
  std::vector<double> values{5, 1, 4, 2, 3};
  EXPECT_EQ(quantile(values, 0.5), 3);
  EXPECT_EQ(quantile(values, 0.99), 5);
  EXPECT_EQ(quantile(values, 0.1), 1);
  std::vector<double> none;
  EXPECT_EQ(quantile(none, 0.5), 0);
}

}  // namespace
}  // namespace cundang::bench
