"""The published cases, each as a call of the shipped functions: case id to what it gives."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from warehouse.periods import Span
from warehouse.statistics.aoristic import Happening, hour_weights, hours_of_day
from warehouse.statistics.comparison import PeriodCount, compare_counts
from warehouse.statistics.controls import AreaChange, compare_with_controls
from warehouse.statistics.disclosure import cell_key, perturbed_count, subtracted
from warehouse.statistics.dispersion import Dispersion
from warehouse.statistics.displacement import Quad, displacement_difference, displacement_quotient
from warehouse.statistics.false_discovery import adjusted_p
from warehouse.statistics.inputs import Interval
from warehouse.statistics.interrupted import SeriesBlocks, SeriesModel, fit_level_change
from warehouse.statistics.maps import compare_maps, prediction_index
from warehouse.statistics.rates import (
    RatePair,
    exact_interval,
    log_interval,
    midp_interval,
    one_sided_p,
    rate_interval,
    ratio_limits,
    two_sided_p,
)
from warehouse.statistics.regression_to_mean import expected_from_model
from warehouse.statistics.shares import Share, odds_ratio, share_difference, share_interval
from warehouse.statistics.signals import ears_limits
from warehouse.statistics.surveys import Stratum, stratified_mean
from warehouse.statistics.weeks import hours_in_day, iso_week, weekday_counts

# The cases are read from JSON: what they hold is checked by comparing it.
Inputs = dict[str, Any]
Answer = Mapping[str, object]


def limits(interval: Interval | None) -> list[float]:
    assert interval is not None
    assert interval.high is not None
    return [interval.low, interval.high]


def pair(case: Inputs) -> RatePair:
    return RatePair(case["count1"], case["time1"], case["count2"], case["time2"])


def exact_ratio(case: Inputs) -> Answer:
    low, high = limits(exact_interval(pair(case)))
    p_value = two_sided_p(pair(case), "exact")
    return {
        "rate_ratio": pair(case).ratio,
        "ci_low": low,
        "ci_high": high,
        "p_two_sided_central": p_value,
    }


def gu(case: Inputs) -> Answer:
    found = pair(case)
    low, high = ratio_limits(
        found.first, found.second, (found.first_exposure, found.second_exposure), 1, case["conf"]
    )
    return {
        "p_wald": two_sided_p(found, "wald"),
        "p_score": two_sided_p(found, "score"),
        "p_waldlog": two_sided_p(found, "log"),
        "p_sqrt": two_sided_p(found, "sqrt"),
        "p1_exact_larger": one_sided_p(found, "exact", "larger"),
        "p1_midp_larger": one_sided_p(found, "midp", "larger"),
        "score_ci": [float(low), float(high)],
    }


def epitools(case: Inputs) -> Answer:
    found = pair(case)
    wald, midp = limits(log_interval(found)), limits(midp_interval(found))
    return {
        "rate_ratio": found.ratio,
        "wald_low": wald[0],
        "wald_high": wald[1],
        "midp_low": midp[0],
        "midp_high": midp[1],
        "p_wald": two_sided_p(found, "score"),
    }


def etest(case: Inputs) -> Answer:
    return {"p": two_sided_p(RatePair(case["k1"], case["n1"], case["k2"], case["n2"]), "etest")}


def one_rate(case: Inputs) -> Answer:
    count, exposure = case["count"], case["exposure"]
    return {
        "exact": limits(rate_interval(count, exposure, "exact")),
        "score": limits(rate_interval(count, exposure, "score")),
        "jeffreys": limits(rate_interval(count, exposure, "jeffreys")),
    }


def default(case: Inputs) -> Answer:
    spread = Dispersion(case["phi_8week"], case["df"])
    before, after = (PeriodCount(case[n], case[f"weeks{n}"]) for n in "AB")
    found = compare_counts(before, after, spread)
    low, high = limits(found.interval)
    figures = {
        "f": found.factor,
        "rr": found.ratio,
        "n_eff": found.effective_count,
        "p": found.p_value,
    }
    return {**figures, "ci_low": low, "ci_high": high}


def quad(case: Inputs) -> Quad:
    names = {"treated": "treated", "control": "control", "displacement": "buffer"}
    names["displacement_control"] = "buffer_control"
    areas = {ours: AreaChange(*case[name]) for name, ours in names.items() if name in case}
    return Quad(**areas, weight=case.get("weight", 1.0))


def difference(case: Inputs, level: float = 0.95) -> Answer:
    found = displacement_difference([quad(row) for row in case.get("rows", [case])], level)
    low, high = limits(found.interval)
    name = f"{100 * level:.0f}"
    named = {f"lo{name}": low, f"hi{name}": high}
    return {"total": found.total, "se": found.standard_error, "z": found.z, **named}


def quotient(case: Inputs) -> Answer:
    treated, buffer, control = (AreaChange(*case[n]) for n in ("treated", "buffer", "control"))
    found = displacement_quotient(compare_with_controls(treated, [control]), buffer, control)
    return {"success": found.success, "wdq": found.quotient}


def controlled(case: Inputs) -> Answer:
    areas = (AreaChange(*case[name]) for name in ("treated", "control"))
    found = compare_with_controls(next(areas), list(areas))
    low, high = limits(found.interval)
    size = found.relative_effect_size
    named = {"rirr": found.ratio, "lo": low, "hi": high, "se": found.standard_error}
    return {**named, "farrington_or": size}


def sicily(case: Inputs) -> Answer:
    counts, time, ban, month, population = np.asarray(case["rows"]).T
    blocks = SeriesBlocks(counts, population, ban, time, month / 12)
    found = fit_level_change(blocks, SeriesModel(harmonics=2, quantile="normal"))
    low, high = limits(found.interval)
    yearly = found.trend**12
    return {
        "rr": found.ratio,
        "lo": low,
        "hi": high,
        "dispersion": found.dispersion,
        "trend_per_year": yearly,
    }


def many(case: Inputs) -> Answer:
    adjusted = adjusted_p(case["p"])
    strict = adjusted_p(case["p"], "bonferroni")
    return {
        "n_reject_bh": sum(q <= case["alpha"] for q in adjusted),
        "n_reject_bonferroni": sum(q <= case["alpha"] for q in strict),
        "adjusted": list(adjusted),
    }


def wilson(case: Inputs) -> Answer:
    return {"ci": [limits(share_interval(Share(*pair))) for pair in case["cases"]]}


def newcombe(case: Inputs) -> Answer:
    return {"ci": limits(share_difference(Share(*case["a"]), Share(*case["b"])))}


def hauer(case: Inputs) -> Answer:
    length = case["length_km"]
    rate = 0.0224 * case["ADT"] ** 0.564
    predicted = rate * length * case["years"]
    shape = case["overdispersion_per_km"] * length
    found = expected_from_model(sum(case["observed"]), predicted, shape)
    unit = length * case["years"]
    return {"per_km_year": found.expected / unit, "sd_per_km_year": found.standard_error / unit}


def hours(case: Inputs) -> list[float]:
    zone = ZoneInfo("Europe/Stockholm")
    moments = [
        [dt.datetime.fromisoformat(t).replace(tzinfo=zone) for t in e] for e in case["events"]
    ]
    return list(hours_of_day(hour_weights([Happening(*event) for event in moments])))


def ratcliffe(case: Inputs) -> Answer:
    return {"hour_8_to_15": hours(case)[8:16], "total": sum(hours(case))}


def by_minute(case: Inputs) -> Answer:
    return {"h10": hours(case)[10], "h11": hours(case)[11]}


def calendar(_: Inputs) -> Answer:
    quarters = {year: Span(dt.date(year, 1, 1), dt.date(year, 4, 1)) for year in (2023, 2024)}
    return {
        "hours_2024_03_31": hours_in_day(dt.date(2024, 3, 31)),
        "hours_2024_10_27": hours_in_day(dt.date(2024, 10, 27)),
        "iso_2024_12_30": list(iso_week(dt.date(2024, 12, 30))),
        "iso_2021_01_03": list(iso_week(dt.date(2021, 1, 3))),
        **{f"weekdays_{y}Q1": list(weekday_counts(span)) for y, span in quarters.items()},
    }


def toy_maps(case: Inputs) -> Answer:
    found = compare_maps(case["base"], case["test"])
    base, test = ([100 * share for share in shares] for shares in found.shares)
    return {"pct_base": base, "pct_test": test, "S_symmetric_test": found.similarity}


def accuracy(case: Inputs) -> Answer:
    return {"PAI": list(prediction_index(case["observed"], case["predicted"], case["area"]))}


def keys(case: Inputs) -> Answer:
    key = cell_key(case["record_keys"])
    table = [(int(change), first, end) for change, first, end in case["p_table_for_3"]]
    return {"cell_key": key, "perturbed": perturbed_count(case["count"], key, table)}


def ring(case: Inputs) -> Answer:
    difference_table, disclosed = subtracted(case["area_large"], case["area_small"])
    return {"difference": difference_table.tolist(), "disclosed_1_to_4": disclosed}


def strata(case: Inputs) -> Answer:
    found = [Stratum(s["N"], s["n"], s["mean"], s["var"]) for s in case["strata"]]
    mean, error = stratified_mean(found)
    return {"mean": mean, "se": error}


def agona(case: Inputs) -> Answer:
    first, last = case["range"]
    skipped = case["baseline"] + 1
    found = ears_limits(case["series"], case["baseline"], case["alpha"])
    return {"upper": list(found[first - skipped : last - skipped + 1])}


def scared_straight(case: Inputs) -> Answer:
    first, second = (Share(case[f"events_{g}"], case[f"n_{g}"]) for g in "ec")
    found = odds_ratio(first, second)
    low, high = limits(found.interval)
    return {"or_": found.value, "lo": low, "hi": high, "z": found.z, "p": found.p_value}


CASES: dict[str, Callable[[Inputs], Answer]] = {
    "rr-exact-fay-1": exact_ratio,
    "rr-gu-1": gu,
    "rr-epitools-midp": epitools,
    "etest-kt-6-2": etest,
    "rate-single-15-400": one_rate,
    "default-1": default,
    "default-2": default,
    "wdd-paper": difference,
    "wdd-readme": lambda case: difference(case, 0.9),
    "wdd-harm": difference,
    "wdq-1": quotient,
    "rirr-wddpaper": controlled,
    "its-sicily-season": sicily,
    "bh-1995": many,
    "wilson-newcombe-a": wilson,
    "newcombe-diff-a": newcombe,
    "eb-hauer-1": hauer,
    "aoristic-ratcliffe": ratcliffe,
    "aoristic-minute": by_minute,
    "calendar-a": calendar,
    "sppt-toy": toy_maps,
    "pai-ptools": accuracy,
    "sdc-cellkey": keys,
    "sdc-diff-geo": ring,
    "survey-strat-mean": strata,
    "ears-c1-agona": agona,
    "or-log-single": scared_straight,
}
