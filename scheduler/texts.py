"""What the clock tells people, besides reminders and summaries."""

from models.quota import Quota


def quota_warning(quota: Quota) -> str:
    """To planners, once a month."""
    allowed = quota.allowed or 0
    share = 100 * quota.used // allowed if allowed else 100
    said = [
        f"เดือนนี้ใช้โควตาข้อความไปแล้ว {quota.used:,} จาก {allowed:,} ข้อความ (ร้อยละ {share}) ค่ะ",
        f"ยังต้องส่งอีกประมาณ {quota.waiting + quota.expected:,} ข้อความ",
    ]
    if (quota.room or 0) < 0:
        said.append("ซึ่งโควตาเหลือไม่พอ เพิ่มโควตาได้ที่ LINE Official Account Manager ค่ะ")
    said.append("หากเหลือน้อย ระบบจะงดข้อความที่ไม่จำเป็นก่อน เก็บไว้ให้การเตือนวันกำหนดส่งและสรุปผลค่ะ")
    return "\n".join(said)
