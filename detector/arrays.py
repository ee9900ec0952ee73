"""Arrays of an ``.npz``, as they lie in the file: no copy, no pickle, no ``zipfile``.

``numpy.load`` copies each array and checks it twice; of models that are read by
a few hundred places of a hash table, both cost more than the scores of an article.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

_HEADER = struct.Struct("<4s5H3L2H")  # of a member, as the ZIP format has it
_MEMBER = b"PK\3\4"
_DIRECTORY, _NOTHING = b"PK\1\2", b"PK\5\6"  # behind the members
_STORED, _DEFLATED = 0, 8
_SIZES_BEHIND = 1 << 3  # flag: the sizes are not in the header
_IN_EXTRA = 0xFFFFFFFF  # as a size: it is in the field for large members


def read_arrays(packed: memoryview) -> Mapping[str, NDArray[Any]]:
    """Return the arrays of an ``.npz`` by name.

    Parameters
    ----------
    packed : memoryview
        The file. Arrays that are not compressed are views of it, whose memory may
        be unaligned.

    Raises
    ------
    ValueError
        If it is no ``.npz`` as numpy writes it, or holds an array of objects.
    """
    try:
        return {name: _array(content) for name, content in _members(packed)}
    except (struct.error, zlib.error, IndexError, UnicodeError) as error:
        raise ValueError(f"no archive of arrays: {error}") from None


def _members(packed: memoryview) -> Iterator[tuple[str, memoryview]]:
    at = 0
    while bytes(packed[at : at + 4]) not in (_DIRECTORY, _NOTHING):
        sign, _, flags, how, *_, small, _, name_size, extra_size = _HEADER.unpack_from(
            packed, at
        )
        if sign != _MEMBER or flags & _SIZES_BEHIND or how not in (_STORED, _DEFLATED):
            raise ValueError("no archive as numpy writes it")
        at += _HEADER.size
        name = bytes(packed[at : at + name_size]).decode("utf-8")
        at += name_size
        size = small
        if small == _IN_EXTRA:  # number and length of the field, both sizes
            size = struct.unpack_from("<2H2Q", packed, at)[3]
        at += extra_size
        content = packed[at : at + size]
        if how == _DEFLATED:
            content = memoryview(zlib.decompress(content, -zlib.MAX_WBITS))
        yield name.removesuffix(".npy"), content
        at += size


def _array(content: memoryview) -> NDArray[Any]:
    head = io.BytesIO(content[: 1 << 12])
    version = np.lib.format.read_magic(head)
    if version == (1, 0):
        shape, by_column, dtype = np.lib.format.read_array_header_1_0(head)
    else:
        shape, by_column, dtype = np.lib.format.read_array_header_2_0(head)
    if dtype.hasobject:
        raise ValueError("an array of objects, which allow_pickle=False refuses")
    flat = np.frombuffer(content, dtype, int(np.prod(shape)), offset=head.tell())
    return flat.reshape(shape, order="F" if by_column else "C")
