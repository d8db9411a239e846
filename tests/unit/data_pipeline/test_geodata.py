"""Areas and points in any format and coordinate system end in degrees, or are refused."""

import json
import zipfile
from pathlib import Path

import numpy as np
import pyogrio
import pyproj
import pytest
import shapely

from config.words import message
from data_pipeline.errors import FileRefusedError
from data_pipeline.geodata import read_features
from tests.tiny import FAULTS, INSIDE, SQUARE, crime, crimes, tiny


def _write(path: Path, crs: str, *, layer: str = "torg") -> Path:
    """Write the square in a coordinate system."""
    polygon = shapely.Polygon(SQUARE)
    way = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    polygon = shapely.transform(polygon, lambda p: np.column_stack(way.transform(*p.T)))
    pyogrio.raw.write(
        path, shapely.to_wkb(np.array([polygon])), [np.array(["torget"], dtype=object)],
        ["area"], geometry_type="Polygon", crs=crs, layer=layer, append=path.exists(),
    )  # fmt: skip
    return path


@pytest.mark.parametrize("crs", ["EPSG:3006", "EPSG:3008", "EPSG:3857", "EPSG:4326"])
@pytest.mark.parametrize("suffix", [".gpkg", ".shp"])
def test_an_area_in_any_system_becomes_degrees(tmp_path: Path, crs: str, suffix: str) -> None:
    (feature,) = read_features(_write(tmp_path / f"a{suffix}", crs))
    found = shapely.geometry.shape(feature["geometry"])
    assert feature["properties"]["area"] == "torget"
    assert found.symmetric_difference(shapely.Polygon(SQUARE)).area < 1e-9


def test_a_geojson_that_names_its_system_is_moved(tmp_path: Path) -> None:
    way = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:3008", always_xy=True)
    x, y = way.transform(15.3, 60.1)
    feature = {"type": "Feature", "properties": {},
               "geometry": {"type": "MultiPoint", "coordinates": [[x, y, 0.0]]}}  # fmt: skip
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3008"}}
    content = {"type": "FeatureCollection", "crs": crs, "features": [feature]}
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps(content))
    (found,) = read_features(path)
    assert found["geometry"]["coordinates"][0] == pytest.approx((15.3, 60.1))


