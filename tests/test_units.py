"""Units: vocabulary, algebra, labels."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan.units import DIMENSIONLESS, THAI_UNIT_WORDS, VOCABULARY, Unit, UnitError, units_of_label

WORDS = st.sampled_from(sorted(VOCABULARY))


@st.composite
def units(draw: st.DrawFn) -> Unit:
    """Draw a product of up to four words with exponents of either sign."""
    unit = DIMENSIONLESS
    for word in draw(st.lists(WORDS, max_size=4)):
        unit = unit * Unit.parse(word) if draw(st.booleans()) else unit / Unit.parse(word)
    return unit


class TestAlgebra:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("THB/person", "THB/person"),
            ("1", "1"),
            ("1/month", "1/month"),
            ("person*THB/person", "THB"),
            ("THB/person/time", "THB/person/time"),
            ("THB * person", "THB*person"),
        ],
    )
    def test_reads_and_prints_canonically(self, text: str, expected: str) -> None:
        """A unit prints in one canonical form, whatever order it was written in."""
        assert expected == str(Unit.parse(text))

    @given(units())
    @settings(max_examples=200)
    def test_str_and_repr_round_trip(self, unit: Unit) -> None:
        """What a unit prints is read back as the same unit."""
        assert unit == Unit.parse(str(unit))
        assert unit == pickle.loads(pickle.dumps(unit))  # noqa: S301 - made here

    @given(units(), units(), units())
    @settings(max_examples=200)
    def test_multiplication_is_a_commutative_group(self, a: Unit, b: Unit, c: Unit) -> None:
        """Products commute and associate, and division undoes them, with equal hashes."""
        assert a * b == b * a
        assert (a * b) * c == a * (b * c)
        assert a * b / b == a
        assert (a / a).dimensionless
        assert hash(a * b) == hash(b * a)

    def test_allowance_of_a_mobile_unit_comes_out_in_baht(self) -> None:
        """120 baht per person and time x 3 persons x 4 times a month x 12 months is money."""
        rate, persons, times, months = map(Unit.parse, ("THB/person/time", "person", "time/month", "month"))
        assert Unit.parse("THB") == rate * persons * times * months

    def test_baht_do_not_fit_days(self) -> None:
        """Values in different units may not be added or compared."""
        assert not Unit.parse("THB").fits(Unit.parse("day"))
        assert Unit.parse("THB").fits(Unit.parse("THB"))
        assert not Unit.parse("percent").fits(DIMENSIONLESS)

    def test_a_percentage_point_fits_a_percent(self) -> None:
        """The difference of two percents is compared with a tolerance in percentage points."""
        assert Unit.parse("percent").fits(Unit.parse("percentage_point"))
        assert Unit.parse("percent") != Unit.parse("percentage_point")

    def test_a_unit_times_a_number_is_refused(self) -> None:
        """A unit multiplies units only."""
        with pytest.raises(TypeError):
            Unit.parse("THB") * 3  # type: ignore[operator]  # the refusal is the point
        with pytest.raises(TypeError):
            Unit.parse("THB") / 3  # type: ignore[operator]  # the refusal is the point


class TestErrors:
    def test_an_unknown_word_gets_a_suggestion(self) -> None:
        """A typo is refused with the nearest word of the vocabulary, in both languages."""
        with pytest.raises(UnitError) as caught:
            Unit.parse("THB/persn")
        assert "did you mean 'person'?" in str(caught.value)
        assert "หมายถึง 'person' หรือไม่" in caught.value.text("th")

    def test_a_word_like_no_other_gets_the_whole_list(self) -> None:
        """Where nothing is near, the vocabulary is listed."""
        with pytest.raises(UnitError, match="choose one of THB, award"):
            Unit.parse("zzzzzz")

    @pytest.mark.parametrize("text", ["", "/", "THB/", "*THB", "THB//person"])
    def test_malformed_text_is_refused(self, text: str) -> None:
        """An empty word between the signs is an error, not a bare number."""
        with pytest.raises(UnitError, match="joined by"):
            Unit.parse(text)


class TestLabels:
    @pytest.mark.parametrize(
        ("unit", "en", "th"),
        [
            ("THB/person", "baht per person", "บาท/คน"),
            ("time/month", "time per month", "ครั้ง/เดือน"),
            ("percent", "percent", "ร้อยละ"),
            ("1", "", ""),
        ],
    )
    def test_labels_in_two_languages(self, unit: str, en: str, th: str) -> None:
        """Units are read out as documents write them."""
        assert (en, th) == (Unit.parse(unit).label("en"), Unit.parse(unit).label("th"))

    def test_english_has_plurals(self) -> None:
        """The counted word takes the plural, what it is divided by does not."""
        assert Unit.parse("batch/year").label("en", plural=True) == "batches per year"

    @pytest.mark.parametrize(
        ("label", "expected"),
        [
            ("คน", ["person"]),
            ("ราย", ["person"]),
            ("แห่ง", ["place"]),
            ("ร้อยละ", ["percent"]),
            ("เท่า/ปี", ["multiple/year"]),
            ("ครั้ง/คน/แห่ง", ["time", "person", "place"]),
            ("รุ่น/คน/บาท", ["batch", "person", "THB"]),
        ],
    )
    def test_unit_columns_of_the_documents(self, label: str, expected: list[str]) -> None:
        """A composite column heads several values side by side; เท่า/ปี is one quotient."""
        assert expected == [str(unit) for unit in units_of_label(label)]

    def test_every_unit_word_of_the_plans_is_known(self) -> None:
        """The unit columns of the published plans use no word that is missing here."""
        words = (
            "คน ราย ครั้ง แห่ง รุ่น เรื่อง ระดับ ร้อยละ รายการ แฟ้ม เล่ม ช่องทาง ระบบ งาน โปรแกรม รางวัล เท่า/ปี โดส สาย บาท"
        )
        assert [word for word in words.split() if word not in THAI_UNIT_WORDS] == []

    def test_every_unit_word_of_cost_lines_is_known(self) -> None:
        """Training, travel and procurement are counted in these words; each is read in Thai and named in English."""
        words = (
            "มื้อ ชั่วโมง ชม. คืน ห้อง ชุด เล่ม ฉบับ แผ่น หน้า คัน เที่ยว กิโลเมตร กม. ลิตร ป้าย ผืน ชิ้น ใบ ตัว อัน เครื่อง หลัง "
            "กล่อง ห่อ แพ็ค ขวด ม้วน รีม คู่ บูธ สัปดาห์ งวด สัญญา กลุ่ม คณะ ทีม ท่าน หลักสูตร โรงเรียน ตำบล อำเภอ จังหวัด โครงการ"
        )
        unread = [word for word in words.split() if word not in THAI_UNIT_WORDS]
        assert [] == unread
        assert all(THAI_UNIT_WORDS[word].label("en").isascii() for word in words.split())

    def test_no_word_stands_for_two_units(self) -> None:
        """No two words of the vocabulary are written alike, in Thai, in English or by their names."""
        written = [{name, word.th, word.en, word.plural} for name, word in VOCABULARY.items()]
        assert sum(map(len, written)) == len(set().union(*written))

    def test_an_unknown_label_is_refused(self) -> None:
        """A word that no document uses is an error that names it."""
        with pytest.raises(UnitError, match="'กระสอบ'"):
            units_of_label("คน/กระสอบ")
