// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/findings.h"

namespace cundang::verify {
namespace {

Text cure_of(const std::string& code) {
  if (code.starts_with("log."))
    return {"请停止接收，保留现场，与已送出的检查点和备份核对后恢复该文件",
            "stop accepting, keep things as they are, compare with checkpoints kept outside and restore the file"};
  if (code.starts_with("storage."))
    return {"请检查磁盘与权限，然后重新校验", "check disk and permissions, then verify again"};
  return {"请从备份恢复该对象，再次校验；如备份亦不符，请与持有回执的单位核对",
          "restore the object from a backup and verify again; if the backup differs too, compare with receipts"};
}

Finding make(Severity severity, std::string code, std::string place, std::string zh, std::string en) {
  auto cure = cure_of(code);
  return {std::move(code), severity, std::move(place), 0, {std::move(zh), std::move(en)}, std::move(cure)};
}

}  // namespace

Finding fault(std::string code, std::string place, std::string zh, std::string en) {
  return make(Severity::Fault, std::move(code), std::move(place), std::move(zh), std::move(en));
}

Finding warning(std::string code, std::string place, std::string zh, std::string en) {
  return make(Severity::Warning, std::move(code), std::move(place), std::move(zh), std::move(en));
}

}  // namespace cundang::verify
