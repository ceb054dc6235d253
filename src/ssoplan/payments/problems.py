"""What the operating system reports, in two languages: a full disk, a place that is not there, a right that is lacking."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

from ssoplan.errors import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["problem_of"]

_THAI: Final[Mapping[int, str]] = {
    errno.ENOENT: "ไม่มีไฟล์หรือโฟลเดอร์นี้",
    errno.EACCES: "ไม่มีสิทธิ์",
    errno.EPERM: "ไม่ได้รับอนุญาต",
    errno.EISDIR: "เป็นโฟลเดอร์ ไม่ใช่ไฟล์",
    errno.ENOTDIR: "ส่วนหนึ่งของเส้นทางไม่ใช่โฟลเดอร์",
    errno.EEXIST: "มีอยู่แล้ว",
    errno.ENOSPC: "พื้นที่เก็บเต็ม",
    errno.EDQUOT: "ใช้พื้นที่เกินโควตา",
    errno.EROFS: "เป็นที่เก็บแบบอ่านอย่างเดียว",
    errno.ENAMETOOLONG: "ชื่อไฟล์ยาวเกินไป",
    errno.EIO: "อุปกรณ์เก็บข้อมูลขัดข้อง",
    errno.EPIPE: "โปรแกรมปลายทางปิดไปแล้ว",
}


def problem_of(error: OSError | ValueError) -> Message:
    """Return the failure of the operating system in words, without the path that it is about.

    >>> problem_of(FileNotFoundError(2, "No such file or directory", "/srv/1234567890121")).en
    'No such file or directory'
    """
    number, text = getattr(error, "errno", None), getattr(error, "strerror", None)
    english = text or type(error).__name__
    return Message(english, _THAI.get(number, english) if isinstance(number, int) else english)
