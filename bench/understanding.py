"""How well, and how fast, free text is understood: the labelled utterances, field by field."""

from time import perf_counter, process_time

from bot.understanding import answer
from tests.utterances.score import FIELDS, Score, lines, score


def run() -> None:
    """Print precision and recall of each field, wrong amounts, and the pace of a thousand lines."""
    for name in ("dev.jsonl", "held_out.jsonl", "held_out_2.jsonl"):
        _show(name, score(lines(name)), len(lines(name)))
    thousand = (lines("dev.jsonl") * 3)[:1000]
    began = perf_counter()
    score(thousand)
    print(f"\n1,000 lines understood in {perf_counter() - began:.2f} s")
    _nasty()


def _nasty() -> None:
    """The slowest of texts made to be slow: 5,000 characters of what grammars stumble over."""
    worst, culprit = 0.0, ""
    for piece in PIECES:
        for other in ("", " ", "ๆ", "1", ",", "\n"):
            text = ((piece + other) * 5000)[:5000]
            began = process_time()
            answer({"text": text, "today": "2024-04-03", "projects": PROJECTS, "current": "5"})
            took = process_time() - began
            worst, culprit = max((worst, culprit), (took, repr(piece + other)))
    print(
        f"slowest of {len(PIECES) * 6} texts of 5,000 characters: {worst * 1000:.0f} ms ({culprit})"
    )


PIECES = (
    *("1", "๑", ",", ".", "-", "%", "/", "(", "|", "ไม่", "ยัง", "เสร็จ", "ใช้ไป ", "เหลือ ", "แสน"),
    *("ล้าน", "หมื่น", "โครงการ ", "RT ", "และ", "5/4/67 ", "23,25-26,29 มกราคม ", "ร้อยละ ", "บาท"),
    *("ปัญหา ", "เพิ่มอีก ", "\u200b", "\u202e", "😀", "ก", "่", "ใช้ 1 เหลือ 2 ", "โครงการ 5 ใช้ 100\n"),
)
PROJECTS = [
    {"code": str(n), "name": f"พัฒนาคุณภาพการศึกษา ระยะที่ {n}", "allocated_baht": 1000 * n}
    for n in range(1, 16)
]


def _show(name: str, found: Score, count: int) -> None:
    print(f"\n{name}: {count} utterances")
    print(f"{'field':<18}{'precision':>10}{'recall':>10}{'wanted':>8}")
    for key in FIELDS:
        row = f"{found.precision(key):>10.3f}{found.recall(key):>10.3f}{found.wanted[key]:>8}"
        print(f"{key:<18}{row}")
    print(f"wrong amounts one confirmation would store: {len(found.wrong_amounts)}")
