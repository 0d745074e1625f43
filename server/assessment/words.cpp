// SPDX-License-Identifier: GPL-3.0-or-later
// Names of verdicts, methods, sources and stages: one table each, for screen and JSON.
#include <array>

#include "server/assessment/result.h"

namespace cundang::assessment {
namespace {

struct Word {
  const char* code;
  const char* zh;
  const char* en;
};

constexpr std::array<Word, 19> verdicts{{
    {"in-time", "按时", "in time"},
    {"late", "逾期反馈", "late"},
    {"missing", "未见", "not seen"},
    {"missing-unproven", "未见，尚不计分", "not seen, no points yet"},
    {"not-due", "未到期", "not due"},
    {"unserved", "未送达", "not served"},
    {"excused", "免报、撤销", "excused"},
    {"policy-after-the-fact", "口径、指标事后登记，不计分", "policy or quota filed after the fact, no points"},
    {"before-authority", "考核办法施行以前，不计分", "before the 考核办法 was in force, no points"},
    {"provisional-calendar", "时限暂定，不计分", "date provisional, no points"},
    {"already-charged", "一事不二扣", "charged already"},
    {"criticised", "通报批评", "criticised"},
    {"no-finding", "没有认定，不计分", "no finding, no points"},
    {"hand-scored", "人工评分", "scored by hand"},
    {"awaits-second", "待佐证或第二人确认", "awaits evidence or a second person"},
    {"concealment", "认定瞒报", "concealment found"},
    {"found-absent", "认定缺席", "found absent"},
    {"over-quota", "死亡人数超过控制指标", "deaths over quota"},
    {"major-accident", "重大以上事故", "major accident or worse"},
}};

constexpr std::array<Word, 7> methods{{
    {"rate", "比率", "rate"},
    {"deduct", "扣分", "deduction"},
    {"criticism", "通报批评", "criticism"},
    {"by-hand", "人工评分", "by hand"},
    {"bonus", "加分", "bonus"},
    {"veto", "一票否决", "veto"},
    {"prompt", "履职提示", "prompt"},
}};

constexpr std::array<Word, 8> sources{{
    {"unmatched", "未对应的反馈", "unmatched reply"},
    {"other-kind", "其他文种", "record of another kind"},
    {"on-behalf", "代报", "filed on its behalf"},
    {"refused", "退件", "refused upload"},
    {"paper", "收文登记", "paper registered"},
    {"classified", "涉密件登记单", "classified handover"},
    {"returned", "已退办的反馈", "returned reply"},
    {"outage", "顺延、服务中断", "outage or shift"},
}};

constexpr std::array<Word, 9> stages{{
    {"self-assessment", "自评", "self-assessment"},
    {"scoring", "核分", "scoring"},
    {"consultation", "征求意见", "consultation"},
    {"appeal", "申诉", "appeal"},
    {"review", "复核", "review"},
    {"decision", "审定", "decision"},
    {"bulletin", "通报", "bulletin"},
    {"freeze", "冻结", "freeze"},
    {"done", "已冻结", "frozen"},
}};

template <std::size_t Size, class Value>
const Word& word(const std::array<Word, Size>& table, Value value) {
  return table.at(static_cast<std::size_t>(value));
}
Text text(const Word& word) { return {word.zh, word.en}; }

}  // namespace

std::string_view verdict_code(Verdict verdict) { return word(verdicts, verdict).code; }
Text verdict_name(Verdict verdict) { return text(word(verdicts, verdict)); }
std::string_view method_code(Method method) { return word(methods, method).code; }
Text method_name(Method method) { return text(word(methods, method)); }
std::string_view source_code(Candidate::Source source) { return word(sources, source).code; }
Text source_name(Candidate::Source source) { return text(word(sources, source)); }
std::string_view stage_code(Stage stage) { return word(stages, stage).code; }
Text stage_name(Stage stage) { return text(word(stages, stage)); }

}  // namespace cundang::assessment
