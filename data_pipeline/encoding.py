"""Which encoding a sender used: byte order mark, else strict UTF-8, else Windows-1252."""

import codecs
from dataclasses import dataclass
from pathlib import Path

_BLOCK = 1 << 20
_GARBLED = ("Ã¥", "Ã¤", "Ã¶", "Ã…", "Ã„", "Ã–")


@dataclass(frozen=True)
class Encoding:
    """The codec, and the name a person knows it by."""

    codec: str
    name: str


UTF8 = Encoding("utf-8-sig", "UTF-8")
UTF16 = Encoding("utf-16", "UTF-16")
# Not the same object as UTF8: the cut file is rewritten before it is read.
CUT_UTF8 = Encoding("utf-8-sig", "UTF-8")
WINDOWS = Encoding("cp1252", "Windows-1252")


def detect_encoding(path: Path) -> Encoding:
    """Return how the file's text is written."""
    with path.open("rb") as file:
        start = file.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return UTF16
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")("strict")
        holds_letters = False
        try:
            while block := file.read(_BLOCK):
                holds_letters |= not decoder.decode(block).isascii()
        except UnicodeDecodeError:
            return WINDOWS
        cut_short, _ = decoder.getstate()
    if cut_short:
        # Half a letter at the end: of UTF-8 if there were whole ones, else one of Windows.
        return CUT_UTF8 if holds_letters else WINDOWS
    return UTF8


def transcode(path: Path, encoding: Encoding, target: Path) -> None:
    """Write the file as UTF-8; bytes that Windows-1252 lacks become the replacement character."""
    with (
        path.open(encoding=encoding.codec, errors="replace", newline="") as source,
        target.open("w", encoding="utf-8", newline="") as copy,
    ):
        while block := source.read(_BLOCK):
            copy.write(block)


def looks_garbled(text: str) -> bool:
    """Say whether UTF-8 was once read as Windows-1252 and saved again."""
    return any(mark in text for mark in _GARBLED)
