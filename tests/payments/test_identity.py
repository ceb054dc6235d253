"""Citizen ids and account numbers: read as people write them, checked, and never shown in full."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import traceback
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs
import cattrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoplan.model import ModelTypeError
from ssoplan.numerals import to_thai_digits
from ssoplan.payments.identity import (
    SEPARATORS,
    AccountNumber,
    CitizenId,
    IdentityError,
    IdentityTypeError,
    account_fault,
    check_digit,
    citizen_id_fault,
    mask_digits,
    masked,
    person_key,
    plain_identity,
)
from ssoplan.payments.model import RegisterEntry

if TYPE_CHECKING:
    from collections.abc import Callable

# Made up: 1-2345-67890-12-1 is the number that explanations of the check digit use.
NUMBER = "1234567890121"
ACCOUNT = "1234567890"
LENGTHS = range(10, 16)

twelve = st.text("0123456789", min_size=12, max_size=12)
citizen_ids = twelve.map(lambda digits: f"{digits}{check_digit(digits)}")


@st.composite
def written(draw: st.DrawFn, numbers: st.SearchStrategy[str]) -> tuple[str, str]:
    """Return a number and one way to write it: Thai digits, hyphens and spaces."""
    number = draw(numbers)
    between = st.sampled_from(["", "", "-", " ", "\u200b", "\u00a0", "–", " - "])
    digits = to_thai_digits(number) if draw(st.booleans()) else number
    return number, "".join(draw(between) + digit for digit in digits)


class TestCitizenId:
    @pytest.mark.parametrize(
        "text",
        [
            NUMBER,
            "1-2345-67890-12-1",
            "1 2345 67890 12 1",
            "๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑",
            " 1234567890121\n",
            "1–2345–67890–12–1",
        ],
    )
    def test_it_is_read_as_people_write_it(self, text: str) -> None:
        """Thai digits, hyphens, dashes and spaces do not matter."""
        assert NUMBER == CitizenId(text).reveal()

    @given(written(citizen_ids))
    def test_any_number_with_its_check_digit_is_read(self, both: tuple[str, str]) -> None:
        """Whatever stands between the digits, the number is the same person."""
        number, text = both
        assert CitizenId(number) == CitizenId(text)
        assert citizen_id_fault(text) is None

    @given(citizen_ids, st.integers(0, 12), st.integers(1, 9))
    def test_one_wrong_digit_is_noticed(self, number: str, place: int, shift: int) -> None:
        """Changing one digit breaks the check digit, but for the pairs that the last digit of 10 and 11 hides."""
        wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
        # 11 − 0 and 11 − 10 both end in 1, 11 − 1 and 11 − 11 in 0: the formula cannot tell those remainders apart.
        if remainder(wrong) % 10 == remainder(number) % 10 and place != 12:
            assert citizen_id_fault(wrong) is None
        else:
            assert "check-digit" == citizen_id_fault(wrong)

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("", "characters"),
            (" - ", "characters"),
            ("12345678901x1", "characters"),
            ("١٢٣٤٥٦٧٨٩٠١٢١", "characters"),
            ("1234567890121.0", "characters"),
            ("+1234567890121", "characters"),
            ("สมชาย", "characters"),
            ("123456789012", "length"),
            ("12345678901210", "length"),
            ("1234567890122", "check-digit"),
            ("2134567890121", "check-digit"),
        ],
    )
    def test_what_is_no_citizen_id_is_refused(self, text: str, fault: str) -> None:
        """The first fault that holds is named, by the class and by the function alike."""
        assert fault == citizen_id_fault(text)
        with pytest.raises(IdentityError) as caught:
            CitizenId(text)
        assert fault == caught.value.reason

    @pytest.mark.parametrize("value", [1234567890121, 1234567890121.0, None, b"1234567890121", True])
    def test_only_text_is_taken(self, value: Any) -> None:
        """A number from a spreadsheet has lost its leading zeros; the error does not repeat it."""
        with pytest.raises(IdentityTypeError) as caught:
            CitizenId(value)
        assert "1234567890121" not in shown(caught.value)

    @pytest.mark.parametrize("text", ["", "12345678901", "1234567890121", "12345678901x", "๑๒๓๔๕๖๗๘๙๐๑๒"])
    def test_a_check_digit_belongs_to_twelve_digits(self, text: str) -> None:
        """Fewer, more or other signs have none."""
        with pytest.raises(IdentityError, match="the start of a citizen id"):
            check_digit(text)

    def test_it_shows_its_last_three_digits(self) -> None:
        """The masked number keeps its groups and three digits."""
        assert "x-xxxx-xxxxx-12-1" == CitizenId(NUMBER).masked


class TestAccountNumber:
    @pytest.mark.parametrize("text", [ACCOUNT, "123-4-56789-0", "๑๒๓-๔-๕๖๗๘๙-๐", "123 4 56789 0"])
    def test_it_is_read_as_people_write_it(self, text: str) -> None:
        """Thai digits, hyphens and spaces do not matter."""
        account = AccountNumber(text, lengths=LENGTHS)
        assert (ACCOUNT, 10, "xxxxxxx890") == (account.reveal(), len(account), account.masked)

    @pytest.mark.parametrize(("digits", "fault"), [(9, "length"), (10, None), (15, None), (16, "length")])
    def test_how_many_digits_are_well_formed_is_said_by_the_caller(
        self, digits: int, fault: str | None
    ) -> None:
        """The lengths asked for are inclusive at both ends."""
        assert fault == account_fault("1" * digits, lengths=LENGTHS)

    def test_without_lengths_any_number_of_digits_is_held(self) -> None:
        """A rule can judge what the constructor lets through."""
        assert 3 == len(AccountNumber("123"))

    @pytest.mark.parametrize("text", ["", "12345678x0", "123.4567890"])
    def test_other_characters_are_refused(self, text: str) -> None:
        """An account number is digits."""
        assert "characters" == account_fault(text)
        with pytest.raises(IdentityError):
            AccountNumber(text)


def remainder(number: str) -> int:
    """Return the weighted sum of the first twelve digits by 11."""
    return sum(int(digit) * weight for digit, weight in zip(number, range(13, 1, -1), strict=False)) % 11


def shown(error: BaseException) -> str:
    """Return everything that an error may print: texts, values, repr, traceback."""
    texts = [str(error), repr(error), "".join(traceback.format_exception(error)), repr(error.__dict__)]
    texts += [error.text("th")] if isinstance(error, IdentityError | IdentityTypeError) else []
    return "\n".join(texts)


PRINTED: list[Callable[[Any], str]] = [
    str,
    repr,
    format,
    lambda value: f"{value}{value!s}{value!r}{value:>40}",
    lambda value: "%s %r" % (value, value),  # noqa: UP031  # one of the ways to print
    "{0} {0!r} {0:>30}".format,
    lambda value: repr([{"a": (value,)}]),
    lambda value: json.dumps({"a": value}, default=str),
    lambda value: str(attrs.asdict(Holder(value))),
    lambda value: repr(Holder(value)),
    lambda value: str(cattrs.Converter().unstructure(Holder(value))),
    lambda value: logging.LogRecord("n", 20, "p", 1, "%s %r", (value, value), None).getMessage(),
    lambda value: str(ValueError(value)),
    lambda value: str(getattr(value, "__dict__", "")),
]


@attrs.frozen
class Holder:
    """Something that has a number as a field."""

    number: Any


class TestNeverShown:
    @pytest.mark.parametrize("print_it", PRINTED)
    @pytest.mark.parametrize("value", [CitizenId(NUMBER), AccountNumber(ACCOUNT)])
    def test_no_way_to_print_a_value_shows_it(self, value: Any, print_it: Callable[[Any], str]) -> None:
        """However it is printed, at most the last three digits appear."""
        text = print_it(value)
        assert value.reveal() not in text
        assert value.reveal()[:-3] not in plain_identity(text)

    @given(
        st.text("0123456789๐๑๒๓๔๕๖๗๘๙- x", min_size=8, max_size=20),
        st.sampled_from([CitizenId, AccountNumber]),
    )
    def test_no_error_shows_what_it_refuses(self, text: str, kind: type[CitizenId | AccountNumber]) -> None:
        """An error's texts, values and traceback hold no more than three digits of what was given."""
        try:
            kind(text, **({"lengths": range(0)} if kind is AccountNumber else {}))
        except IdentityError as error:
            found = error.values["found"]
            assert sum(sign.isdecimal() for sign in found) <= 3
            digits = "".join(filter(str.isdecimal, plain_identity(text)))
            assert len(digits) <= 6 or digits not in plain_identity(shown(error))

    def test_letters_of_a_name_in_the_wrong_column_are_hidden(self) -> None:
        """What stands where a number belongs may be a name: it is not repeated."""
        with pytest.raises(IdentityError) as caught:
            CitizenId("สมชาย ใจดี 081")
        assert "xxxxx xxxx xxx" == caught.value.values["found"]

    def test_a_long_text_is_cut(self) -> None:
        """An error stays one line, however long the cell was."""
        with pytest.raises(IdentityError) as caught:
            AccountNumber("1" * 5000, lengths=LENGTHS)
        assert 40 == len(caught.value.values["found"])


