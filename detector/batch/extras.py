"""Libraries that come with an extra, or one clear line how to get them."""

from importlib import import_module
from typing import Any

from detector.errors import InputError


def load_extra(module: str, extra: str, what: str) -> Any:
    """Import a module of an extra.

    Parameters
    ----------
    module : str
        Its name, such as ``pyarrow.parquet``.
    extra : str
        The extra of the distribution that installs it.
    what : str
        What cannot be done without it.

    Raises
    ------
    InputError
        If it is not installed.
    """
    try:
        return import_module(module)
    except ImportError:
        library = module.partition(".")[0]
        raise InputError(
            f"{what} needs {library}; install it: pip install 'lesart[{extra}]'"
        ) from None
