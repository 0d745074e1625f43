// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/model/error.h"
#include "schema/model/ids.h"
#include "schema/model/instant.h"
#include "schema/model/unit.h"
#include "server/assessment/points.h"
#include "server/obligations/obligation.h"

// What an annual assessment (年度考核) says: docs/formats/assessment.md. Values only; assess() makes them.
namespace cundang::assessment {

/// The 考核办法 that allows an item: without it nothing costs a point.
struct Authority {
  std::string issuer, doc_no, title;
  std::string clause;            ///< of the item
  std::optional<Date> in_force;  ///< a duty that arose on this day or before is not scored by it
  std::string basis;             ///< 来源, or 假定
};

/// How an item comes to its points.
enum class Method {
  Rate,       ///< 比率: points × share of the duties met in time
  Deduct,     ///< 扣分: so much a day late, so much a duty not seen; 单项分值扣完为止
  Criticism,  ///< 通报批评 (row 3f), so much each
  ByHand,     ///< 人工评分: scorer, 佐证, second person
  Bonus,      ///< 加分, by hand, beyond the full points
  Veto,       ///< 一票否决: by hand, or drawn from records where the 考核办法 names the ground
  Prompt,     ///< 履职提示: shown, 0 points
};

/// What is said of one duty or fact.
enum class Verdict {
  InTime,               ///< 按时
  Late,                 ///< 逾期反馈
  Missing,              ///< 未见: proven, examined, consulted
  MissingUnproven,      ///< 未见，尚不计分: something of Absence is still open
  NotDue,               ///< 未到期
  Unserved,             ///< 未送达
  Excused,              ///< 免报、撤销
  PolicyAfterTheFact,   ///< 口径事后登记，不计分
  BeforeAuthority,      ///< 考核办法施行以前，不计分
  ProvisionalCalendar,  ///< 时限暂定，不计分
  AlreadyCharged,       ///< 一事不二扣
  Criticised,           ///< 通报批评
  NoFinding,            ///< 没有认定，不计分
  HandScored,           ///< 人工评分
  AwaitsSecond,         ///< 待第二人确认
  Concealment,          ///< 认定瞒报
  FoundAbsent,          ///< 认定缺席: minutes and finding prove it, no absence from the log is needed
  OverQuota,            ///< 死亡人数超过控制指标
  MajorAccident,        ///< 重大以上事故
};
/// Stable name for JSON, e.g. "in-time".
std::string_view verdict_code(Verdict verdict);
Text verdict_name(Verdict verdict);
std::string_view method_code(Method method);
Text method_name(Method method);

/// What might still be the answer to a missing duty. The scorer looks at each and rejects it with a reason.
struct Candidate {
  enum class Source {
    Unmatched,   ///< 未对应的反馈: the kind owed, answering nothing
    OtherKind,   ///< 其他文种
    OnBehalf,    ///< 代报
    Refused,     ///< 退件
    Paper,       ///< 收文登记
    Classified,  ///< 涉密件登记单
    Returned,    ///< 已退办的反馈
    Outage,      ///< 服务中断、顺延
  };
  Source source = Source::Unmatched;
  std::string id;  ///< R0000012, or log/123 of a refusal: what a scoring sheet's check names
  std::string kind;
  std::string digest;  ///< of a refused upload, hex; empty for a 涉密件
  Instant at;
  std::string rejected_because;  ///< empty: not yet looked at
  std::optional<AccessionNumber> rejected_in;
  PersonId rejected_by;
};
std::string_view source_code(Candidate::Source source);
Text source_name(Candidate::Source source);

/// What shows that nothing came through this door. Never says 未报.
struct Absence {
  Text sentence;                                       ///< 截至 2013-01-22 24:00 本系统未见
  Date as_of{};                                        ///< day closed by `day_close`
  std::int64_t statements = 0, statements_stated = 0;  ///< found in the log, and as the day-close counts them: n of n
  std::int64_t refusals = 0, refusals_stated = 0;
  std::optional<LeafIndex> day_close;
  TreeSize checkpoint = 0;  ///< first one over the day-close leaf
  std::vector<Candidate> checklist;
  bool proven = false;     ///< n of n, closed after the due day
  bool examined = false;   ///< a scoring sheet speaks of the duty and rejects every candidate
  bool consulted = false;  ///< the unit has had its 征求意见
  bool counts() const { return proven && examined && consulted; }
};

/// One duty or fact under an item, with its proof.
struct ScoreLine {
  Verdict verdict = Verdict::NotDue;
  Points change;                               ///< what it costs (below 0) or brings
  Points before_review;                        ///< the same without 复核
  Text reason;                                 ///< the sentence a unit reads
  std::int64_t days_late = 0;                  ///< as the item counts them
  std::optional<ledger::Obligation> duty;      ///< rule, clause, date arithmetic, sentence, records, history
  std::optional<AccessionNumber> rule_pack;    ///< version of the rule: the pack that held when the duty arose
  std::optional<AccessionNumber> policy_pack;  ///< version of the policy its date rests on
  std::optional<Absence> absence;
  std::vector<AccessionNumber> records;  ///< 通报批评, 认定, 核分, 佐证
  PersonId scorer, second;
  std::optional<AccessionNumber> review;  ///< 复核 that changed it
};

struct ItemScore {
  std::string id, name;
  Method method = Method::Prompt;
  Authority authority;
  Points full;             ///< 单项分值; the most a bonus can bring
  Points score;            ///< after review
  Points before_review;    ///< without 复核
  bool applicable = true;  ///< false: 缺项, rescaled
  bool pending = false;    ///< waits for a scorer, a second person or a term
  std::vector<Text> arithmetic;
  std::vector<ScoreLine> lines;
  std::optional<AccessionNumber> review;  ///< 复核 that set the item's points
};

/// 自评 to 冻结.
enum class Stage {
  SelfAssessment,
  Scoring,
  Consultation,
  Appeal,
  Review,
  Decision,
  Bulletin,
  Freeze,
  Done,
};
Text stage_name(Stage stage);
std::string_view stage_code(Stage stage);

/// One record of the assessment, or why it has no effect (无效).
struct StageStep {
  LeafIndex leaf = 0;
  AccessionNumber record;
  std::string kind;  ///< "scoring-sheet" …
  int year = 0;
  UnitCode about_unit;  ///< empty: the whole year
  std::optional<AccessionNumber> about;
  UnitCode by;
  PersonId person;
  Instant at;
  std::string statement, approved_by;
  std::string late_accepted;  ///< 复核: why a late appeal is taken all the same
  bool late = false;          ///< 逾期申诉: filed after the term of appeals
  bool applies = true;
  Text why_not;
  Text note;  ///< of a late appeal that is taken: by which 复核, and why
};

/// Where the assessment of one unit stands, whose turn it is and until when.
struct StageStanding {
  Stage next = Stage::SelfAssessment;
  Text whose_turn;
  std::optional<Date> due;
  std::vector<Text> arithmetic;  ///< of that date
  bool overdue = false;
};

/// 考核结果单 of one unit.
struct Scorecard {
  UnitCode unit;
  std::string unit_name;
  std::vector<ItemScore> items;
  std::vector<Text> arithmetic;  ///< rescaling, bonus, veto
  Points total, before_review;
  std::string band;  ///< 等次; empty where the pack has none
  int rank = 0;      ///< in its class, equal totals share one
  bool vetoed = false;
  bool provisional = true;  ///< 暂评: something is still open
  StageStanding standing;
  std::vector<StageStep> steps;  ///< leaf order, those for the whole year included
};

struct Band {
  std::string name;
  Points from;  ///< 以上 includes
};

/// One class with its pack and ranking.
struct ClassTable {
  UnitClass unit_class = UnitClass::District;
  std::optional<AccessionNumber> pack;  ///< absent: no 考核办法, or one given for a what-if
  Authority authority;                  ///< of the pack; clause empty
  bool example = false;                 ///< 示例办法: nobody's score
  Points full;
  std::vector<Band> bands;
  std::vector<Scorecard> cards;  ///< by rank, then unit code
};

/// 履职情况表 of a body that is not ranked (局, 安委办 …).
struct PerformanceTable {
  UnitCode unit;
  std::string unit_name;
  int in_time = 0, late = 0, unseen = 0, open = 0, excused = 0;
  std::vector<ScoreLine> lines;  ///< without points
};

/// The whole year, a pure function of (entries, log facts, question).
struct YearResult {
  int year = 0;
  Date on{};          ///< the day asked for
  Date counted_to{};  ///< duties stand as of this day: `on`, not after the books close or the freeze
  Date books_close{};
  std::vector<Text> books_close_arithmetic;
  bool decided = false, frozen = false;
  std::optional<AccessionNumber> freeze;
  std::optional<LeafIndex> freeze_leaf;  ///< entries from here on move nothing
  TreeSize known = 0;                    ///< size of the log prefix looked at
  std::vector<Text> what_if;             ///< what was assumed; empty for the real thing
  std::vector<ClassTable> classes;       ///< district, department
  std::vector<PerformanceTable> performance;
  std::vector<StageStep> steps;  ///< every step of the year, those without effect included
};

/// One unit whose score another assumption moves.
struct Move {
  UnitCode unit;
  std::string unit_name;
  Points before, after;
  std::string band_before, band_after;
  int rank_before = 0, rank_after = 0;
  std::vector<Text> why;  ///< line by line
};

}  // namespace cundang::assessment