class TestValues:
    def test_equal_numbers_are_equal_and_hash_alike(self) -> None:
        """Equality is by number and kind."""
        assert {CitizenId(NUMBER)} == {CitizenId("1-2345-67890-12-1")}
        assert CitizenId(NUMBER) != CitizenId("0000000000001")
        assert CitizenId(NUMBER) != AccountNumber(NUMBER)
        assert CitizenId(NUMBER) != NUMBER

    @pytest.mark.parametrize("value", [CitizenId(NUMBER), AccountNumber(ACCOUNT)])
    def test_it_survives_pickling_and_copying(self, value: Any) -> None:
        """A worker process gets the same value."""
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            assert value == pickle.loads(pickle.dumps(value, protocol))  # noqa: S301  # our own bytes
        assert value == copy.deepcopy(value)

    @pytest.mark.parametrize("value", [CitizenId(NUMBER), AccountNumber(ACCOUNT)])
    def test_digits_that_were_checked_can_be_taken_as_they_are(self, value: Any) -> None:
        """The quick way gives the same value."""
        assert value == type(value).trusted(value.reveal())

    def test_it_is_frozen(self) -> None:
        """Nothing can be set or deleted, and the error does not show the number."""
        value = CitizenId(NUMBER)
        for change in (partial(setattr, value, "_digits", "0"), partial(delattr, value, "_digits")):
            with pytest.raises(AttributeError, match="frozen") as caught:
                change()
            assert NUMBER not in shown(caught.value)

    def test_the_key_is_a_fingerprint(self) -> None:
        """The key is the same for every way to write the number, and different for different persons."""
        assert person_key(NUMBER) == CitizenId("๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑").key
        assert 32 == len(person_key(NUMBER))
        assert person_key(NUMBER) != person_key("1234567890122")


