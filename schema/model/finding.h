// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "schema/model/error.h"

namespace cundang {

enum class Severity { Warning, Fault };

/// What a check found wrong: the place, the reason and the cure. A value, never thrown.
struct Finding {
  std::string code;  ///< stable, kebab-case with a family, e.g. "xml.not-well-formed", "form.missing-element"
  Severity severity = Severity::Fault;
  std::string place;  ///< element path, file name or object, e.g. "/record/document/title"
  int line = 0;       ///< counted from 1; 0 where there is none
  Text reason;
  Text cure;
  bool operator==(const Finding&) const = default;
};

using Findings = std::vector<Finding>;

inline bool has_fault(const Findings& findings) {
  for (const auto& finding : findings)
    if (finding.severity == Severity::Fault) return true;
  return false;
}

/// A value, or the findings that say why there is none. Warnings may stand beside a value.
template <class T>
class Outcome {
 public:
  Outcome(T value, Findings warnings = {}) : value_{std::move(value)}, findings_{std::move(warnings)} {}  // NOLINT
  Outcome(Findings faults) : findings_{std::move(faults)} {}                                              // NOLINT
  bool ok() const { return value_.index() == 1; }
  explicit operator bool() const { return ok(); }
  const T& value() const& { return std::get<1>(value_); }
  T& value() & { return std::get<1>(value_); }
  T value() && { return std::get<1>(std::move(value_)); }
  const Findings& findings() const { return findings_; }

 private:
  std::variant<std::monostate, T> value_;
  Findings findings_;
};

}  // namespace cundang
