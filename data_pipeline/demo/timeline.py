"""The days of the example: all of them follow from the day it is made."""

import datetime as dt
from dataclasses import dataclass

MONTHS_BEFORE_START = 24
MONTHS_SINCE_START = 24
# Months after the programme's start: the station joins later, and one crime code is split in two.
STATION_STARTS = 10
CODE_SPLITS = 4
# Outcomes and control areas are written down the month before each start.
REGISTERED = -1
STATION_REGISTERED = STATION_STARTS - 1
# A smaller centre joins last; the police tell of it in a table by month.
CENTRE_STARTS = 12
CENTRE_REGISTERED = CENTRE_STARTS - 1
# The police close a month so many days after its end.
TABLE_DAYS = 10
# From here a new reporter tells of the station: its numbers before and after are not alike.
REPORTER_JOINS = 14
# The counter in the station's main door was dead for these days.
OUTAGE_STARTS = 15
OUTAGE_DAYS = 16
DAYS_NOT_YET_SENT = 3


@dataclass(frozen=True)
class Timeline:
    """Everything that depends on today."""

    today: dt.date

    def month(self, offset: int) -> dt.date:
        """Return the first day of the month so many months after the programme's start."""
        months = self.today.year * 12 + self.today.month - 1 - MONTHS_SINCE_START + offset
        return dt.date(months // 12, months % 12 + 1, 1)

    @property
    def first_day(self) -> dt.date:
        """The first day of data."""
        return self.month(-MONTHS_BEFORE_START)

    @property
    def last_day(self) -> dt.date:
        """The last day of data: senders are a few days behind."""
        return self.today - dt.timedelta(days=DAYS_NOT_YET_SENT)

    @property
    def start(self) -> dt.date:
        """The programme's start, t0, of the square and the park."""
        return self.month(0)

    @property
    def station_start(self) -> dt.date:
        """The programme's start at the station."""
        return self.month(STATION_STARTS)

    @property
    def centre_start(self) -> dt.date:
        """The programme's start at the smaller centre."""
        return self.month(CENTRE_STARTS)

    @property
    def table_months(self) -> list[dt.date]:
        """The months in the police's table, oldest first: whole ones, from a quarter's first."""
        month = self.first_day.replace(month=(self.first_day.month - 1) // 3 * 3 + 1)
        closed, months = self.today - dt.timedelta(days=TABLE_DAYS), []
        while (following := (month + dt.timedelta(days=31)).replace(day=1)) <= closed:
            months.append(month)
            month = following
        return months

    @property
    def silent_month(self) -> dt.date:
        """The month in the table for which nothing was reported."""
        return self.table_months[1]

    @property
    def code_split(self) -> dt.date:
        """The first day of the two new crime codes."""
        return self.month(CODE_SPLITS)

    @property
    def outage(self) -> tuple[dt.date, dt.date]:
        """The first and the last day of the dead counter."""
        first = self.month(OUTAGE_STARTS) + dt.timedelta(days=7)
        return first, first + dt.timedelta(days=OUTAGE_DAYS - 1)

    def days(self) -> list[dt.date]:
        """Return every day of data."""
        count = (self.last_day - self.first_day).days + 1
        return [self.first_day + dt.timedelta(days=number) for number in range(count)]

    def months(self) -> list[dt.date]:
        """Return the first day of every month of data, the running one too."""
        last = MONTHS_SINCE_START + (0 if self.last_day < self.month(MONTHS_SINCE_START) else 1)
        return [self.month(offset) for offset in range(-MONTHS_BEFORE_START, last)]


def school_breaks(year: int) -> list[tuple[str, str, dt.date, dt.date]]:
    """Return the breaks that begin in a year: Swedish and English name, first and last day."""
    autumn, winter = dt.date.fromisocalendar(year, 44, 1), dt.date.fromisocalendar(year, 9, 1)
    summer, autumn_term = dt.date.fromisocalendar(year, 24, 6), dt.date.fromisocalendar(year, 33, 7)
    week = dt.timedelta(days=6)
    return [
        ("Sportlov", "Winter break", winter, winter + week),
        ("Sommarlov", "Summer break", summer, autumn_term),
        ("Höstlov", "Autumn break", autumn, autumn + week),
        ("Jullov", "Christmas break", dt.date(year, 12, 21), dt.date(year + 1, 1, 7)),
    ]