class TestMasking:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("1234567890121", "xxxxxxxxxx121"),
            ("เลข ๑-๒๓๔๕-๖๗๘๙๐-๑๒-๒ ผิด", "เลข x-xxxx-xxxxx-๑๒-๒ ผิด"),
            ("1 2345 67890 12 1", "x xxxx xxxxx 12 1"),
            ("บัญชี 123-4-56789-0.", "บัญชี xxx-x-xxx89-0."),
            ("ID1234567890121;1234567890", "IDxxxxxxxxxx121;xxxxxxx890"),
            ("1\u200b2345\u200b67890\u200b12\u200b1", "x\u200bxxxx\u200bxxxxx\u200b12\u200b1"),
            ("١٢٣٤٥٦٧٨٩٠١٢١", "xxxxxxxxxx١٢١"),
            ("12345678901234567890", "xxxxxxxxxxxxxxxxx890"),
            ("1-2345-67890-12-1 1-2345-67890-12-1", "x-xxxx-xxxxx-xx-x x-xxxx-xxxxx-12-1"),
            ("เลข 1.2345.67890.12.1 ๑/๒๓๔๕/๖๗๘๙๐/๑๒/๑", "เลข x.xxxx.xxxxx.12.1 x/xxxx/xxxxx/๑๒/๑"),
            ("1_2345_67890_12_1, 1-2345.67890 12:1", "x_xxxx_xxxxx_12_1, x-xxxx.xxxxx 12:1"),
            ("บัญชี 123.4.56789.0 123/4/567890/1", "บัญชี xxx.x.xxx89.0 xxx/x/xxxx90/1"),
        ],
    )
    def test_numbers_of_persons_and_accounts_are_hidden(self, text: str, expected: str) -> None:
        """Valid or not, in Thai or Latin digits, with or without separators."""
        assert expected == masked(text)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "ปี 2566 จ่าย 1,300,000 บาท 100,000 ราย",
            "2023-01-31",
            "2023-01-01 – 2023-12-31",
            "C-2566-000123",
            "13 บาท × 1416 ราย = 18408 บาท",
            "02-956-2345",
            "31/12/2566 - 01/01/2567",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ],
    )
    def test_other_text_stays(self, text: str) -> None:
        """Years, sums, dates, ids of claims and digests stay readable."""
        assert text == masked(text)

    @given(st.text(max_size=15), written(citizen_ids), st.text(max_size=15))
    def test_no_citizen_id_survives_in_any_text(self, before: str, both: tuple[str, str], after: str) -> None:
        """Wherever a citizen id stands and however it is written, its first ten digits are gone."""
        number, text = both
        left = plain_identity(masked(f"{before}!{text}!{after}"))
        assert number not in left
        assert number[:10] not in left or number[:10] in plain_identity(before + after)

    @given(st.text())
    def test_masking_is_done_once(self, text: str) -> None:
        """What is masked stays as it is, and no text grows or shrinks."""
        once = masked(text)
        assert len(text) == len(once)
        assert once == masked(once)

    @pytest.mark.parametrize(
        ("cell", "expected"),
        [
            ("1-2345-67890-12", "x-xxxx-xxxx0-12"),
            ("12345", "xx345"),
            ("1234", "1234"),
            ("๑๒๓๔๕๖", "xxx๔๕๖"),
            (1234567890121, "xxxxxxxxxx121"),
            ("2566-13-45", "2566-13-45"),
            ("1.2345.67890.12.1", "x.xxxx.xxxxx.12.1"),
            (None, "None"),
        ],
    )
    def test_a_cell_hides_shorter_numbers_too(self, cell: object, expected: str) -> None:
        """A cell that an error quotes may hold a number that lost digits: five in a row are enough."""
        assert expected == mask_digits(cell)

    def test_the_separators_are_a_character_class_for_other_engines(self) -> None:
        """The class reads the same characters as plain_identity drops."""
        import re  # noqa: PLC0415  # only here

        everything = "".join(map(chr, range(0x10000)))
        dropped = set(everything) - set(plain_identity(everything))
        assert dropped - set("๐๑๒๓๔๕๖๗๘๙") == set(re.findall(SEPARATORS, everything))


def test_a_model_object_shows_no_number_in_its_error() -> None:
    """A number given as bare text is refused by its type alone: the error, in both languages, has none of its digits."""
    with pytest.raises(ModelTypeError) as caught:
        RegisterEntry(member_id="N1", account="1234567890")  # type: ignore[arg-type]  # on purpose
    for shown in (str(caught.value), caught.value.text("th"), repr(caught.value)):
        assert "567890" not in shown
    assert "AccountNumber" in str(caught.value)
