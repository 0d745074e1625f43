// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/settings.h"

#include <Poco/AutoPtr.h>
#include <Poco/Util/XMLConfiguration.h>

#include <fstream>

#include "schema/model/error.h"

namespace cundang::config {

Settings load_settings(const std::filesystem::path& file) {
  Settings settings;
  if (!std::filesystem::exists(file)) return settings;
  try {
    const Poco::AutoPtr<Poco::Util::XMLConfiguration> xml{new Poco::Util::XMLConfiguration{file.string()}};
    settings.origin = xml->getString("origin", settings.origin);
    settings.fonds = xml->getString("fonds", settings.fonds);
    settings.address = xml->getString("service.address", settings.address);
    settings.port = static_cast<std::uint16_t>(xml->getUInt("service.port", settings.port));
    settings.threads = xml->getInt("service.threads", settings.threads);
    settings.body_max = xml->getInt64("service.body-max", settings.body_max);
    settings.backlog_records = xml->getInt64("backlog.records", settings.backlog_records);
    settings.backlog_bytes = xml->getInt64("backlog.bytes", settings.backlog_bytes);
  } catch (const Poco::Exception& cause) {
    std::throw_with_nested(
        Error{ErrorCode::FileUnreadable, "settings"}.with("file", file.string()).with("cause", cause.displayText()));
  }
  return settings;
}

void write_settings(const std::filesystem::path& file, const Settings& settings) {
  if (std::filesystem::exists(file)) return;
  std::ofstream out{file};
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<!-- cundang 存档 设置；改后重启服务生效 / settings, read when the service starts -->\n"
         "<cundang>\n"
      << "  <!-- 日志来源名，建档后不可更改 / log origin, fixed -->\n  <origin>" << settings.origin << "</origin>\n"
      << "  <!-- 全宗号 / fonds -->\n  <fonds>" << settings.fonds << "</fonds>\n"
      << "  <service>\n    <address>" << settings.address << "</address>\n    <port>" << settings.port << "</port>\n"
      << "    <threads>" << settings.threads
      << "</threads>\n    <!-- 单次上传上限（字节） / bytes of one upload -->\n    <body-max>" << settings.body_max
      << "</body-max>\n  </service>\n"
      << "  <!-- 待入库积压上限 / bound of the backlog -->\n  <backlog>\n    <records>" << settings.backlog_records
      << "</records>\n    <bytes>" << settings.backlog_bytes << "</bytes>\n  </backlog>\n</cundang>\n";
  if (!out.flush()) throw Error{ErrorCode::StorageFailed, "settings"}.with("file", file.string());
}

}  // namespace cundang::config
