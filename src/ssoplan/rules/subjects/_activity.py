"""Which of the activities with a unit rate a title names: the same activity has one name in plans and in tables."""

from __future__ import annotations

from ssoplan.model.worded import Worded

__all__ = ["Activity", "activity_of"]


class Activity(Worded):
    """An activity whose money follows from a unit rate."""

    NETWORK_COMPENSATION = "network_compensation", "compensation of the network", "ค่าตอบแทนเครือข่าย"
    BRIEFING = "briefing", "briefing meetings", "ประชุมชี้แจง"
    EPAYMENT_WORKSHOP = "epayment_workshop", "e-Payment workshops", "อบรม e-Payment"
    LEADER_TRAINING = "leader_training", "training of network leaders", "อบรมผู้นำเครือข่าย"
    VISIT = "visit", "visits", "การออกเยี่ยม"
    SDU = "sdu", "mobile service unit", "หน่วยเคลื่อนที่บริการเบ็ดเสร็จ"
    SCHOOL_OUTREACH = "school_outreach", "outreach in schools", "เผยแพร่ความรู้ในสถานศึกษา"
    MINI_OFFICE = "mini_office", "mini office", "สำนักงานประกันสังคมเคลื่อนที่ขนาดเล็ก"
    VILLAGE = "village", "social security village", "หมู่บ้านประกันสังคม"


_PHRASES: tuple[tuple[str, Activity], ...] = (
    ("ค่าตอบแทนส่งเสริมสนับสนุนการปฏิบัติงานให้แก่เครือข่าย", Activity.NETWORK_COMPENSATION),
    ("ประชุมชี้แจงให้ความรู้งานประกันสังคม", Activity.BRIEFING),
    ("แก่นายจ้างเพื่อจัดทำข้อมูล", Activity.EPAYMENT_WORKSHOP),
    ("ร้อยละของนายจ้างที่จ่ายเงินสมทบกองทุนประกันสังคมผ่านระบบอิเล็กทรอนิกส์", Activity.EPAYMENT_WORKSHOP),
    ("สถานประกอบการที่นำส่งข้อมูลเงินสมทบผ่านระบบอินเทอร์เน็ต", Activity.EPAYMENT_WORKSHOP),
    ("พัฒนาศักยภาพแกนนำเครือข่าย", Activity.LEADER_TRAINING),
    ("เยี่ยมผู้ทุพพลภาพ", Activity.VISIT),
    ("Service Delivery Unit", Activity.SDU),
    ("เผยแพร่ประชาสัมพันธ์ความรู้ เรื่องการประกันสังคม", Activity.SCHOOL_OUTREACH),
    ("Mini office", Activity.MINI_OFFICE),
    ("1 ตำบล 1 หมู่บ้าน", Activity.VILLAGE),
)


def activity_of(title_th: str | None) -> Activity | None:
    """Return the activity that a title names, or None.

    >>> activity_of("โครงการประชุมชี้แจงให้ความรู้งานประกันสังคม").value
    'briefing'
    """
    return next((activity for phrase, activity in _PHRASES if title_th and phrase in title_th), None)
