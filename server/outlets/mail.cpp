// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/crypto/digest.h"
#include "schema/model/error.h"
#include "server/outlets/outlet.h"

namespace cundang::outlets {
namespace {

class MailOutlet final : public Outlet {
 public:
  MailOutlet(MailOutletOptions options, delivery::MailOptions server)
      : options_{std::move(options)}, server_{std::move(server)} {}
  const std::string& name() const override { return options_.name; }
  std::string kind() const override { return "mail"; }
  std::string target() const override { return options_.to; }

  Taken take(const DayHead& head) override {
    delivery::SmtpSession session{server_};
    const auto answer = session.send({options_.to, subject(head), body(head), id(head)});
    if (answer.kind != delivery::MailAnswer::Kind::Accepted)
      throw Error{ErrorCode::Unavailable, answer.text}.with("to", options_.to);
    return {answer.text, {}, {}, {}, {}};
  }

 private:
  static std::string subject(const DayHead& head) {
    return std::string{head.exercise ? "【演练】" : ""} + "日结检查点 " + to_text(head.day) + " " + head.origin;
  }
  /// The note stands at the end and alone, so that it can be cut out.
  static std::string body(const DayHead& head) {
    return "请保存本邮件。日后用它可查出登记日志是否被删改：\n"
           "  cundang log consistency 检查点文件 --url 日志网址\n"
           "Please keep this mail: with it anyone can see whether the log was changed afterwards.\n\n" +
           head.note;
  }
  std::string id(const DayHead& head) const {
    return crypto::sha256(options_.name + "|" + head.note).hex().substr(0, 32);
  }
  const MailOutletOptions options_;
  const delivery::MailOptions server_;
};

}  // namespace

std::unique_ptr<Outlet> make_mail(MailOutletOptions options, delivery::MailOptions server) {
  return std::make_unique<MailOutlet>(std::move(options), std::move(server));
}

}  // namespace cundang::outlets
