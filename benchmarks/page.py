"""What a run leaves: tables as Markdown and LaTeX, figures, one HTML page of all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment

from benchmarks.figures import draw_all
from benchmarks.tables import Table, tables, to_latex, to_markdown
from detector.errors import CorpusError

_MARK = "<!-- benchmark: {} -->"
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lesart benchmark</title>
<style>
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 78rem;
       padding: 0 1rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
th, td { padding: .25rem .6rem; border-bottom: 1px solid #8884; text-align: right; }
th:first-child, td:first-child { text-align: left; }
th { vertical-align: bottom; }
figure { display: inline-block; margin: .5rem 1rem .5rem 0; background: #fff; }
figure svg { max-width: 100%; height: auto; }
nav a { margin-right: .8rem; }
.note { color: #666; }
</style></head><body>
<h1>Lesart benchmark</h1>
<p>Lesart {{ run.lesart }}, feature schema {{ run.schema }}, seed {{ run.seed }},
{{ run.draws }} bootstrap draws over groups (95 % intervals);
Python {{ run.python }} on {{ run.machine }};
{% for name, number in run.libraries.items() %}{{ name }} {{ number }}{{ ", " if not
loop.last }}{% endfor %}.</p>
<nav>{% for table in tables %}<a href="#t{{ loop.index }}">{{ table.title }}</a>
{% endfor %}</nav>
<h2>Corpora</h2>
<div class="scroll"><table><thead><tr><th>corpus</th><th>task</th><th>version</th>
<th>n</th><th>groups</th><th>SHA-256</th><th>licence</th><th>source</th></tr></thead>
<tbody>{% for c in corpora %}<tr><td>{{ c.name }}</td><td>{{ c.task }}</td>
<td>{{ c.version }}</td><td>{{ c.n }}</td><td>{{ c.groups }}</td>
<td><code>{{ c.sha256[:12] }}</code></td><td>{{ c.licence }}</td>
<td>{{ c.citation }}</td></tr>{% endfor %}</tbody></table></div>
{% if skipped %}<h2>Not measured</h2><ul>{% for s in skipped %}
<li>{{ s.what }}: {{ s.why }}</li>{% endfor %}</ul>{% endif %}
{% for table in tables %}<h2 id="t{{ loop.index }}">{{ table.title }}</h2>
<div class="scroll"><table><thead><tr>{% for name in table.header %}<th>{{ name }}</th>
{% endfor %}</tr></thead><tbody>{% for row in table.rows %}<tr>{% for text in row %}
<td>{{ text }}</td>{% endfor %}</tr>{% endfor %}</tbody></table></div>
{% for note in table.notes %}<p class="note">{{ note }}</p>{% endfor %}{% endfor %}
<h2>Figures</h2>
{% for figure in figures %}<figure>{{ figure | safe }}</figure>{% endfor %}
</body></html>
"""


def write_outputs(results: Mapping[str, Any], folder: Path) -> list[Path]:
    """Write tables, figures and the page of a run; return what was written."""
    made = tables(results)
    markdown = folder / "tables.md"
    markdown.write_text(
        "# Benchmark tables\n\n" + "\n".join(to_markdown(table) for table in made),
        encoding="utf-8",
    )
    latex = folder / "tables.tex"
    latex.write_text("\n".join(map(to_latex, made)), encoding="utf-8")
    drawn = draw_all(results, folder)
    page = folder / "index.html"
    page.write_text(_page(results, made, drawn), encoding="utf-8")
    return [page, markdown, latex, *drawn]


def fill_marks(path: Path, made: Sequence[Table]) -> list[str]:
    """Replace the tables between marks of a Markdown file; return their titles.

    A table stands between ``<!-- benchmark: TITLE -->`` and
    ``<!-- benchmark: end -->``.
    """
    text = path.read_text(encoding="utf-8")
    by_title = {table.title: table for table in made}
    pattern = re.compile(
        r"<!-- benchmark: (?!end -->)(.+?) -->\n.*?<!-- benchmark: end -->", re.DOTALL
    )
    filled: list[str] = []

    def replaced(match: re.Match[str]) -> str:
        title = match.group(1)
        if title not in by_title:
            raise CorpusError(f"{path}: no table {title!r} in the results")
        filled.append(title)
        body = to_markdown(by_title[title]).partition("\n\n")[2]
        return f"{_MARK.format(title)}\n{body}{_MARK.format('end')}"

    path.write_text(pattern.sub(replaced, text), encoding="utf-8")
    return filled


def _page(
    results: Mapping[str, Any], made: Sequence[Table], drawn: Sequence[Path]
) -> str:
    environment = Environment(autoescape=True)
    graphics = [_embedded(path.read_text(encoding="utf-8")) for path in drawn]
    return environment.from_string(_PAGE).render(
        run=results["run"],
        corpora=results["corpora"],
        skipped=results["skipped"],
        tables=made,
        figures=graphics,
    )


def _embedded(svg: str) -> str:
    """Return an SVG without what may only stand at the head of a file."""
    return svg[svg.index("<svg") :]
