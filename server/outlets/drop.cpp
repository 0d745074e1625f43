// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/packages/durable_file.h"
#include "schema/model/error.h"
#include "server/outlets/outlet.h"

namespace cundang::outlets {
namespace {

constexpr std::int64_t note_max = 64 << 10;

class Drop final : public Outlet {
 public:
  explicit Drop(DropOptions options) : options_{std::move(options)} {}
  const std::string& name() const override { return options_.name; }
  std::string kind() const override { return "drop"; }
  std::string target() const override { return options_.directory.string(); }

  Taken take(const DayHead& head) override {
    if (!std::filesystem::is_directory(options_.directory))
      throw Error{ErrorCode::Unavailable,
                  Text{"目录不在，介质或共享可能未挂载", "the folder is not there: is the medium or share mounted?"},
                  Text{"请挂载后点立即重试", "mount it and try again"}}
          .with("directory", options_.directory.string());
    const auto file = options_.directory / (file_name(head.origin) + "-" + to_text(head.day) + ".checkpoint");
    // One that lies there and says something else was signed by the same log for the same day.
    if (std::filesystem::exists(file)) {
      if (packages::read_bounded(file, note_max) != head.note)
        throw Error{ErrorCode::LogInconsistent,
                    Text{"该处已有同一天的另一个检查点", "another checkpoint of the same day lies there"}}
            .with("file", file.string());
    } else {
      packages::write_durably(file, head.note);
    }
    return {file.filename().string(), {}, {}, {}, {}};
  }

 private:
  const DropOptions options_;
};

}  // namespace

std::unique_ptr<Outlet> make_drop(DropOptions options) { return std::make_unique<Drop>(std::move(options)); }

}  // namespace cundang::outlets
