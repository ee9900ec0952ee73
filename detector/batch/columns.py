"""Which columns of a table hold the fields of an article. Imports the errors."""

from collections.abc import Sequence

from detector.batch.records import FIELDS, Columns, Reading
from detector.errors import InputError
from detector.render.safe import shortened

_COLUMNS_NAMED = 200  # characters of a refusal


def chosen_columns(header: Sequence[str], reading: Reading) -> Columns:
    """Return pairs of a field and the column that holds it.

    A table without a column for ``id`` numbers its rows; without ``text`` or ``html``
    it is of no use, and a column that was asked for by name has to be there.

    Raises
    ------
    InputError
        If a column is missing, or a name that is used stands there twice.
    """
    asked = dict(reading.columns)
    wanted = {field: asked.get(field, field) for field in FIELDS}
    for field, column in wanted.items():
        needed = field == "text" and wanted["html"] not in header
        if column not in header and (field in asked or needed):
            raise InputError(_missing(field, column, header, reading.name))
        if header.count(column) > 1:
            raise InputError(f'{reading.name}: column "{column}" is there twice')
    return tuple((f, column) for f, column in wanted.items() if column in header)


def _missing(field: str, column: str, header: Sequence[str], name: str) -> str:
    found = shortened(", ".join(header), _COLUMNS_NAMED) or "none"
    return f'{name}: column "{column}" is missing; found: {found}; name it: --{field}'
