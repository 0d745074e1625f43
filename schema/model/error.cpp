// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/model/error.h"

namespace cundang {

const std::vector<ErrorInfo>& all_errors() {
  static const std::vector<ErrorInfo> table = {
#define CUNDANG_ERROR(name, http, exit, zh, zh_cure, en, en_cure) {#name, http, exit, zh, zh_cure, en, en_cure},
#include "schema/model/error_codes.def"
#undef CUNDANG_ERROR
  };
  return table;
}

const ErrorInfo& error_info(ErrorCode code) { return all_errors()[static_cast<std::size_t>(code)]; }

Error::Error(ErrorCode code, std::string detail) : code_{code}, reason_{{}, std::move(detail)} { compose(); }

Error::Error(ErrorCode code, Text reason, Text cure) : code_{code}, reason_{std::move(reason)}, cure_{std::move(cure)} {
  compose();
}

Text Error::reason() const {
  return reason_.zh.empty() ? Text{std::string{info().zh}, std::string{info().en}} : reason_;
}

Text Error::cure() const {
  return cure_.zh.empty() ? Text{std::string{info().zh_cure}, std::string{info().en_cure}} : cure_;
}

Error Error::with(std::string name, std::string value) && {
  facts_.emplace_back(std::move(name), std::move(value));
  compose();
  return std::move(*this);
}

void Error::compose() {
  message_ = std::string{info().name} + ": " + std::string{info().en};
  if (!reason_.en.empty()) message_.append(" (").append(reason_.en).append(")");
  for (const auto& [name, value] : facts_) message_.append("; ").append(name).append("=").append(value);
}

std::string explain(const std::exception& error) {
  std::string text = error.what();
  try {
    std::rethrow_if_nested(error);
  } catch (const std::exception& cause) {
    text += " <- " + explain(cause);
  } catch (...) {
    text += " <- unknown";
  }
  return text;
}

}  // namespace cundang
