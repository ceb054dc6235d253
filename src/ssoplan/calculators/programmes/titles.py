"""The titles of the programmes, in the words of the 2566 plan and of the 2564 table of mobile units."""

from __future__ import annotations

__all__ = [
    "BRIEFING",
    "EPAYMENT_SHARE",
    "EPAYMENT_TRAINING",
    "LEADER_TRAINING",
    "NETWORK_COMPENSATION",
    "ONLINE_FILING_SHARE",
    "S33_39",
    "S40",
    "SERVICE_UNIT",
    "VISITS",
]

BRIEFING = "การประชุมชี้แจงให้ความรู้งานประกันสังคม"
EPAYMENT_SHARE = "ร้อยละของนายจ้างที่จ่ายเงินสมทบกองทุนประกันสังคมผ่านระบบอิเล็กทรอนิกส์ (e-Payment)"
EPAYMENT_TRAINING = (
    "โครงการอบรมเชิงปฏิบัติการแก่นายจ้างเพื่อจัดทำข้อมูลและจ่ายเงินสมทบกองทุนประกันสังคมผ่านระบบอิเล็กทรอนิกส์ (e-Payment)"
)
LEADER_TRAINING = "โครงการพัฒนาศักยภาพแกนนำเครือข่ายประกันสังคม"
NETWORK_COMPENSATION = "ค่าตอบแทนส่งเสริมสนับสนุนการปฏิบัติงานให้แก่เครือข่ายประกันสังคมตามมาตรา 40"
ONLINE_FILING_SHARE = "ร้อยละของจำนวนสถานประกอบการที่นำส่งข้อมูลเงินสมทบผ่านระบบอินเทอร์เน็ต"
S33_39 = "จำนวนผู้ประกันตน ตามมาตรา 33, 39 ที่เพิ่มขึ้น"
S40 = "จำนวนผู้ประกันตนตามมาตรา 40"
SERVICE_UNIT = "โครงการออกหน่วยเคลื่อนที่บริการเบ็ดเสร็จ Service Delivery Unit"
VISITS = "โครงการประกันสังคมเยี่ยมผู้ทุพพลภาพ ผู้ประกันตนเจ็บป่วยในสถานพยาบาล หรือผู้ป่วยหลังภาวะวิกฤต (Intermediate Care)"
