"""What must be unique or secret."""

from bot.ids import UNMISTAKABLE, CountingIds, RandomIds


def test_no_letter_of_a_code_is_mistaken_for_another() -> None:
    assert not set("01OIL") & set(UNMISTAKABLE)
    assert len(set(UNMISTAKABLE)) == len(UNMISTAKABLE) == 31


def test_random_codes_have_their_length_and_alphabet_and_do_not_repeat() -> None:
    codes = {RandomIds().code(8) for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 8 and set(code) <= set(UNMISTAKABLE) for code in codes)
    assert {letter for code in codes for letter in code} == set(UNMISTAKABLE)


def test_counting_ids_never_repeat_and_come_out_the_same_again() -> None:
    first, second = CountingIds(), CountingIds()
    codes = [first.code(8) for _ in range(100)]
    assert len(set(codes)) == 100
    assert codes == [second.code(8) for _ in range(100)]
    assert first.uuid() == second.uuid() != first.uuid()
