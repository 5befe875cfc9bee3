"""Calendar files (iCalendar, RFC 5545): the same bytes for the same content, times in the case's zone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from ..words.text import clean

PRODUCT = "-//Sapa//Accreditation case//EN"


@dataclass(frozen=True)
class Entry:
    """key: what tells it from the calendar's other entries whenever it is made; begin, end: both dates (end included)
    or both moments; stamp: a day that stays the same however often the file is made."""

    key: str
    begin: date | datetime
    end: date | datetime
    title: str
    text: str = ""
    place: str = ""
    link: str = ""
    busy: bool = True


def calendar(name: str, entries: Sequence[Entry], *, stamp: date, zone: str | None = None) -> bytes:
    """A calendar file. zone: IANA name of the entries' time zone; its rules for their years go into the file."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", clean(name))
    made.add("x-wr-calname", clean(name))
    if zone is not None:
        made.add("x-wr-timezone", zone)
        days = [one.begin.date() if isinstance(one.begin, datetime) else one.begin for one in entries] or [stamp]
        first, last = min(days), max(days)
        made.add_component(
            Timezone.from_tzid(zone, first_date=date(first.year, 1, 1), last_date=date(last.year + 1, 1, 1))
        )
    moment = datetime.combine(stamp, time(), ZoneInfo("UTC"))
    for one in entries:
        made.add_component(_event(one, moment))
    return bytes(made.to_ical(sorted=False))


def _event(one: Entry, moment: datetime) -> Event:
    event = Event()
    event.add("uid", f"{hashlib.sha256(one.key.encode()).hexdigest()[:32]}@sapa")
    event.add("dtstamp", moment)
    event.add("summary", clean(one.title))
    event.add("dtstart", one.begin)
    # RFC 5545, 3.6.1: the end of a whole-day event is the day after
    end = one.end if isinstance(one.end, datetime) else one.end + timedelta(days=1)
    event.add("dtend", end)
    if one.text:
        event.add("description", clean(one.text))
    if one.place:
        event.add("location", clean(one.place))
    if one.link:
        event.add("url", clean(one.link))
    event.add("transp", "OPAQUE" if one.busy else "TRANSPARENT")
    return event
