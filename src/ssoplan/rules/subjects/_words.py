"""What the words of facts are called that no enum of the model has, in English and Thai.

A subject gives its enum facts these mappings as ``values``: machines keep the word, readers see the title. The words
of an enum stand with it (`ssoplan.model.worded`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan.calendar._names import month_name
from ssoplan.errors import Message
from ssoplan.model import Comparator
from ssoplan.units import UnitError, units_of_label

if TYPE_CHECKING:
    from ssoplan.errors import Language

__all__ = [
    "COUNTED",
    "DIRECTIONS",
    "FUNDING_FIELDS",
    "INDICATOR_LISTS",
    "INSURED_SECTIONS",
    "NETWORK_GROUPS",
    "PAPERS",
    "PARTS",
    "SECTIONS",
    "SHARES",
    "TIERS",
    "WORKS",
    "column_text",
    "unit_text",
]

DIRECTIONS = {str(word): word.words for word in (Comparator.INCREASE, Comparator.DECREASE)}
INDICATOR_LISTS = {
    "table": Message(en="head of a provincial table", th="หัวตารางแผนจังหวัด"),
    "proposal": Message(en="proposal", th="แบบเสนอโครงการ"),
    "other": Message(en="another list", th="รายการอื่น"),
}
FUNDING_FIELDS = {
    "funding_source": Message(en="funding source", th="แหล่งเงิน"),
    "fund_year": Message(en="fund year", th="ปีกองทุน"),
    "owner_bureau": Message(en="owning bureau", th="หน่วยงานเจ้าของงบประมาณ"),
    "strategy": Message(en="strategy", th="ยุทธศาสตร์"),
    "expense_category": Message(en="expense category", th="งบรายจ่าย"),
    "subcategory": Message(en="subcategory", th="หมวดย่อย"),
    "item": Message(en="item", th="รายการ"),
}
SECTIONS = {
    "project_name": Message(en="project name", th="ชื่อโครงการ"),
    "strategic_alignment": Message(en="strategic alignment", th="ความสอดคล้องเชิงยุทธศาสตร์"),
    "rationale": Message(en="rationale", th="หลักการและเหตุผล"),
    "objectives": Message(en="objectives", th="วัตถุประสงค์"),
    "activities": Message(en="activities", th="กิจกรรม/วิธีการดำเนินงาน"),
    "target_group": Message(en="target group", th="กลุ่มเป้าหมาย"),
    "duration": Message(en="period", th="ระยะเวลาการดำเนินการ"),
    "indicators": Message(en="success indicators", th="ตัวชี้วัดความสำเร็จ"),
    "expected_results": Message(en="expected results", th="ผลที่คาดว่าจะได้รับ"),
    "workplan": Message(en="work plan", th="แผนการดำเนินงาน"),
    "budget": Message(en="budget", th="งบประมาณ"),
    "risks": Message(en="risks", th="ความเสี่ยงของโครงการและแนวทางการจัดการ"),
    "responsible_person": Message(en="responsible person", th="ผู้รับผิดชอบโครงการ"),
    "proposer": Message(en="proposer", th="ผู้เสนอโครงการ"),
    "endorser": Message(en="endorser", th="ผู้เห็นชอบโครงการ"),
    "approver": Message(en="approver", th="ผู้อนุมัติโครงการ"),
    "other": Message(en="another section", th="หัวข้ออื่น"),
}
PARTS = {
    "tactic": Message(en="tactics", th="กลยุทธ์"),
    "programme": Message(en="programmes", th="แผนงาน"),
}
TIERS = {
    "large": Message(en="large or multi-year", th="วงเงินเกินเพดานหรือผูกพันเกินหนึ่งปี"),
    "small": Message(en="small", th="วงเงินต่ำกว่าเกณฑ์"),
    "medium": Message(en="medium (one year)", th="วงเงินปานกลาง (โครงการ 1 ปี)"),
}
WORKS = {
    "large": Message(en="large works", th="งานก่อสร้างและปรับปรุง"),
    "small": Message(en="small works", th="งานดัดแปลง ต่อเติม หรือปรับปรุง"),
}
SHARES = {
    "achievement": Message(en="achievement of a target", th="ผลสำเร็จเทียบเป้าหมาย"),
    "coverage": Message(en="coverage", th="ความครอบคลุม"),
}
COUNTED = {
    "doses": Message(en="doses", th="โดส"),
    "sections": Message(en="insured persons by section", th="ผู้ประกันตนรายมาตรา"),
}
PAPERS = {
    "plan": Message(en="plan", th="แผน"),
    "proposal": Message(en="proposal", th="แบบเสนอโครงการ"),
    "table": Message(en="office table", th="ตารางรายหน่วยงาน"),
}
INSURED_SECTIONS = {
    "s33_39": Message(en="sections 33 and 39", th="มาตรา 33 และ 39"),
    "s40": Message(en="section 40", th="มาตรา 40"),
}
NETWORK_GROUPS = {
    "network_members": Message(en="network members", th="เครือข่าย"),
    "new_section40_insured": Message(en="new insured persons under section 40", th="ผู้ประกันตนมาตรา 40 รายใหม่"),
}

_COLUMNS = {
    "total": Message(en="total", th="ยอดรวม"),
    "budget_baht": Message(en="budget in baht", th="งบประมาณ (บาท)"),
    "allocated_baht": Message(en="allocation in baht", th="เงินจัดสรร (บาท)"),
    "allowance_baht": Message(en="allowance in baht", th="ค่าเบี้ยเลี้ยง (บาท)"),
    "fuel_baht": Message(en="fuel in baht", th="ค่าน้ำมัน (บาท)"),
    "rent_baht": Message(en="rent in baht", th="ค่าเช่า (บาท)"),
    "result_nov_2565": Message(en="result of November 2565", th="ผลการดำเนินงาน ณ เดือนพฤศจิกายน 2565"),
    "service_target_persons": Message(en="persons to be served", th="เป้าหมายผู้เข้ารับบริการ (คน)"),
    "target_2565": Message(en="target of 2565", th="เป้าหมายปี 2565"),
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def column_text(key: str, header_th: str | None, lang: Language) -> str:
    """Return what a column of an office table is called: a month, a known column, else its heading as printed."""
    if key in _MONTHS:
        name: str = getattr(month_name(_MONTHS.index(key) + 1), lang)
        return name
    title = _COLUMNS.get(key)
    return title.text(lang) if title is not None else f"“{header_th or key}”"


def unit_text(unit_th: str, lang: Language) -> str:
    """Return a printed unit in a language; a unit that is no word of the vocabulary is quoted as printed.

    >>> unit_text("รุ่น/คน/บาท", "en"), unit_text("ร้อยละ", "en"), unit_text("หยด", "en")
    ('batches / persons / baht', 'percent', '“หยด”')
    """
    if lang == "th":
        return unit_th
    try:
        return " / ".join(unit.label("en", plural=True) for unit in units_of_label(unit_th))
    except UnitError:
        return f"“{unit_th}”"
