"""What each calculator is called on paper, in Thai and English, by its name in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan.errors import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["TITLES", "title_of"]


def title_of(name: str) -> Message:
    """Return the title of a calculator, or of one that is not of this library its own name in words."""
    words = name.rpartition(".")[2].replace("_", " ")
    return TITLES.get(name, Message(words, words))


TITLES: Mapping[str, Message] = {
    "allocation.jefferson": Message(
        en="Allocation by Jefferson",
        th="การจัดสรรตามวิธีเจฟเฟอร์สัน",
    ),
    "allocation.largest_remainder": Message(
        en="Allocation by largest remainder",
        th="การจัดสรรตามวิธีเศษเหลือมากที่สุด",
    ),
    "allocation.proportional": Message(
        en="Allocation in proportion, each part rounded for itself",
        th="การจัดสรรตามสัดส่วน ปัดเศษเป็นรายส่วน",
    ),
    "allocation.two_level": Message(
        en="Allocation to groups, then within each group",
        th="การจัดสรรสองชั้น ให้กลุ่มแล้วจึงให้สมาชิกในกลุ่ม",
    ),
    "allocation.webster": Message(
        en="Allocation by Webster",
        th="การจัดสรรตามวิธีเว็บสเตอร์",
    ),
    "benefits.disability_benefit": Message(
        en="Disability benefit",
        th="ประโยชน์ทดแทนกรณีทุพพลภาพ",
    ),
    "benefits.former_pension_payment": Message(
        en="Payment on the death of a pensioner by the former rule",
        th="เงินที่จ่ายเมื่อผู้รับบำนาญถึงแก่ความตาย ตามหลักเกณฑ์เดิม",
    ),
    "benefits.maternity_benefit": Message(
        en="Maternity benefit",
        th="ประโยชน์ทดแทนกรณีคลอดบุตร",
    ),
    "benefits.most_daily_wages": Message(
        en="Most unemployment benefit, in daily wages",
        th="ประโยชน์ทดแทนกรณีว่างงานสูงสุด คิดเป็นจำนวนค่าจ้างรายวัน",
    ),
    "benefits.pension_guarantee": Message(
        en="Guarantee of the old-age pension",
        th="การประกันการจ่ายเงินบำนาญชราภาพ",
    ),
    "benefits.unemployment_benefit": Message(
        en="Unemployment benefit",
        th="ประโยชน์ทดแทนกรณีว่างงาน",
    ),
    "bridging.bridge": Message(
        en="Money and targets by budget year and fund year",
        th="การเทียบเงินและเป้าหมายระหว่างปีงบประมาณกับปีกองทุน",
    ),
    "bridging.bridge_plan": Message(
        en="A plan by budget year and fund year",
        th="การเทียบแผนระหว่างปีงบประมาณกับปีกองทุน",
    ),
    "budgets.project_budget": Message(
        en="Budget of a project",
        th="งบประมาณโครงการ",
    ),
    "budgets.round_allocation": Message(
        en="Rounding of an allocation",
        th="การปัดเศษเงินจัดสรร",
    ),
    "contributions.s33_contribution": Message(
        en="Contribution under section 33",
        th="เงินสมทบตามมาตรา 33",
    ),
    "contributions.s39_contribution": Message(
        en="Contribution under section 39",
        th="เงินสมทบตามมาตรา 39",
    ),
    "contributions.s40_contribution": Message(
        en="Contribution under section 40",
        th="เงินสมทบตามมาตรา 40",
    ),
    "evaluation.evaluations_due": Message(
        en="Evaluations due",
        th="การประเมินผลที่ครบกำหนด",
    ),
    "evaluation.next_body": Message(
        en="The body that an evaluation goes to next",
        th="คณะที่ต้องเสนอผลการประเมินลำดับถัดไป",
    ),
    "network.least_members": Message(
        en="Least number of network members",
        th="จำนวนสมาชิกเครือข่ายขั้นต่ำ",
    ),
    "network.least_registrations": Message(
        en="Least number of new persons registered through the network",
        th="จำนวนผู้ขึ้นทะเบียนใหม่ผ่านเครือข่ายขั้นต่ำ",
    ),
    "network.most_representatives": Message(
        en="Most representatives of a network",
        th="จำนวนตัวแทนเครือข่ายสูงสุด",
    ),
    "network.size_representatives": Message(
        en="Representatives by workers and by villages",
        th="จำนวนตัวแทนเครือข่ายตามแรงงานและตามหมู่บ้าน",
    ),
    "network.training_seats": Message(
        en="Seats of the network's training",
        th="จำนวนที่นั่งในการอบรมเครือข่าย",
    ),
    "patterns.classify": Message(
        en="What the monthly figures of a target mean",
        th="ความหมายของค่าเป้าหมายรายเดือน",
    ),
    "programmes.events.briefing_meetings": Message(
        en="Briefing meetings by office",
        th="การประชุมชี้แจงรายหน่วยงาน",
    ),
    "programmes.events.epayment_shares": Message(
        en="Share to be reached by the e-Payment training, by office",
        th="ร้อยละเป้าหมายของการอบรมระบบอิเล็กทรอนิกส์รายหน่วยงาน",
    ),
    "programmes.events.epayment_training": Message(
        en="e-Payment training by office",
        th="การอบรมนายจ้างเรื่องระบบอิเล็กทรอนิกส์รายหน่วยงาน",
    ),
    "programmes.events.leader_training": Message(
        en="Training of network leaders by office",
        th="การอบรมแกนนำเครือข่ายรายหน่วยงาน",
    ),
    "programmes.events.visits": Message(
        en="Visits to disabled and sick insured persons by office",
        th="การเยี่ยมผู้ทุพพลภาพและผู้ประกันตนเจ็บป่วยรายหน่วยงาน",
    ),
    "programmes.insured.s33_39_targets": Message(
        en="Targets of insured persons under sections 33 and 39 by office",
        th="เป้าหมายผู้ประกันตนมาตรา 33 และ 39 รายหน่วยงาน",
    ),
    "programmes.insured.s40_targets": Message(
        en="Targets of insured persons under section 40 by office",
        th="เป้าหมายผู้ประกันตนมาตรา 40 รายหน่วยงาน",
    ),
    "programmes.network_pay.network_compensation": Message(
        en="Network compensation",
        th="ค่าตอบแทนเครือข่าย",
    ),
    "programmes.network_pay.network_compensation_table": Message(
        en="Network compensation by office",
        th="ค่าตอบแทนเครือข่ายรายหน่วยงาน",
    ),
    "programmes.service_unit.service_unit_cost": Message(
        en="Cost of a mobile service unit",
        th="ค่าใช้จ่ายของหน่วยเคลื่อนที่บริการ",
    ),
    "programmes.service_unit.service_unit_table": Message(
        en="Mobile service units by office",
        th="หน่วยเคลื่อนที่บริการรายหน่วยงาน",
    ),
    "progress.achievement": Message(
        en="Result against plan",
        th="ผลงานเทียบกับแผน",
    ),
    "progress.forecast": Message(
        en="Forecast of the year's result",
        th="การคาดการณ์ผลงานทั้งปี",
    ),
    "progress.plan_to_date": Message(
        en="Plan to date",
        th="แผนสะสมถึงปัจจุบัน",
    ),
    "reporting.arrears_notices": Message(
        en="Notices of contributions in arrears",
        th="การแจ้งเตือนเงินสมทบค้างชำระ",
    ),
    "reporting.bodies_above": Message(
        en="Bodies that a report goes up to",
        th="คณะที่รับรายงานลำดับถัดขึ้นไป",
    ),
    "reporting.days_late": Message(
        en="Days that a report is late",
        th="จำนวนวันที่ส่งรายงานล่าช้า",
    ),
    "reporting.report_due_day": Message(
        en="Day on which a report is due",
        th="วันครบกำหนดส่งรายงาน",
    ),
    "reporting.report_due_days": Message(
        en="Days on which reports are due",
        th="วันครบกำหนดส่งรายงานหลายงวด",
    ),
    "scores.composite": Message(
        en="Composite score",
        th="คะแนนรวมถ่วงน้ำหนัก",
    ),
    "scores.meets": Message(
        en="Result against a criterion",
        th="ผลเทียบกับเกณฑ์",
    ),
    "scores.sub_fund_vector": Message(
        en="Adequacy of the sub-funds",
        th="อัตราส่วนความเพียงพอของกองทุนย่อย",
    ),
    "spreading.instalments": Message(
        en="Equal instalments",
        th="การแบ่งจ่ายเป็นงวดเท่ากัน",
    ),
    "stock.insured_path": Message(
        en="Insured persons under sections 33 and 39 by month",
        th="จำนวนผู้ประกันตนมาตรา 33 และ 39 รายเดือน",
    ),
    "stock.knotted_levels": Message(
        en="Levels along straight lines through given levels",
        th="ค่าสะสมรายงวดตามเส้นตรงผ่านค่าที่กำหนด",
    ),
    "stock.line_levels": Message(
        en="Levels along a straight line",
        th="ค่าสะสมรายงวดตามเส้นตรง",
    ),
    "stock.stock_levels": Message(
        en="Levels from a base to a target in equal steps",
        th="ค่าสะสมรายงวดจากฐานถึงเป้าหมาย เพิ่มเท่ากันทุกงวด",
    ),
    "unit_costs.cost_of": Message(
        en="Cost by a written formula",
        th="ค่าใช้จ่ายตามสูตรที่เขียนไว้",
    ),
}
