// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/settings.h"

#include <Poco/AutoPtr.h>
#include <Poco/Util/XMLConfiguration.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <set>

#include "schema/model/error.h"
#include "schema/model/mail_address.h"
#include "server/delivery/http_exchange.h"

namespace cundang::config {

namespace {

using Poco::Util::XMLConfiguration;
using Security = delivery::MailOptions::Security;

Text cure() {
  return {"请按 docs/operations.md 改正 cundang.xml 后重启服务",
          "correct cundang.xml as docs/operations.md says and start the service again"};
}

[[noreturn]] void refuse(const std::string& name, const std::string& value) {
  throw Error{ErrorCode::FileUnreadable, Text{"设置项不能用", "a setting cannot be used"}, cure()}.with(name, value);
}

struct Bounds {
  std::int64_t least, most;
};
constexpr Bounds ports{1, 65'535};
constexpr std::int64_t body_bytes_most = std::int64_t{1} << 40;
constexpr std::int64_t backlog_most = std::int64_t{1} << 50;

/// A whole number within bounds, or `usual` where the file does not say. Nothing is guessed: 65561 is no port, and
/// "64 MB" no number.
std::int64_t read_number(const XMLConfiguration& xml, const std::string& name, std::int64_t usual, Bounds bounds) {
  if (!xml.hasProperty(name)) return usual;
  const auto text = xml.getString(name);
  std::int64_t value = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, failed] = std::from_chars(text.data(), end, value);
  if (failed == std::errc{} && rest == end && bounds.least <= value && value <= bounds.most) return value;
  auto shown = name;
  std::replace(shown.begin(), shown.end(), '.', '/');
  const auto least = std::to_string(bounds.least), most = std::to_string(bounds.most);
  throw Error{
      ErrorCode::FileUnreadable,
      Text{"设置 " + shown + " 的值“" + text + "”不能用", "the value \"" + text + "\" of " + shown + " cannot be used"},
      Text{"请在 cundang.xml 中写 " + least + " 至 " + most + " 的整数，不带单位",
           "write a whole number from " + least + " to " + most + ", without a unit, in cundang.xml"}}
      .with("setting", shown);
}

Security read_security(const std::string& text) {
  if (text == "none") return Security::None;
  if (text == "starttls") return Security::StartTls;
  if (text == "tls") return Security::Tls;
  refuse("mail/security", text + " (none | starttls | tls)");
}

/// 08:00
std::chrono::minutes read_time_of_day(const std::string& text) {
  int hour = 0, minute = 0;
  char rest = 0;
  if (std::sscanf(text.c_str(), "%2d:%2d%c", &hour, &minute, &rest) != 2 || hour < 0 || hour > 23 || minute < 0 ||
      minute > 59)
    refuse("mail/digest-at", text + " (HH:MM)");
  return std::chrono::minutes{60 * hour + minute};
}

delivery::MailOptions read_mail(const XMLConfiguration& xml) {
  delivery::MailOptions mail;
  mail.server = xml.getString("mail.server", "");
  mail.security = read_security(xml.getString("mail.security", "none"));
  const unsigned usual = mail.security == Security::Tls ? 465 : mail.security == Security::StartTls ? 587 : 25;
  mail.port = static_cast<std::uint16_t>(read_number(xml, "mail.port", usual, ports));
  mail.from = xml.getString("mail.from", "");
  mail.user = xml.getString("mail.user", "");
  mail.password_file = xml.getString("mail.password-file", "");
  mail.ca_file = xml.getString("mail.ca-file", "");
  mail.timeout = std::chrono::seconds{read_number(xml, "mail.timeout-s", 20, {1, 3'600})};
  if (mail.configured() && !is_mail_address(mail.from)) refuse("mail/from", mail.from);
  // A password in the clear on the wire is one given away.
  if (!mail.user.empty() && mail.security == Security::None) refuse("mail/user", "only with starttls or tls");
  return mail;
}

app::NoticeOptions read_notices(const XMLConfiguration& xml) {
  app::NoticeOptions notices;
  notices.public_url = xml.getString("service.public-url", "");
  while (notices.public_url.ends_with('/')) notices.public_url.pop_back();
  notices.mail = read_mail(xml);
  notices.digest_at = read_time_of_day(xml.getString("mail.digest-at", "08:00"));
  for (int i = 0; xml.hasProperty("webhooks.allow[" + std::to_string(i) + "]"); ++i)
    if (auto host = xml.getString("webhooks.allow[" + std::to_string(i) + "]"); !host.empty())
      notices.webhooks.allowed.push_back(std::move(host));
  notices.webhooks.ca_file = xml.getString("webhooks.ca-file", "");
  notices.webhook_give_up = std::chrono::hours{24 * read_number(xml, "webhooks.give-up-days", 5, {1, 366})};
  return notices;
}

/// Calls `read` with the path of each element of that name: "outside.tsa[0]" …
template <class Read>
void each_of(const XMLConfiguration& xml, const std::string& name, Read read) {
  for (int i = 0;; ++i) {
    const auto path = name + "[" + std::to_string(i) + "]";
    if (!xml.hasProperty(path)) return;
    read(path);
  }
}

std::string need(const XMLConfiguration& xml, const std::string& path) {
  auto value = xml.getString(path, "");
  if (value.empty()) refuse(path, "(missing)");
  return value;
}

std::string read_url(const XMLConfiguration& xml, const std::string& path) {
  auto url = need(xml, path);
  if (!delivery::is_http_url(url)) refuse(path, url);
  return url;
}

template <class Key>
Key read_key(const XMLConfiguration& xml, const std::string& path) {
  const auto text = need(xml, path);
  const auto key = Key::parse(text);
  if (!key) refuse(path, text + " (C2SP vkey)");
  return *key;
}

app::OutsideOptions read_outside(const XMLConfiguration& xml, bool has_mail) {
  app::OutsideOptions outside;
  outside.warn_after_days =
      static_cast<int>(read_number(xml, "outside.warn-after-days", outside.warn_after_days, {1, 366}));
  outside.witness_every =
      std::chrono::seconds{read_number(xml, "outside.witness-every-s", outside.witness_every.count(), {1, 86'400})};
  std::set<std::string> names;
  const auto name_of = [&](const std::string& name) {
    if (!names.insert(name).second) refuse("outside", name + " (a name is given twice)");
    return name;
  };
  each_of(xml, "outside.tsa", [&](const std::string& at) {
    outside.tsas.push_back({name_of(need(xml, at + ".name")), read_url(xml, at + ".url"),
                            xml.getString(at + ".ca-file", ""), xml.getString(at + ".tls-ca-file", "")});
  });
  each_of(xml, "outside.witness", [&](const std::string& at) {
    auto key = read_key<evidence::WitnessKey>(xml, at + ".vkey");
    name_of(key.name);
    outside.witnesses.push_back({std::move(key), read_url(xml, at + ".url"), xml.getString(at + ".ca-file", "")});
  });
  each_of(xml, "outside.mail", [&](const std::string& at) {
    outside.mails.push_back({name_of(need(xml, at + ".name")), need(xml, at + ".to")});
    if (!is_mail_address(outside.mails.back().to)) refuse("outside/mail/to", outside.mails.back().to);
    if (!has_mail) refuse("outside/mail", outside.mails.back().name + " (mail/server is not set)");
  });
  each_of(xml, "outside.drop", [&](const std::string& at) {
    outside.drops.push_back({name_of(need(xml, at + ".name")), need(xml, at + ".directory")});
  });
  return outside;
}

app::WitnessOptions read_witness(const XMLConfiguration& xml) {
  app::WitnessOptions witness;
  witness.name = xml.getString("witness.name", "");
  if (witness.configured() && !evidence::is_key_name(witness.name)) refuse("witness/name", witness.name);
  each_of(xml, "witness.log",
          [&](const std::string& at) { witness.logs.push_back(read_key<evidence::LogKey>(xml, at)); });
  if (!witness.configured() && !witness.logs.empty()) refuse("witness/name", "(missing)");
  return witness;
}

}  // namespace

Settings load_settings(const std::filesystem::path& file) {
  Settings settings;
  if (!std::filesystem::exists(file)) return settings;
  try {
    const Poco::AutoPtr<XMLConfiguration> xml{new XMLConfiguration{file.string()}};
    settings.origin = xml->getString("origin", settings.origin);
    settings.fonds = xml->getString("fonds", settings.fonds);
    settings.address = xml->getString("service.address", settings.address);
    // Port 0: any that is free, told at start.
    settings.port = static_cast<std::uint16_t>(read_number(*xml, "service.port", settings.port, {0, ports.most}));
    settings.threads = static_cast<int>(read_number(*xml, "service.threads", settings.threads, {2, 10'000}));
    settings.body_max = read_number(*xml, "service.body-max", settings.body_max, {1'000, body_bytes_most});
    settings.backlog_records = read_number(*xml, "backlog.records", settings.backlog_records, {1, backlog_most});
    settings.backlog_bytes = read_number(*xml, "backlog.bytes", settings.backlog_bytes, {1, backlog_most});
    settings.public_log = xml->getBool("log.public", settings.public_log);
    settings.notices = read_notices(*xml);
    settings.outside = read_outside(*xml, settings.notices.mail.configured());
    settings.witness = read_witness(*xml);
  } catch (Error& error) {
    throw std::move(error).with("file", file.string());
  } catch (const Poco::Exception& cause) {
    std::throw_with_nested(
        Error{ErrorCode::FileUnreadable, Text{"设置文件无法读取", "the settings cannot be read"}, cure()}
            .with("file", file.string())
            .with("cause", cause.displayText()));
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
      << "</records>\n    <bytes>" << settings.backlog_bytes
      << "</bytes>\n  </backlog>\n"
         "  <!-- 提醒邮件：填写 server 后启用 / mail: used once a server is named (docs/operations.md)\n"
         "  <mail>\n    <server>mail.example</server>\n    <port>587</port>\n    <security>starttls</security>\n"
         "    <from>cundang@example</from>\n    <digest-at>08:00</digest-at>\n  </mail>\n  -->\n"
         "  <!-- 事件推送只发往所列主机 / webhooks go to these hosts only\n"
         "  <webhooks>\n    <allow>oa.example</allow>\n  </webhooks>\n  -->\n"
         "  <!-- 日结检查点送往何处 / where the checkpoint of each day goes (docs/operations.md)\n"
         "  <outside>\n    <drop><name>usb</name><directory>/mnt/outside</directory></drop>\n  </outside>\n  -->\n"
         "</cundang>\n";
  if (!out.flush()) throw Error{ErrorCode::StorageFailed, "settings"}.with("file", file.string());
}

}  // namespace cundang::config