def test_a_file_without_a_system_needs_to_be_told(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.shp", "EPSG:4326")
    path.with_suffix(".prj").unlink()
    with pytest.raises(FileRefusedError, match="koordinatsystem saknas"):
        read_features(path)
    assert len(read_features(path, crs="EPSG:4326")) == 1


def test_a_package_of_layers_asks_which(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.gpkg", "EPSG:3006")
    _write(path, "EPSG:3006", layer="park")
    with pytest.raises(FileRefusedError, match="torg, park"):
        read_features(path)
    assert len(read_features(path, "park")) == 1


@pytest.mark.parametrize(("offset", "ending"), [(0, ""), (100, "Z")])
def test_a_time_of_a_layer_keeps_its_offset_and_an_empty_one_is_nothing(
    tmp_path: Path, offset: int, ending: str
) -> None:
    times = [np.array([text], dtype="datetime64[ms]") for text in ("2025-07-01T12:00:00", "NaT")]
    # The code of the library: 0 no zone, 100 UTC.
    zones = {"seen": np.array([offset])}
    pyogrio.raw.write(
        tmp_path / "a.gpkg", shapely.to_wkb(np.array([shapely.Point(15, 60)])), times,
        ["seen", "closed"], geometry_type="Point", crs="EPSG:4326", gdal_tz_offsets=zones,
    )  # fmt: skip
    (feature,) = read_features(tmp_path / "a.gpkg")
    assert feature["properties"] == {"seen": f"2025-07-01T12:00:00{ending}", "closed": None}


@pytest.mark.parametrize("text", ['{"meta": {}, "data": []}', "not json", "[]"])
def test_a_false_geojson_is_refused_with_words(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(text)
    with pytest.raises(FileRefusedError, match="går inte att läsa som GeoJSON"):
        read_features(path)


def test_a_site_may_have_its_outline_in_a_package(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    _write(tmp_path / "areas/stad.gpkg", "EPSG:3006")
    made.fact("sites/torget.yaml", {
        "name": {"sv": "Torget", "en": "The Square"},
        "outline": {"file": "areas/stad.gpkg#torg", "where": {"area": "torget"}},
    })  # fmt: skip
    made.drop("polis", "a.csv", crimes(crime("1", Long=INSIDE[0], Lat=INSIDE[1])))
    made.build()
    assert made.count() == 1


def _zipped(path: Path, *folders: str, layers: tuple[str, ...] = ("torg",)) -> Path:
    """Zip shapefiles of the square, below odd folders, with what a Mac adds."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for layer, folder in zip(layers, folders or [""] * len(layers), strict=True):
            made = _write(path.parent / f"{layer}.shp", "EPSG:3006", layer=layer)
            for part in sorted(made.parent.glob(f"{layer}.*")):
                if part.suffix in {".shp", ".shx", ".dbf", ".prj", ".cpg"}:
                    archive.write(part, f"{folder}{layer}{part.suffix.upper()}")
                    archive.writestr(f"__MACOSX/{folder}._{part.name}", b"x")
                    part.unlink()
        archive.writestr("../../las_mig.txt", "hej")
    return path


@pytest.mark.parametrize("folder", ["", "leverans/2026/", "../../", "/etc/", "..\\..\\", "C:\\"])
def test_a_zipped_shapefile_is_read_and_no_path_of_it_is_followed(
    tmp_path: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpacked = tmp_path / "a" / "b" / "c"
    unpacked.mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", str(unpacked))
    (feature,) = read_features(_zipped(tmp_path / "a.zip", folder))
    found = shapely.geometry.shape(feature["geometry"])
    assert found.symmetric_difference(shapely.Polygon(SQUARE)).area < 1e-9
    left = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    assert left == [Path("a.zip")]


@pytest.mark.parametrize("folders", [("", ""), ("norr/", "soder/")])
def test_several_layers_of_a_zip_ask_which(tmp_path: Path, folders: tuple[str, str]) -> None:
    path = _zipped(tmp_path / "a.zip", *folders, layers=("torg", "park"))
    for layer in (None, "gata"):
        with pytest.raises(FileRefusedError, match="flera lager: torg, park") as refused:
            read_features(path, layer)
        assert "a.zip#" in refused.value.sentence("en")
    assert len(read_features(path, "park")) == 1


def test_layers_of_one_name_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    one = _zipped(tmp_path / "b.zip", "norr/")
    with zipfile.ZipFile(one) as archive, zipfile.ZipFile(path, "w") as both:
        for name in (name for name in archive.namelist() if name.startswith("norr/")):
            both.writestr(name, archive.read(name))
            both.writestr(name.replace("norr/", "soder/"), archive.read(name))
    with pytest.raises(FileRefusedError, match="flera lager: norr/torg, soder/torg"):
        read_features(path)
    assert len(read_features(path, "soder/torg")) == 1


def test_a_zip_without_a_shapefile_or_damaged_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("torg.dbf", b"x")
        archive.writestr(".shp", b"x")
    with pytest.raises(FileRefusedError, match="saknar shapefil"):
        read_features(path)
    whole = _zipped(path).read_bytes()
    for content in (b"", b"hej", whole[: len(whole) // 2], whole.replace(b"PK\x03\x04", b"PKxx")):
        path.write_bytes(content)
        with pytest.raises(FileRefusedError, match="skadat eller avbrutet"):
            read_features(path)


def test_a_zip_that_grows_beyond_reason_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("torg.shp", bytes(60_000_000))
    with pytest.raises(FileRefusedError) as refused:
        read_features(path)
    assert refused.value.found == message(
        "land.inflated", size=60, times=60_000_000 // path.stat().st_size
    )


def test_a_zip_is_the_outline_of_a_place_and_a_file_of_the_inbox(tmp_path: Path) -> None:
    contract = FAULTS | {
        "files": ["*.zip"], "layout": {"format": "geojson", "decimal": "."},
        "columns": [
            {"from": "area", "to": "category_code"},
            {"from": "longitude", "to": "longitude"},
            {"from": "latitude", "to": "latitude"},
        ],
        "constants": {"created_at": "2026-03-01"},
    }  # fmt: skip
    made = tiny(tmp_path, fel=contract)
    site = {
        "name": {"sv": "Torget", "en": "The Square"},
        "outline": {"file": "areas/torg.zip", "where": {"area": "torget"}},
    }
    made.fact("sites/torget.yaml", site)
    zipped = _zipped(tmp_path / "a.zip").read_bytes()
    made.write("areas/torg.zip", zipped)
    made.drop("fel", "fel.zip", zipped)
    assert not made.build().messages
    assert made.rows("select count(*) from mart_point where area_id = 'torget'") == [(1,)]
