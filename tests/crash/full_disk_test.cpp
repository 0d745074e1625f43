// SPDX-License-Identifier: GPL-3.0-or-later
// A full disk: 507 and nothing half kept; when there is room again, on it goes without a gap in the numbers.
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <thread>

#include "tests/crash/scene.h"

namespace cundang::crash {
namespace {

/// A small file system of its own, unmounted at the end. Needs root.
class SmallDisk {
 public:
  explicit SmallDisk(std::filesystem::path at) : at_{std::move(at)} {
    if (mount("cundang-test", at_.c_str(), "tmpfs", 0, "size=384m,mode=0700") != 0) problem_ = std::strerror(errno);
  }
  ~SmallDisk() {
    if (problem_.empty()) umount2(at_.c_str(), MNT_DETACH);
  }
  const std::string& problem() const { return problem_; }

  /// Takes up everything but `left` bytes.
  void fill(std::int64_t left) const {
    const int fd = open(ballast().c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    // The archive goes on writing in the background: what is free may be less a moment later.
    int failed = ENOSPC;
    for (int tries = 0; failed != 0 && tries < 100; ++tries) {
      if (ftruncate(fd, 0) != 0) break;
      struct statvfs status {};
      statvfs(at_.c_str(), &status);
      const auto free = static_cast<std::int64_t>(status.f_bavail) * static_cast<std::int64_t>(status.f_frsize);
      failed = posix_fallocate(fd, 0, std::max<std::int64_t>(1, free - left));
    }
    close(fd);
    if (failed != 0) throw std::runtime_error{"cannot fill the disk"};
  }
  void free() const { std::filesystem::remove(ballast()); }

 private:
  std::filesystem::path ballast() const { return at_ / "ballast"; }
  std::filesystem::path at_;
  std::string problem_;
};

class FullDisk : public Scene {
 protected:
  FullDisk() { own_moment_ = true; }

  /// One client uploads until the archive says that it is full. @returns the last status seen.
  int upload_until_full(int uploads_max) {
    int status = 0;
    support::HttpClient client{archive_.port()};
    for (int n = 0; n < uploads_max && status != 507; ++n) status = clients_->upload_one(client);
    return status;
  }
};

TEST_F(FullDisk, RefusesThenGoesOn) {
  SmallDisk disk{place()};
  if (!disk.problem().empty()) GTEST_SKIP() << "a small disk cannot be mounted (" << disk.problem() << "); run as root";
  make_archive();
  start();
  clients_->upload(archive_.port());
  std::this_thread::sleep_for(std::chrono::milliseconds{200});
  clients_->join();
  disk.fill(3 << 20);
  EXPECT_EQ(upload_until_full(20000), 507) << "as error_codes.def says for StorageFull";
  EXPECT_TRUE(archive_.server().running()) << "a full disk is no reason to die\n" << archive_.server_output();
  clients_->upload(archive_.port());  // all at once against the full disk
  std::this_thread::sleep_for(std::chrono::milliseconds{300});
  clients_->join();
  expect_no_complaints("while full");
  clients_->check_all_stored(archive_.port());
  expect_no_complaints("receipts read back while full");
  ASSERT_TRUE(archive_.server().running()) << archive_.server_output();

  disk.free();
  int status = 0;
  support::HttpClient client{archive_.port()};
  for (int tries = 0; tries < 150 && status != 201; ++tries) {
    status = clients_->upload_one(client);
    if (status != 201) std::this_thread::sleep_for(std::chrono::milliseconds{200});
  }
  EXPECT_EQ(status, 201) << "accepts again within 30 s of there being room, without a restart";
  reckon();
}

}  // namespace
}  // namespace cundang::crash
