// SPDX-License-Identifier: GPL-3.0-or-later
// cundang.xml as an administrator leaves it: every value in its range, or the file refused by name.
#include "config/settings.h"

#include <fstream>

#include "tests/fuzz/target.h"
#include "tests/support/temp_dir.h"

namespace cundang::fuzz {
namespace {

bool check(std::string_view input) {
  static const support::TempDir folder;
  const auto path = folder / "cundang.xml";
  std::ofstream{path, std::ios::binary} << input;
  try {
    const auto settings = config::load_settings(path);
    must(settings.port > 0 || input.find("port") != std::string_view::npos, "a port is a port");
    must(settings.threads > 0, "there are threads");
    must(settings.body_max > 0 && settings.backlog_records > 0 && settings.backlog_bytes > 0, "bounds are above zero");
    must(settings.notices.mail.timeout.count() > 0, "waiting ends");
    return true;
  } catch (const Error& error) {
    must(error.code() == ErrorCode::FileUnreadable, "settings are refused as FileUnreadable");
    must(std::string_view{error.what()}.find("cundang.xml") != std::string_view::npos, "the file is named");
    return false;
  }
}

std::vector<std::string> seeds() {
  const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<cundang>\n  <origin>cundang.example/a</origin>\n";
  return {head + "</cundang>\n",
          head +
              "  <fonds>0194</fonds>\n  <service>\n    <address>127.0.0.1</address>\n    <port>8080</port>\n"
              "    <threads>16</threads>\n    <body-max>1000000</body-max>\n    <public-url>https://a.example/</public-url>\n"
              "  </service>\n  <backlog>\n    <records>10</records>\n    <bytes>1000</bytes>\n  </backlog>\n"
              "  <mail>\n    <server>mail.example</server>\n    <port>587</port>\n    <security>starttls</security>\n"
              "    <from>a@b.example</from>\n    <timeout-s>5</timeout-s>\n    <digest-at>08:00</digest-at>\n  </mail>\n"
              "  <webhooks>\n    <allow>oa.example</allow>\n    <allow>b.example:8443</allow>\n"
              "    <give-up-days>5</give-up-days>\n  </webhooks>\n</cundang>\n"};
}

const Entered entered{{"settings", "settings", 8 << 10, 1500, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
