"""Write the page that ``--html`` names, and never over what was read."""

from collections.abc import Iterable
from pathlib import Path

from detector.errors import InputError


def refuse_input_as_page(page: str | None, files: Iterable[str]) -> None:
    """Refuse a page of the name of an input, before anything is written."""
    target = Path(page).resolve() if page is not None else None
    if any(Path(name).resolve() == target for name in files):
        raise InputError(f"{page}: is an input itself; name another page")


def write_page(content: str, page: str) -> None:
    """Write the page; a failure ends the command with its reason."""
    try:
        Path(page).write_text(content, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{page}: cannot be written: {error.strerror}") from None
