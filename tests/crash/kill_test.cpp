// SPDX-License-Identifier: GPL-3.0-or-later
// Promise 1, acknowledged means kept: kill -9 at random moments under uploading clients, again and again on one
// archive.
#include <algorithm>
#include <thread>

#include "tests/crash/options.h"
#include "tests/crash/scene.h"

namespace cundang::crash {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

class Kill : public Scene {
 protected:
  /// Sometimes it is killed while still coming up, where recovery itself can be hit.
  void kill_on_the_way_up() {
    archive_.launch();
    std::this_thread::sleep_for(milliseconds{random_.between(5, 150)});
    archive_.kill();
  }

  void upload_and_kill() {
    holdings_.begin_round();
    clients_->upload(archive_.port());
    std::this_thread::sleep_for(milliseconds{random_.between(30, 350)});
    archive_.kill();
    clients_->join();
  }

  void one_round(int number) {
    if (number % 5 == 4) kill_on_the_way_up();
    start();
    account("after kill " + std::to_string(number), 50);
    if (!HasFatalFailure()) upload_and_kill();
  }
};

TEST_F(Kill, NothingAcknowledgedIsLost) {
  for (int number = 0; number < options.kills && !HasFatalFailure(); ++number) one_round(number);
  if (HasFatalFailure()) return;
  start();
  reckon();
}

/// The test tests itself: an archive whose registry is put back to what it was a round ago has lost what it
/// acknowledged since, and that must be seen: either the server finds its log inconsistent and does not start, or the
/// clients complain.
TEST_F(Kill, ARegistryPutBackIsNoticed) {
  const auto registry = archive_.data() / "registry", copy = folder_ / "registry-before";
  start();
  upload_and_kill();
  fs::copy(registry, copy, fs::copy_options::recursive);
  start();
  account("before the tampering", 1);
  upload_and_kill();
  fs::remove_all(registry);
  fs::copy(copy, registry, fs::copy_options::recursive);
  try {
    start();
  } catch (const std::runtime_error&) {
    SUCCEED() << "it does not start";
    return;
  }
  clients_->account_for(archive_.port(), holdings_.all());
  EXPECT_FALSE(holdings_.complaints().empty()) << "receipts of a lost round, and nobody complains";
}

}  // namespace
}  // namespace cundang::crash
