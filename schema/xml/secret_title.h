// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace cundang::forms {

/// `title` (UTF-8) carries a marking 秘密, 机密 or 绝密 (GB/T 9704-2012 7.2.2: 密级★保密期限), where a title that
/// merely speaks about secrets (关于加强国家秘密管理的通知) carries none. A marking is
/// - one of the three words followed by ★, with or without a term, anywhere: 机密★10年, 绝密★长期, 秘密★;
/// - the word, with or without a term, that is the whole title, or stands at its beginning or end set off by a bracket,
///   a colon or white space: 【机密】关于…, …的通知（秘密）, 绝密 10年 关于….
/// 工作秘密 is a label of its own and no state secret.
bool title_is_marked(std::string_view title);

}  // namespace cundang::forms
