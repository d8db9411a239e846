"""Files damaged by chance: signs changed, cut, doubled and put in, also inside workbooks."""

import io
import random
import zipfile

_PUT_IN = (
    b"", b"\0", b"\r", b"\r\n", b"\xff\xfe", b"\xe5", b"<", b"&", b'"', b";", b"{", b"]", b"null",
    b"-1", b"9" * 40, b"1e999", b"NaN", b"0000", b"RRULE:FREQ=DAILY\r\n", b"END:VEVENT\r\n",
)  # fmt: skip
_TIMES = (1, 1, 2, 5, 20)
_LENGTHS = (1, 3, 20, 200)


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return a file's bytes, damaged at a few places."""
    made = bytearray(content)
    for _ in range(chance.choice(_TIMES)):
        if not made:
            break
        at, length = chance.randrange(len(made)), chance.choice(_LENGTHS)
        match chance.randrange(6):
            case 0:
                made[at] = chance.randrange(256)
            case 1:
                del made[at : at + length]
            case 2:
                made[at:at] = chance.choice(_PUT_IN)
            case 3:
                made[at : at + length] = chance.choice(_PUT_IN)
            case 4:
                made[at:at] = made[at : at + length]
            case _:
                del made[at:]
    return bytes(made)


def damaged_inside(content: bytes, chance: random.Random) -> bytes:
    """Return a packed file of which one part is damaged or gone, or the whole file is damaged."""
    with zipfile.ZipFile(io.BytesIO(content)) as sound:
        parts = {name: sound.read(name) for name in sound.namelist()}
    victim = chance.choice([*parts, ""])
    if not victim:
        return damaged(content, chance)
    parts[victim] = damaged(parts[victim], chance)
    if chance.random() < 0.1:
        del parts[victim]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return made.getvalue()
