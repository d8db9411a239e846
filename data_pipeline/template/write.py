"""Copy packaged facts into a new folder, and never over something that is there."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from data_pipeline.errors import FolderNotEmptyError


def write_template(folder: Path) -> None:
    """Write the commented instance into an empty folder, with an inbox for each source.

    Raises:
        FolderNotEmptyError: the folder already holds something.
    """
    claim_folder(folder)
    copy_tree(files("data_pipeline.template").joinpath("files"), folder)
    for contract in (folder / "sources").glob("*.yaml"):
        (folder / "inbox" / contract.stem).mkdir(parents=True)


def claim_folder(folder: Path) -> None:
    """Make the folder, or take it as it is if it is empty.

    Raises:
        FolderNotEmptyError: it already holds something, or it is a file.
    """
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise FolderNotEmptyError("template.not_empty", folder=folder)
    folder.mkdir(parents=True, exist_ok=True)


def copy_tree(source: Traversable, target: Path) -> None:
    """Copy a packaged folder, file by file."""
    target.mkdir(parents=True, exist_ok=True)
    for entry in sorted(source.iterdir(), key=lambda found: found.name):
        if entry.is_dir():
            copy_tree(entry, target / entry.name)
        else:
            (target / entry.name).write_bytes(entry.read_bytes())
