// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schema/model/bytes.h"
#include "schema/model/ids.h"
#include "schema/model/instant.h"
#include "schema/model/node.h"

namespace cundang {

/// A body named in a record: a code of the unit register, or free text (code empty) for old holdings and outsiders.
struct UnitRef {
  UnitCode code;
  std::string name;  ///< as written in the document; may be empty when the code says it all
  bool operator==(const UnitRef&) const = default;
};

/// 公开 / 内部 / 工作秘密. State secrets never enter (domain: 国家秘密).
enum class Label { Public, Internal, WorkSecret };

/// One thing this record answers (docs/formats/record.md, "answers"). Exactly one of record, doc_no, source_id,
/// rule + period, obligation is set.
struct Answer {
  enum class Extent { Full, Part, Stage };  ///< 全部 / 部分 / 阶段
  std::optional<AccessionNumber> record;
  std::string doc_no;
  std::string source_id;
  std::string rule, period;  ///< e.g. 通报-半年, 2012-H1
  std::string obligation;
  std::string item;  ///< xs:ID of the 议定事项 or paragraph answered; empty = the whole
  std::string part;  ///< required part met, e.g. 全年情况; empty = all the parts this kind carries
  Extent extent = Extent::Full;
  bool operator==(const Answer&) const = default;
};

/// One citable place of the body. Ids are xs:ID and unique within the record.
struct Paragraph {
  enum class Kind { Heading, Text, Item };
  Kind kind = Kind::Text;
  int level = 0;  ///< headings and items: 1 is outermost
  std::string id;
  std::string text;  ///< UTF-8, as written
  bool operator==(const Paragraph&) const = default;
};

struct Attachment {
  int number = 0;    ///< from 1, dense; the file's name in a container is attachments/0001.ext
  std::string role;  ///< 正本 附件 定稿 发文稿纸 文件处理单 签到表 照片 录音 收文章影像
  std::string name;  ///< true file name; never used as a path
  std::string media_type;  ///< RFC 6838
  std::int64_t size = 0;   ///< bytes
  Sha256 sha256;
  bool operator==(const Attachment&) const = default;
};

/// A demand for an answer written in the document itself (row 0: "请于×日前反馈").
struct Demand {
  std::string id;                ///< the paragraph that says so
  std::vector<UnitRef> owed_by;  ///< empty: every addressee
  std::string owes;              ///< kind of the answer, default "feedback"
  std::optional<Date> due;       ///< a date as written, or
  int term_days = 0;             ///< a term as written, with
  bool working_days = true;
  bool operator==(const Demand&) const = default;
};

/// 件: one record as read from record.xml (form 1.0, docs/formats/record.md). Plain values; the bytes stay the truth.
struct Record {
  std::string form;         ///< "1.0"
  std::string kind;         ///< name of the content element, e.g. "minutes"; docs/formats/record.md lists them
  std::string series;       ///< e.g. 安委会例会; a rule fires by kind and series
  bool historical = false;  ///< 业务状态 = 历史行为: triggers and discharges nothing
  std::string source_system, source_id;
  UnitRef submitter;                    ///< 报送单位
  std::optional<UnitRef> on_behalf_of;  ///< 代报: the unit it is filed for
  std::vector<UnitRef> authors;         ///< 责任者; of a joint issue the first is 主办（主签）
  Label label = Label::Internal;
  std::vector<UnitRef> readers;  ///< granted readers beyond author, addressees and copies

  // GB/T 9704-2012 elements; empty where the document has none
  std::string copy_number, urgency, issuer_mark, doc_no, signatory, title, annex_note, signed_name, seal_note, note,
      printed_by;
  std::vector<UnitRef> addressees;    ///< 主送机关
  std::vector<UnitRef> copies;        ///< 抄送机关
  std::optional<Date> document_date;  ///< 成文日期 (claimed)
  bool date_presumed = false;         ///< 推定: only the year is meant
  std::optional<Date> printed_on;
  std::optional<Date> received_on;  ///< 实际收到日 of paper, by 收文登记

  std::vector<Answer> answers;
  std::vector<Demand> demands;
  Node content;                   ///< the kind's own elements
  bool body_in_original = false;  ///< 正文见正本
  std::vector<Paragraph> body;
  std::vector<Attachment> attachments;

  bool operator==(const Record&) const = default;  ///< line numbers in `content` count too
};

}  // namespace cundang
