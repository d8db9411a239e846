"""Makes instances of real files: their configuration, and links to ../shared/data."""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"
_CHICAGO: dict[str, tuple[str, ...]] = {
    "crimes": ("incidents/chicago/crimes_*.csv", "incidents/chicago/day_files/*.csv"),
    "sanitation": ("cleaning_311/chicago/*.csv",),
    "inspections": ("inspections/*.csv",),
    "rail_entries": ("flows/chicago_cta/*entries*.csv",),
    "stations": ("flows/chicago_cta/cta_L_stops_rls_2018.csv",),
    "bulls": ("events/chicago_sports/bulls*.xlsx",),
    "blackhawks": ("events/chicago_sports/bh*.xlsx",),
    "bears": ("events/chicago_sports/bears*.xlsx",),
}
_WORLD: dict[str, tuple[str, ...]] = {
    "footfall": ("flows/leeds/footfall_*.csv",),
    "cameras": ("flows/leeds/camera_locs.csv",),
    "street_crime": ("incidents/police_uk/*/*.csv",),
    "notices": ("incidents/polisen_se/polisen_events_*.json",),
    "notices_live": ("incidents/polisen_se/snapshots/*.json",),
    "requests": ("cleaning_311/chicago_open311/*.json",),
    "calendars": ("events/ics/*.ics",),
    "matches": ("events/sweden/*.csv",),
    "raleigh": ("surveys/Ral18_Survey.csv",),
    "raleigh_by_heading": ("surveys/Ral18_Survey.csv",),
    "somerville": ("surveys/Somerville*.csv",),
    "scb": ("ugly/scb*.csv",),
    "smhi": ("ugly/smhi*.csv",),
    "betyg": ("ugly/skolverket_betyg_ak6_samtliga*.csv",),
    "personal": ("ugly/skolverket_personal*.csv",),
    "betyg_kon": ("ugly/skolverket_betyg*.xlsx",),
    "neighbourhoods": ("ugly/*.geojson",),
    "art": ("geo/sweden/malmo_Offentlig_konst.geoJSON",),
    "stops": ("geo/sweden/nvdb_goteborg_centrum.gpkg",),
}
_AREAS: dict[str, tuple[str, ...]] = {
    "chicago": ("geo/chicago/chicago-boundaries.geojson",),
    "world": ("geo/sweden/landuse_testdata.*", "geo/sweden/swedish_municipalities.geojson"),
}
_INBOX: dict[str, dict[str, tuple[str, ...]]] = {"chicago": _CHICAGO, "world": _WORLD}


def make_chicago(folder: Path) -> Path:
    """Write the Chicago instance into `folder` and link its inbox to the real files."""
    return make("chicago", folder)


def make(name: str, folder: Path) -> Path:
    """Write one instance of `tests/instances` into `folder` and link it to the real files."""
    shutil.copytree(ROOT / "tests" / "instances" / name, folder, dirs_exist_ok=True)
    wanted = {folder / "inbox" / source: found for source, found in _INBOX[name].items()}
    wanted[folder / "areas"] = _AREAS[name]
    for target, patterns in wanted.items():
        target.mkdir(parents=True, exist_ok=True)
        for pattern in patterns:
            for file in sorted(SHARED.glob(pattern)):
                _link(file, target)
    return folder


def inbox_patterns(name: str) -> dict[str, tuple[str, ...]]:
    """Return which real files each source of an instance takes."""
    return _INBOX[name]


def _link(file: Path, folder: Path) -> None:
    target = folder / file.name
    if not target.is_symlink():
        target.symlink_to(file)


if __name__ == "__main__":
    make((sys.argv[2:] or ["chicago"])[0], Path(sys.argv[1]))
