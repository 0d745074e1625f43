// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/xml_faults.h"

#include <libxml/xmlerror.h>

namespace cundang::forms {

XmlFault xml_fault(int libxml_error) {
  switch (libxml_error) {
    case XML_ERR_DOCUMENT_EMPTY:
      return {"xml.empty",
              true,
              {"文件里没有 XML 内容", "there is no XML in the file"},
              {"请选择正确的文件重新上传", "choose the right file and upload again"}};
    case XML_ERR_DOCUMENT_END:
      return {"xml.extra-content",
              true,
              {"根元素之后还有多余内容", "there is content after the root element"},
              {"请删除 </record> 之后的内容", "remove what follows </record>"}};
    case XML_ERR_TAG_NAME_MISMATCH:
      return {"xml.tag-mismatch",
              true,
              {"结束标记与开始标记不一致", "an end tag does not match its start tag"},
              {"请检查此行附近的标记是否成对", "check that the tags near this line come in pairs"}};
    case XML_ERR_TAG_NOT_FINISHED:
    case XML_ERR_GT_REQUIRED:
    case XML_ERR_LTSLASH_REQUIRED:
      return {"xml.truncated",
              true,
              {"标记没有结束，文件可能不完整", "a tag does not end; the file may be cut off"},
              {"请确认文件完整后重新上传", "check that the file is whole and upload again"}};
    case XML_ERR_COMMENT_NOT_FINISHED:
    case XML_ERR_CDATA_NOT_FINISHED:
    case XML_ERR_PI_NOT_FINISHED:
      return {"xml.truncated",
              true,
              {"注释或 CDATA 没有结束", "a comment or CDATA section does not end"},
              {"请补全结束标记", "add its end"}};
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_WAR_UNDECLARED_ENTITY:
    case XML_ERR_ENTITY_LOOP:
    case XML_ERR_UNPARSED_ENTITY:
      return {"xml.entity",
              false,
              {"使用了未定义的实体（只可使用 &amp; &lt; &gt; &quot; &apos;）",
               "an entity other than the five predefined ones"},
              {"请改写为文字本身或数字字符引用", "write the character itself or a numeric reference"}};
    case XML_ERR_NAME_REQUIRED:
    case XML_ERR_ENTITYREF_NO_NAME:
    case XML_ERR_ENTITYREF_SEMICOL_MISSING:
      return {"xml.bare-markup",
              false,
              {"文字中出现了未转义的 & 或 <", "an & or < in text is not escaped"},
              {"请将 & 写作 &amp;，将 < 写作 &lt;", "write & as &amp; and < as &lt;"}};
    case XML_ERR_INVALID_CHAR:
    case XML_ERR_INVALID_CHARREF:
    case XML_ERR_INVALID_HEX_CHARREF:
    case XML_ERR_INVALID_DEC_CHARREF:
      return {"xml.bad-character",
              false,
              {"含有 XML 不允许的字符", "a character that XML does not allow"},
              {"请删除该字符", "remove the character"}};
    case XML_ERR_ATTRIBUTE_REDEFINED:
      return {"xml.duplicate-attribute",
              false,
              {"同一元素的属性重复", "an attribute occurs twice in one element"},
              {"请只保留一个", "keep one of them"}};
    case XML_ERR_LT_IN_ATTRIBUTE:
    case XML_ERR_ATTRIBUTE_NOT_STARTED:
    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
      return {"xml.bad-attribute",
              true,
              {"属性书写有误", "an attribute is not written correctly"},
              {"请按 名称=\"值\" 的形式书写，值中的 < 写作 &lt;", "write name=\"value\", with &lt; for <"}};
    case XML_NS_ERR_XML_NAMESPACE:
    case XML_NS_ERR_UNDEFINED_NAMESPACE:
    case XML_NS_ERR_QNAME:
    case XML_NS_ERR_ATTRIBUTE_REDEFINED:
    case XML_NS_ERR_EMPTY:
    case XML_NS_ERR_COLON:
      return {"xml.namespace",
              false,
              {"命名空间前缀未声明或有误", "a namespace prefix is not declared, or wrong"},
              {"请只使用默认命名空间 urn:cundang:record:1", "use the default namespace urn:cundang:record:1 alone"}};
    default:
      return {"xml.not-well-formed",
              true,
              {"不是格式良好的 XML", "not well-formed XML"},
              {"请用 XML 编辑器检查此行附近后重新上传", "check near this line with an XML editor and upload again"}};
  }
}

}  // namespace cundang::forms
