"""What is wrong with a catalogue of rules: every problem with its file, line and column, raised together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ssoplan.errors import Language, Message, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PolicyError", "Problem", "RuleError", "UnknownRuleError"]


class RuleError(SsoplanError, ValueError):
    """Raised when the data of one rule is malformed or contradicts itself."""

    kind = "rule"
    messages: ClassVar[Mapping[str, Message]] = {
        "shape": Message(
            en="{field}: write {expected}, not {value!r}", th="{field}: ให้เขียน {expected} ไม่ใช่ {value!r}"
        ),
        "missing": Message(en="{field} is missing; add it", th="ไม่มี {field} ให้เพิ่ม"),
        "surplus": Message(
            en="a rule of kind {kind} has no {field}; remove it", th="กฎชนิด {kind} ไม่มี {field} ให้ลบออก"
        ),
        "unknown": Message(
            en="unknown {sort} {what!r}; did you mean {near!r}?",
            th="ไม่รู้จัก {sort} {what!r} หมายถึง {near!r} หรือไม่",
        ),
        "duplicate": Message(
            en="the id {id!r} stands in {other} as well; keep one",
            th="รหัส {id!r} มีใน {other} ด้วย ให้เหลือหนึ่งเดียว",
        ),
        "namespace": Message(
            en="the id {id!r} needs a namespace here, such as office:{id}; ids without one belong to the policy itself",
            th="รหัส {id!r} ต้องมีชื่อนำหน้า เช่น office:{id} รหัสที่ไม่มีชื่อนำหน้าเป็นของนโยบายหลัก",
        ),
        "overlap": Message(
            en="two versions of {id} are in force on {day}; end the first before the second begins",
            th="กฎ {id} มีสองฉบับที่ใช้บังคับในวันที่ {day} ให้ฉบับแรกสิ้นสุดก่อนฉบับหลังเริ่ม",
        ),
        "day": Message(
            en="on={on!r} is not a day; give a datetime.date in the CE calendar",
            th="on={on!r} ไม่ใช่วัน ให้ระบุ datetime.date ตามปฏิทินสากล",
        ),
        "window": Message(en="{problem}", th="{problem}"),
        "source": Message(en="{problem}", th="{problem}"),
        "condition": Message(en="{field}: {problem}", th="{field}: {problem}"),
        "example": Message(en="example {number}: {problem}", th="ตัวอย่างที่ {number}: {problem}"),
        "example-state": Message(
            en="example {number} is {found}, not {expected}; correct the example or the rule",
            th="ตัวอย่างที่ {number} ได้ผล {found} ไม่ใช่ {expected} ให้แก้ตัวอย่างหรือกฎ",
        ),
        "always": Message(
            en="{field} can never be {never} within the bounds of its facts; the rule would decide nothing",
            th="{field} ไม่มีทางเป็น{never_th} ภายในช่วงของข้อเท็จจริง กฎนี้จึงไม่ตัดสินอะไร",
        ),
        "guard": Message(
            en="must: {name!r} is both tested for 'is missing' and used; move the test to when",
            th="must: {name!r} ทั้งถูกตรวจ 'is missing' และถูกใช้ ให้ย้ายการตรวจไปไว้ใน when",
        ),
        "place": Message(
            en="message: no fact, parameter or joined fact is called {name!r}; {hint}",
            th="message: ไม่มีข้อเท็จจริง พารามิเตอร์ หรือข้อเท็จจริงร่วมชื่อ {name!r} ({hint})",
        ),
        "join": Message(en="join {alias}: {problem}", th="join {alias}: {problem}"),
        "reading": Message(en="{problem}", th="{problem}"),
    }


class Problem(SsoplanError, ValueError):  # noqa: N818  # one of the problems of a PolicyError
    """One thing that is wrong with a rule: where it stands, and what to do."""

    kind = "policy-problem"
    messages: ClassVar[Mapping[str, Message]] = {
        "at": Message(
            en="{file}:{line}:{column}: {id}: {problem}", th="{file}:{line}:{column}: {id}: {problem}"
        ),
        "file": Message(en="{problem}", th="{problem}"),
    }

    @property
    def id(self) -> str:
        """The rule concerned; empty where a whole file cannot be read."""
        return str(self.values.get("id", ""))


class PolicyError(SsoplanError, ValueError):
    """Raised when a catalogue of rules does not load; carries every problem of every file.

    Attributes:
        problems: One `Problem` for each thing that is wrong.
    """

    kind = "policy"
    messages: ClassVar[Mapping[str, Message]] = {
        "problems": Message(en="{count} problem(s) in the rules", th="พบ {count} ปัญหาในกฎ"),
        "no-path": Message(
            en="there is no file or folder {path!r}; give a file of rules or a folder with rules",
            th="ไม่มีแฟ้มหรือโฟลเดอร์ {path!r} ให้ระบุแฟ้มกฎหรือโฟลเดอร์ที่มีกฎ",
        ),
        "no-rules": Message(
            en="the folder {path!r} holds no file of rules (*.yaml); put one in it, or name the file",
            th="โฟลเดอร์ {path!r} ไม่มีแฟ้มกฎ (*.yaml) ให้ใส่แฟ้มกฎ หรือระบุชื่อแฟ้ม",
        ),
    }

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem that was found."""
        return tuple(self.values.get("problems", ()))

    def text(self, lang: Language = "en") -> str:
        """Return the message with one line for each problem."""
        return "\n".join([super().text(lang), *(problem.text(lang) for problem in self.problems)])


class UnknownRuleError(SsoplanError, LookupError):
    """Raised when a policy has no rule of the id asked for."""

    kind = "unknown-rule"
    messages: ClassVar[Mapping[str, Message]] = {
        "unknown": Message(en="no rule is called {id!r}: {hint}", th="ไม่มีกฎชื่อ {id!r}: {hint_th}"),
        "not-in-force": Message(
            en="rule {id} is not in force on {on}; ask without a day for its last version",
            th="กฎ {id} ไม่ใช้บังคับในวันที่ {on} ให้ถามโดยไม่ระบุวันเพื่อดูฉบับล่าสุด",
        ),
        "no-row": Message(
            en="rule {id} was not asked about {path!r}: {hint}", th="กฎ {id} ไม่ได้ตรวจ {path!r}: {hint_th}"
        ),
    }


def both(error: SsoplanError) -> Message:
    """Return the text of an error in both languages, for a message that quotes it."""
    return Message(en=error.text("en"), th=error.text("th"))


def wrap(reason: str, error: SsoplanError, **values: Any) -> RuleError:
    """Return the rule error that quotes another error."""
    return RuleError(reason, problem=both(error), **values)
