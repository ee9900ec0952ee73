"""Model folders: ``model.json`` and ``arrays.npz``, written and read without trust.

``model.json`` holds everything that is short, numbers to 12 significant digits;
``arrays.npz`` holds one half-precision table per n-gram family and the long
parameters, such as those of trees, and is mapped into memory, not copied. Its
SHA-256 in the JSON guards against damage, the format itself against code.

Raising ``FORMAT``: change ``FORMAT``, keep reading the older number or say in the
refusal how to retrain, and add a test with a folder of the old format.
"""

from __future__ import annotations

import hashlib
import io
import json
import mmap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detector.arrays import read_arrays
from detector.errors import ModelError
from detector.model import Dense, Model
from features.ngrams import Family
from features.registry import SCHEMA_VERSION
from features.weights import Halves

FORMAT = 1
MODELS = Path(__file__).resolve().parent.parent / "trained_models"
_DIGITS = 12
_SHORT = 1_000  # numbers of a parameter, up to which it stands in the JSON
_PARAMETER = "parameter_"
_FIELDS = {
    **dict.fromkeys(("task", "language", "version", "licence", "link"), str),
    **dict.fromkeys(("outputs", "features", "families"), list),
    **dict.fromkeys(("intercept", "slope", "offset"), list),
    **dict.fromkeys(("thresholds", "parameters", "facts"), dict),
}


def load(folder: Path) -> Model:
    """Read a model folder.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    Model

    Raises
    ------
    ModelError
        If the folder is missing or damaged, or of another format or feature schema;
        the message says what was found and what to do.
    """
    path = folder / "model.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(
            f"{path}: no such model; train it: {_retrain(folder)}"
        ) from None
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(
            f"{path}: cannot be read ({error}); {_restore(folder)}"
        ) from None
    if not isinstance(content, dict):
        raise ModelError(f"{path}: a JSON object expected; {_restore(folder)}")
    _check(content, path)
    arrays = _arrays(folder, content)
    try:
        return _model(content, arrays)
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            f"{path}: cannot be used ({error}); {_restore(folder)}"
        ) from None


def save(model: Model, folder: Path) -> None:
    """Write a model folder; the same model gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    packed = pack_arrays(model)
    content = {
        "format": FORMAT,
        "schema": SCHEMA_VERSION,
        "task": model.task,
        "language": model.language,
        "version": model.version,
        "licence": model.licence,
        "outputs": list(model.outputs),
        "link": model.link,
        "features": _feature_table(model.dense),
        "families": [
            {"name": f.name, "low": f.low, "high": f.high, "bits": f.bits}
            for f in model.families
        ],
        "intercept": model.intercept,
        "slope": model.slope,
        "offset": model.offset,
        "thresholds": model.thresholds,
        "parameters": _parameters(model, long=False),
        "facts": model.facts,
        "arrays_sha256": hashlib.sha256(packed).hexdigest(),
    }
    text = json.dumps(plain(content), indent=1, ensure_ascii=False)
    unfinished = folder / "arrays.npz.new"
    unfinished.write_bytes(packed)
    unfinished.replace(folder / "arrays.npz")  # the older one may be mapped
    (folder / "model.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def pack_arrays(model: Model) -> bytes:
    """Return the bytes of ``arrays.npz``, each table row by row, as it is read."""
    buffer = io.BytesIO()
    arrays: dict[str, NDArray[Any]] = {
        f"table_{index}": np.asarray(table).astype(np.float16, order="C")
        for index, table in enumerate(model.tables)
    }
    for name, numbers in _parameters(model, long=True).items():
        arrays[_PARAMETER + name] = np.array(plain(numbers), "<f8")
    np.savez(buffer, **arrays)  # type: ignore[arg-type]
    return buffer.getvalue()


def _parameters(model: Model, *, long: bool) -> dict[str, Any]:
    """Return the parameters that stand in the arrays, or those in the JSON."""
    items = model.parameters.items()
    return {name: numbers for name, numbers in items if (len(numbers) > _SHORT) == long}


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it, numbers to 12 significant digits."""
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (float, np.floating)):
        return float(f"{float(value):.{_DIGITS}g}") if np.isfinite(value) else None
    if isinstance(value, np.integer):
        return int(value)
    return value


