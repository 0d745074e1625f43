// SPDX-License-Identifier: GPL-3.0-or-later
// cundang.xml as an administrator leaves it: every value in its range, or the file refused by name.
#include "config/settings.h"

#include <sys/mman.h>
#include <unistd.h>

#include "tests/fuzz/target.h"

namespace cundang::fuzz {
namespace {

/// A file that never meets a disk.
class MemoryFile {
 public:
  MemoryFile() : descriptor_{memfd_create("cundang.xml", 0)} {
    if (descriptor_ < 0) throw std::runtime_error{"memfd_create"};
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { close(descriptor_); }
  void write(std::string_view bytes) const {
    if (ftruncate(descriptor_, 0) != 0 ||
        pwrite(descriptor_, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
      throw std::runtime_error{"the file in memory cannot be written"};
  }
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

bool check(std::string_view input) {
  static const MemoryFile file;
  file.write(input);
  const auto path = file.path();
  try {
    const auto settings = config::load_settings(path);
    must(settings.threads > 1, "there are threads");
    must(settings.body_max > 0 && settings.backlog_records > 0 && settings.backlog_bytes > 0, "bounds are above zero");
    must(settings.notices.mail.timeout.count() > 0, "waiting ends");
    return true;
  } catch (const Error& error) {
    must(error.code() == ErrorCode::FileUnreadable, "settings are refused as FileUnreadable");
    must(std::string_view{error.what()}.find(path) != std::string_view::npos, "the file is named");
    return false;
  }
}

std::vector<std::string> seeds() {
  const std::string head =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<cundang>\n  <origin>cundang.example/a</origin>\n";
  return {
      head + "</cundang>\n",
      head +
          "  <fonds>0194</fonds>\n  <service>\n    <address>127.0.0.1</address>\n    <port>8080</port>\n"
          "    <threads>16</threads>\n    <body-max>1000000</body-max>\n    "
          "<public-url>https://a.example/</public-url>\n"
          "  </service>\n  <backlog>\n    <records>10</records>\n    <bytes>1000</bytes>\n  </backlog>\n"
          "  <mail>\n    <server>mail.example</server>\n    <port>587</port>\n    <security>starttls</security>\n"
          "    <from>a@b.example</from>\n    <timeout-s>5</timeout-s>\n    <digest-at>08:00</digest-at>\n  </mail>\n"
          "  <webhooks>\n    <allow>oa.example</allow>\n    <allow>b.example:8443</allow>\n"
          "    <give-up-days>5</give-up-days>\n  </webhooks>\n</cundang>\n"};
}

const Entered entered{{"settings", "settings", 8 << 10, 8000, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
