"""What the words of the domain model are called in sentences, in English and Thai: one home for every enum fact.

A subject gives its enum facts these mappings as ``values``: machines keep the word, readers see the title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan.calendar._names import month_name
from ssoplan.errors import Message
from ssoplan.units import UnitError, units_of_label

if TYPE_CHECKING:
    from ssoplan.errors import Language

__all__ = [
    "ACTIVITIES",
    "ALIGNMENT_SLOTS",
    "BUDGET_STATUSES",
    "CHANNELS",
    "COMPARATORS",
    "COUNTED",
    "DIMENSIONS",
    "DIRECTIONS",
    "EXPENSE_CATEGORIES",
    "FREQUENCIES",
    "FUNDING_FIELDS",
    "FUNDING_SOURCES",
    "INDICATOR_LISTS",
    "INSURED_SECTIONS",
    "MONTHLY_MEANINGS",
    "NETWORK_GROUPS",
    "OFFICE_KINDS",
    "PAPERS",
    "PARTS",
    "PAYMENT_METHODS",
    "PROJECT_KINDS",
    "SECTIONS",
    "SHARES",
    "TIERS",
    "WORKS",
    "column_text",
    "unit_text",
]

PROJECT_KINDS = {
    "routine": Message(en="routine work", th="งานประจำ"),
    "existing_project": Message(en="existing project", th="โครงการเดิม"),
    "new_project": Message(en="new project", th="โครงการใหม่"),
}
BUDGET_STATUSES = {
    "allocated": Message(en="allocated", th="ได้รับจัดสรร"),
    "not_allocated": Message(en="not allocated", th="ไม่ได้รับจัดสรรงบประมาณ"),
    "no_budget": Message(en="without a budget", th="ไม่มีงบประมาณ"),
}
COMPARATORS = {
    "ge": Message(en="at least", th="ไม่น้อยกว่า"),
    "unstated": Message(en="no comparator printed", th="ไม่ได้พิมพ์คำเปรียบเทียบ"),
    "increase": Message(en="increase", th="เพิ่มขึ้น"),
    "decrease": Message(en="decrease", th="ลดลง"),
    "certified": Message(en="certified", th="ผ่านการรับรอง"),
    "ge_benchmark": Message(en="at least the benchmark", th="ไม่น้อยกว่าดัชนีชี้วัด"),
    "rank_at_worst": Message(en="at worst the rank", th="ไม่ต่ำกว่าอันดับ"),
}
DIMENSIONS = {
    "quantity": Message(en="quantity", th="เชิงปริมาณ"),
    "quality": Message(en="quality", th="เชิงคุณภาพ"),
    "time": Message(en="time", th="เชิงเวลา"),
    "output": Message(en="output", th="ผลผลิต"),
    "outcome": Message(en="outcome", th="ผลลัพธ์"),
}
DIRECTIONS = {
    "increase": Message(en="an increase", th="เพิ่มขึ้น"),
    "decrease": Message(en="a decrease", th="ลดลง"),
}
INDICATOR_LISTS = {
    "table": Message(en="head of a provincial table", th="หัวตารางแผนจังหวัด"),
    "proposal": Message(en="proposal", th="แบบเสนอโครงการ"),
    "other": Message(en="another list", th="รายการอื่น"),
}
MONTHLY_MEANINGS = {
    "sum": Message(en="a sum of the months", th="ผลรวมรายเดือน"),
    "cumulative": Message(en="cumulative", th="สะสม"),
    "cumulative_percent": Message(en="cumulative in percent", th="ร้อยละสะสม"),
    "constant_percent": Message(en="a constant percentage", th="ร้อยละคงที่"),
    "constant_level": Message(en="a constant level", th="ระดับคงที่"),
    "milestone_level": Message(en="milestones in levels", th="ขั้นความสำเร็จเป็นระดับ"),
    "milestone_percent": Message(en="milestones in percent", th="ขั้นความสำเร็จเป็นร้อยละ"),
    "stock": Message(en="a stock", th="ยอดคงค้าง"),
    "one_shot": Message(en="a single month", th="ครั้งเดียว"),
    "inconsistent": Message(en="inconsistent", th="ไม่สอดคล้องกัน"),
}
FUNDING_SOURCES = {
    "state_budget": Message(en="the State budget", th="เงินงบประมาณ"),
    "admin_fund": Message(en="the SSO administration fund", th="เงินกองทุนเพื่อบริหารงานสำนักงานประกันสังคม"),
    "emergency_loan": Message(en="an emergency-decree loan", th="เงินกู้ตามพระราชกำหนด"),
    "none": Message(en="no budget", th="ไม่ใช้งบประมาณ"),
}
EXPENSE_CATEGORIES = {
    "personnel": Message(en="personnel", th="งบบุคลากร"),
    "operating": Message(en="operating", th="งบดำเนินงาน"),
    "investment": Message(en="investment", th="งบลงทุน"),
    "subsidy": Message(en="subsidy", th="งบเงินอุดหนุน"),
    "other": Message(en="other expenses", th="งบรายจ่ายอื่น"),
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
ALIGNMENT_SLOTS = {
    "national_strategy": Message(en="the national strategy", th="ยุทธศาสตร์ชาติ"),
    "master_plan": Message(en="the master plan", th="แผนแม่บทภายใต้ยุทธศาสตร์ชาติ"),
    "reform_plan": Message(en="the national reform plan", th="แผนการปฏิรูปประเทศ"),
    "sso_strategy": Message(en="the strategy of the SSO", th="ยุทธศาสตร์ของสำนักงานประกันสังคม"),
    "tactic": Message(en="the tactic", th="กลยุทธ์"),
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
FREQUENCIES = {
    "monthly": Message(en="monthly", th="รายเดือน"),
    "quarterly": Message(en="quarterly", th="รายไตรมาส"),
    "annual": Message(en="annual", th="รายปี"),
}
PAYMENT_METHODS = {
    "bank_transfer": Message(en="bank transfer", th="โอนเข้าบัญชีธนาคาร"),
    "cash": Message(en="cash", th="เงินสด"),
}
CHANNELS = {
    "post": Message(en="post", th="ไปรษณีย์"),
    "sms": Message(en="SMS", th="SMS"),
    "telephone": Message(en="telephone", th="โทรศัพท์"),
}
SHARES = {
    "achievement": Message(en="achievement of a target", th="ผลสำเร็จเทียบเป้าหมาย"),
    "coverage": Message(en="coverage", th="ความครอบคลุม"),
}
COUNTED = {
    "doses": Message(en="doses", th="โดส"),
    "sections": Message(en="insured persons by section", th="ผู้ประกันตนรายมาตรา"),
}
OFFICE_KINDS = {
    "country": Message(en="whole country", th="ทั้งประเทศ"),
    "region": Message(en="region", th="ภาค"),
    "bangkok": Message(en="Bangkok", th="กรุงเทพมหานคร"),
    "area": Message(en="area of Bangkok", th="เขตพื้นที่กรุงเทพมหานคร"),
    "province": Message(en="province", th="จังหวัด"),
    "branch": Message(en="branch", th="สาขา"),
    "central": Message(en="central division", th="ส่วนกลาง"),
    "group": Message(en="group of offices", th="กลุ่มหน่วยงาน"),
}
ACTIVITIES = {
    "network_compensation": Message(en="compensation of the network", th="ค่าตอบแทนเครือข่าย"),
    "briefing": Message(en="briefing meetings", th="ประชุมชี้แจง"),
    "epayment_workshop": Message(en="e-Payment workshops", th="อบรม e-Payment"),
    "leader_training": Message(en="training of network leaders", th="อบรมผู้นำเครือข่าย"),
    "visit": Message(en="visits", th="การออกเยี่ยม"),
    "sdu": Message(en="mobile service unit", th="หน่วยเคลื่อนที่บริการเบ็ดเสร็จ"),
    "school_outreach": Message(en="outreach in schools", th="เผยแพร่ความรู้ในสถานศึกษา"),
    "mini_office": Message(en="mini office", th="สำนักงานประกันสังคมเคลื่อนที่ขนาดเล็ก"),
    "village": Message(en="social security village", th="หมู่บ้านประกันสังคม"),
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
    "service_target_persons": Message(en="persons to be served", th="เป้าหมายผู้เข้ารับบริการ (คน)"),
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
