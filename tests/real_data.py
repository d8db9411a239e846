"""Makes an instance of real files: this configuration, and links to ../shared/data."""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"
_INBOX = {
    "crimes": ("incidents/chicago/crimes_*.csv", "incidents/chicago/day_files/*.csv"),
    "sanitation": ("cleaning_311/chicago/*.csv",),
    "inspections": ("inspections/*.csv",),
    "rail_entries": ("flows/chicago_cta/*entries*.csv",),
    "stations": ("flows/chicago_cta/cta_L_stops_rls_2018.csv",),
    "bulls": ("events/chicago_sports/bulls*.xlsx",),
    "blackhawks": ("events/chicago_sports/bh*.xlsx",),
    "bears": ("events/chicago_sports/bears*.xlsx",),
}


def make_chicago(folder: Path) -> Path:
    """Write the Chicago instance into `folder` and link its inbox to the real files."""
    shutil.copytree(ROOT / "tests" / "instances" / "chicago", folder, dirs_exist_ok=True)
    areas = folder / "areas"
    areas.mkdir(exist_ok=True)
    _link(SHARED / "geo/chicago/chicago-boundaries.geojson", areas)
    for source, patterns in _INBOX.items():
        inbox = folder / "inbox" / source
        inbox.mkdir(parents=True, exist_ok=True)
        for pattern in patterns:
            for file in sorted(SHARED.glob(pattern)):
                _link(file, inbox)
    return folder


def _link(file: Path, folder: Path) -> None:
    target = folder / file.name
    if not target.is_symlink():
        target.symlink_to(file)


if __name__ == "__main__":
    make_chicago(Path(sys.argv[1]))
