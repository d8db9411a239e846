"""What is rendered, printed and downloaded: the same for two truths with the same leaves.

And the numbers of the downloads, attacked like the answers of the queries.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np

from tests.attacker.attacks import Loot, attack, revealing_pairs
from tests.attacker.built import BuiltPlace, build_place, leaves_of
from tests.attacker.exports import Exports, views_of
from tests.attacker.grammar import Universe
from tests.attacker.page_runs import NAIVE_LEAST, naive_rule, stretch_cells
from tests.attacker.questions import Told
from tests.attacker.random_places import CATEGORIES, HIERARCHY, YEAR
from tests.attacker.rendered import Said, Visit, differing, visiting
from tests.attacker.runs import attack_across
from tests.attacker.senders import SITE, ZONES, Story, story
from tests.attacker.twins import moved_share, twin
from warehouse.periods import Period, span_of_months
from warehouse.privacy.audiences import AUDIENCES, Shared
from warehouse.privacy.places import Place
from warehouse.queries.leaf_tables import leaf_table
from warehouse.viewer import Viewer

_TWIN_OF: dict[Shared, Shared] = {
    "public": "partner", "partner": "partner", "coordinator": "coordinator",
}  # fmt: skip
"""Partners' leaves are cut out of the public's: one twin keeps both."""
_EXPORTED = 12
_LINKS = 3
_GROUPS = ("grupp/theft", "grupp/violence", "grupp/disorder")


@dataclass(frozen=True)
class Sameness:
    """What was compared of two truths with the same leaves, and what was not the same."""

    places: int = 0
    texts: int = 0
    characters: int = 0
    moved: float = 0.0
    """Sum over places of the share of incidents that are in another cell."""
    differing: tuple[str, ...] = ()

    def __add__(self, other: "Sameness") -> "Sameness":
        """Add up two."""
        mine, theirs = vars(self), vars(other)
        return Sameness(**{name: mine[name] + theirs[name] for name in mine})


@dataclass(frozen=True)
class TextRun:
    """What came of one place and audience."""

    same: Sameness
    loot: Loot
    exported: int
    unexplained: tuple[str, ...]
    """Numbers of incidents in words that no download or query tells."""


def attack_text(
    seed: int, most: int, folder: Path, *, has_twins: bool = True
) -> dict[Shared, TextRun]:
    """Build a place and its twins, compare all that is said of them, and attack the downloads.

    Without twins only what downloads and pages say of the place itself is attacked.
    """
    told = story(seed)
    base = build_place(told, folder / "base")
    twins = {}
    for one in dict.fromkeys(_TWIN_OF.values()) if has_twins else ():
        other = twin(told, one)
        twins[one] = (other, build_place(other, folder / one))
    found = {}
    for audience in AUDIENCES:
        same = Sameness()
        if has_twins:
            other, built = twins[_TWIN_OF[audience]]
            same = compared(told, (base, built), audience, seed)
            same += Sameness(moved=moved_share(told, other))
        exported: tuple[Loot, int, tuple[str, ...]] = (Loot(), 0, ())
        if not told.has_open_source:
            exported = attack_exports(told, base, audience, (seed, most))
        found[audience] = TextRun(same, *exported)
    return found


def compared(
    told: Story, places: tuple[BuiltPlace, BuiltPlace], audience: Shared, seed: int
) -> Sameness:
    """Compare the audience's files table by table, and then all that is said from them."""
    faults: list[str] = []
    for number in range(len(places[0].versions)):
        tables = [one.tables(audience, one.versions[number]) for one in places]
        fault = f"the twin of place {seed} has other leaves for {audience}"
        if leaves_of(tables[0]) != leaves_of(tables[1]):
            raise AssertionError(fault)
        faults += [f"table {name}" for name in tables[0] if tables[0][name] != tables[1][name]]
    said = []
    for place in places:
        with visiting(place, audience) as visit:
            said.append(everything(visit, told, seed))
    faults += differing(*said)
    size = sum(len(text) for text in said[0].values())
    return Sameness(1, len(said[0]), size, differing=tuple(f"{seed} {one}" for one in faults))


def everything(visit: Visit, told: Story, seed: int) -> Said:
    """Return what is said in the default view, in the version before, and behind some links."""
    said: Said = {}
    links = [*_links(told, seed)]
    before = f"?plats=torget&version={visit.place.versions[0]}"
    for number, search in enumerate(("?plats=torget", before, *links)):
        parts = visit.pages(search) | visit.downloads(search)
        if number == 0:
            parts |= visit.redrawn(search)
        said |= {f"{number} {name}": text for name, text in parts.items()}
    quarter = Period("quarter", span_of_months(told.months[-3:]))
    return said | visit.figures(quarter.code, "calendar_year")