def _check(content: dict[str, Any], path: Path) -> None:
    found = content.get("format")
    if found != FORMAT:
        raise ModelError(
            f"{path}: format {FORMAT} expected, found {found}; {_restore(path.parent)}"
        )
    schema = content.get("schema")
    if schema != SCHEMA_VERSION:
        raise ModelError(
            f"{path}: feature schema {SCHEMA_VERSION} expected, model has {schema}; "
            f"retrain: {_retrain(path.parent)}"
        )
    for name, kind in _FIELDS.items():
        if not isinstance(content.get(name), kind):
            raise ModelError(
                f"{path}: field {name!r} is missing or wrong; {_restore(path.parent)}"
            )


def _arrays(folder: Path, content: dict[str, Any]) -> Mapping[str, NDArray[Any]]:
    path = folder / "arrays.npz"
    try:
        packed = _mapped(path)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{path}: cannot be read ({error}); {_restore(folder)}"
        ) from None
    digest = hashlib.sha256(packed).hexdigest()
    if digest != content.get("arrays_sha256"):
        raise ModelError(
            f"{path}: SHA-256 {content.get('arrays_sha256')} expected, found {digest}; "
            f"{_restore(folder)}"
        )
    try:
        return read_arrays(packed)
    except ValueError as error:
        raise ModelError(
            f"{path}: not our arrays ({error}); {_restore(folder)}"
        ) from None


def _mapped(path: Path) -> memoryview:
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def _model(content: dict[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Model:
    table = content["features"]
    outputs = tuple(content["outputs"])
    dense = Dense(
        names=tuple(row["name"] for row in table),
        impute=_column(table, "impute"),
        mean=_column(table, "mean"),
        scale=_column(table, "scale"),
        weights=np.array([row["weights"] for row in table], float).reshape(
            len(table), len(outputs)
        ),
    )
    families = tuple(Family(**family) for family in content["families"])
    long = {
        name.removeprefix(_PARAMETER): numbers
        for name, numbers in arrays.items()
        if name.startswith(_PARAMETER)
    }
    return Model(
        task=content["task"],
        language=content["language"],
        version=content["version"],
        licence=content["licence"],
        outputs=outputs,
        link=content["link"],
        dense=dense,
        families=families,
        tables=_tables(arrays, families, len(outputs)),
        intercept=_of_outputs(content, "intercept"),
        slope=_of_outputs(content, "slope"),
        offset=_of_outputs(content, "offset"),
        thresholds=content["thresholds"],
        parameters={**content["parameters"], **long},
        facts=content["facts"],
    )


def _tables(
    arrays: Mapping[str, NDArray[Any]], families: Sequence[Family], outputs: int
) -> tuple[Halves, ...]:
    tables = tuple(
        Halves.of(arrays[f"table_{index}"].astype("<f2", copy=False))
        for index in range(len(families))
    )
    expected = [(1 << family.bits, outputs) for family in families]
    if [table.shape for table in tables] != expected:
        raise ValueError("arrays of another shape than its families say")
    return tables


def _of_outputs(content: dict[str, Any], name: str) -> NDArray[np.float64]:
    numbers = np.array(content[name], float)
    if numbers.shape != (len(content["outputs"]),):
        raise ValueError(f"{name}: one number for each output expected")
    return numbers


def _column(table: list[dict[str, Any]], name: str) -> NDArray[np.float64]:
    return np.array([row[name] for row in table], float)


def _feature_table(dense: Dense) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "impute": dense.impute[index],
            "mean": dense.mean[index],
            "scale": dense.scale[index],
            "weights": dense.weights[index],
        }
        for index, name in enumerate(dense.names)
    ]


def _retrain(folder: Path) -> str:
    return f"lesart train trained_models/{folder.name}"


def _restore(folder: Path) -> str:
    return f"reinstall Lesart, or retrain: {_retrain(folder)}"
