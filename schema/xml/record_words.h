// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "schema/model/record.h"

namespace cundang::forms {

/// The words of form 1.0 that reader and writer share.
inline constexpr std::string_view record_namespace = "urn:cundang:record:1";

std::string_view to_text(Label label);  ///< 公开 内部 工作秘密
std::optional<Label> parse_label(std::string_view text);
std::string_view to_text(Answer::Extent extent);  ///< full part stage
std::optional<Answer::Extent> parse_extent(std::string_view text);
std::string_view element_name(Paragraph::Kind kind);  ///< heading p item
std::optional<Paragraph::Kind> parse_paragraph_kind(std::string_view element);

}  // namespace cundang::forms
