"""The visible lines of a page."""

import pytest

from benchmarks.html_text import visible_lines


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>Eins <b>zwei</b></p><p>Drei</p>", ["Eins zwei", "Drei"]),
        ("<div>Eins<br>Zwei</div>", ["Eins", "Zwei"]),
        ("<script>var a</script><p>A &amp; B</p>", ["A & B"]),
        ("<head><title>T</title></head><body>Text", ["Text"]),
        ("<ul><li>a</li><li> </li></ul>", ["a"]),
        ("", []),
    ],
)
def test_blocks_end_lines_and_scripts_are_left_out(html, lines):
    assert visible_lines(html) == lines
