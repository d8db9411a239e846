"""A zipped shapefile, the way it is usually sent: one layer's files, put where GIS can read them.

Nothing but the files of that layer is unpacked, each under a name of ours: a member's own path is
never followed.
"""

import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from data_pipeline.errors import FileRefusedError
from data_pipeline.limits import refuse_inflated
from data_pipeline.opening import unreadable

_SHAPES = ".shp"
_PARTS = {_SHAPES, ".shx", ".dbf", ".prj", ".cpg"}
_FAULTS = (EOFError, NotImplementedError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error)
_LAYERS_NAMED = 8
Layers = dict[str, dict[str, zipfile.ZipInfo]]


def is_packed(path: Path) -> bool:
    """Say whether a GIS file is a zip."""
    return path.suffix.lower() == ".zip"


@contextmanager
def unpacked_layer(path: Path, layer: str | None = None) -> Iterator[Path]:
    """Give the shapefile of one layer of a zip, for as long as it is read.

    Raises:
        FileRefusedError: damaged, locked or made to do harm; no shapefile in it; several, and
            `layer` names none of them.
    """
    with TemporaryDirectory(prefix="platsbild-") as folder:
        yield _unpacked(path, layer, Path(folder))


def _unpacked(path: Path, layer: str | None, folder: Path) -> Path:
    try:
        with zipfile.ZipFile(path) as archive:
            refuse_inflated(path, archive)
            parts = _chosen(path, _layers(archive), layer)
            for suffix, member in parts.items():
                with archive.open(member) as packed, (folder / f"layer{suffix}").open("wb") as file:
                    shutil.copyfileobj(packed, file)
    except _FAULTS as error:
        raise unreadable("gis") from error
    return folder / f"layer{_SHAPES}"


def _layers(archive: zipfile.ZipFile) -> Layers:
    """Return the parts of each layer by their suffix; what a Mac adds of its own is none."""
    found: Layers = {}
    for member in archive.infolist():
        path = PurePosixPath(member.filename.replace("\\", "/"))
        suffix = path.suffix.lower()
        if suffix in _PARTS and path.name[0] != "." and "__MACOSX" not in path.parts:
            found.setdefault(str(path.with_suffix("")), {}).setdefault(suffix, member)
    layers = {name: parts for name, parts in found.items() if _SHAPES in parts}
    if not layers:
        raise unreadable("gis", "no_shapefile")
    names = [PurePosixPath(name).name for name in layers]
    if len(set(names)) < len(names):
        return layers
    return dict(zip(names, layers.values(), strict=True))


def _chosen(path: Path, layers: Layers, layer: str | None) -> dict[str, zipfile.ZipInfo]:
    if layer is None and len(layers) == 1:
        return next(iter(layers.values()))
    if layer not in layers:
        named = ", ".join(list(layers)[:_LAYERS_NAMED])
        raise FileRefusedError("land.which_layer", file=path.name, layers=named)
    return layers[layer]