def _links(told: Story, seed: int) -> Iterator[str]:
    """Yield links as an internal viewer may have sent them: any period, zone and category."""
    rng = np.random.default_rng([seed, 3])
    quarters = [f"{m // 12}-Q{m % 12 // 3 + 1}" for m in told.months[::3]]
    months = [f"{m // 12}-{m % 12 + 1:02}" for m in told.months]
    others = (f"{YEAR}-W09", f"{YEAR}-02-03--{YEAR}-04-20", f"{YEAR}-T1", f"{YEAR}-H1", str(YEAR))
    kinds = ("", *_GROUPS, *CATEGORIES, ",".join(CATEGORIES[:3]))
    for number in range(_LINKS):
        periods = (quarters, [*months, *others], [*quarters, *months])[number]
        parts = {
            "period": rng.choice(periods),
            "kategori": rng.choice(kinds),
            "omrade": rng.choice(("", "", *ZONES, "torget/gatan")),
            "jamfor": rng.choice(("", "kalenderar", "foregaende", "ingen")),
            "mot": rng.choice(("", *quarters)),
            "steg": rng.choice(("", "manad", "vecka")),
            "sprak": rng.choice(("sv", "en")),
            "visning": rng.choice(("", "mote")),
            "atgard": rng.choice(("", "1", "start")),
        }
        yield "?plats=torget" + "".join(f"&{key}={value}" for key, value in parts.items() if value)


def attack_exports(
    told: Story, base: BuiltPlace, audience: Shared, chances: tuple[int, int]
) -> tuple[Loot, int, tuple[str, ...]]:
    """Read downloads of both versions back into sums, and attack them."""
    universe = Universe(told.months, HIERARCHY)
    truths = [universe.counts(_plain(one.places[SITE])) for one in told.versions]
    with visiting(base, audience) as visit:
        heard = [Told(base.files, Viewer(audience, one), universe) for one in base.versions]
        tables = [leaf_table(one.files, one.viewer, SITE) for one in heard]
        read = [_exported(visit, one, chances[0]) for one in heard]
    least = next((table.least_count for table in tables if table), NAIVE_LEAST)
    revised = stretch_cells(universe, tables[1], revised=True)
    kept = stretch_cells(universe, tables[0], revised=False)
    now = np.where((kept > 0) & (revised == 0), *truths)
    rng = np.random.default_rng(chances[0])
    old, new = (one.answers() for one in heard)
    small = sum(0 < number < least for one in heard for number in one.others)
    pairs = revealing_pairs(old, new, now, least)
    loot = attack(new, now, least, rng, chances[1])
    loot += Loot(small_answers=small, revealing_pairs=pairs)
    loot += attack_across((old, new), (truths[0], now), revised, least, rng)
    unexplained = [
        f"{chances[0]} {audience}: {number:g} händelser"
        for one, (_, counted) in zip(heard, read, strict=True)
        for number in sorted(counted - one.numbers - {least})
    ]
    return loot, sum(count for count, _ in read), tuple(unexplained)


def _plain(place: Place) -> Place:
    """Return the place without the categories that none of its incidents has."""
    return Place.of(HIERARCHY, place.incidents)


def _exported(visit: Visit, heard: Told, seed: int) -> tuple[int, set[float]]:
    """Download the whole place by quarter, the command's figures, and some views by chance.

    Returns how many numbers were read, and those that the pages of the quarters say in words.
    """
    exports = Exports(visit, heard)
    rng = np.random.default_rng([seed, 4])
    choices = [(), *((one,) for one in (*_GROUPS, *CATEGORIES))]
    every = views_of(heard, choices, (SITE, *ZONES))
    whole = [
        one for one in every if (one.area_id, one.period.grain, one.choice) == (SITE, "quarter", ())
    ]
    for asked in (*whole, *(every[place] for place in rng.permutation(len(every))[:_EXPORTED])):
        exports.hear(asked)
    if heard.viewer.version == visit.place.versions[-1]:  # the command knows the newest only
        exports.figures(Period("quarter", span_of_months(heard.universe.months[-3:])))
    counted = set().union(*(exports.counted_in_words(asked) for asked in whole[-2:]))
    heard.asked = heard.answered = exports.read
    return exports.read, counted


def naive_differs(seed: int, folder: Path) -> Sameness:
    """Let the tiles answer by the naive rule from the true counts: the twins are told apart."""
    told = story(seed)
    other = twin(told, "partner")
    said = []
    for name, one in (("base", told), ("twin", other)):
        place = build_place(one, folder / f"naive-{name}")
        universe = Universe(told.months, HIERARCHY)
        rule = naive_rule(universe, _plain(one.versions[1].places[SITE]))
        with ExitStack() as patches:
            patches.enter_context(patch("warehouse.queries.kpi_values.leaf_sum", rule))
            said.append(everything(patches.enter_context(visiting(place, "partner")), told, seed))
    return Sameness(1, len(said[0]), differing=tuple(differing(*said)))
