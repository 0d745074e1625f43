// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace cundang::forms {

/// An element as its parent declares it.
struct ChildName {
  std::string chinese;
  bool optional = false;
};
using ChildNames = std::map<std::string, ChildName, std::less<>>;

/// What the forms themselves say about their elements, read from the embedded XSDs: for the words of findings.
class FormNames {
 public:
  static const FormNames& shared();

  /// Name on screen (n:zh in the forms) of an element below `parent` (empty: anywhere), e.g. 标题; empty for a name
  /// that is in no form.
  std::string_view chinese(std::string_view element, std::string_view parent = {}) const;
  /// Some element called `parent` may hold a child called `child`.
  bool knows_child(std::string_view parent, std::string_view child) const;
  /// Such a child may be left out, at least in one of the places where the forms have it.
  bool is_optional(std::string_view parent, std::string_view child) const;
  /// 标题（title）, or <title> alone where the forms give no Chinese name.
  std::string shown(std::string_view element, std::string_view parent = {}) const;

 private:
  FormNames();
  std::map<std::string, std::string, std::less<>> chinese_;  ///< of each element, wherever it stands
  std::map<std::string, ChildNames, std::less<>> children_;  ///< of each parent
};

}  // namespace cundang::forms
