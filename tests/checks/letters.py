"""Reads the mails that the demo's walk has left, with other people's readers: Python's own for
mail, `icalendar` for what calendars are sent.

usage: letters.py <data folder of the walk>
"""

import email
import email.policy
import pathlib
import sys
from datetime import timedelta

import icalendar

# Beside them the walk may cause others.
EXPECTED = {"invitation", "enrolled", "webinar-scheduled", "webinar-soon", "certificate-issued"}


def faults_of_calendar(part):
    """What is wrong with an iCalendar part."""
    raw = part.get_payload(decode=True)
    if b"\n" in raw.replace(b"\r\n", b""):
        yield "a line does not end with CR LF (RFC 5545, section 3.1)"
    if any(len(line) > 75 for line in raw.split(b"\r\n")):
        yield "a line has more than 75 octets (RFC 5545, section 3.1)"
    calendar = icalendar.Calendar.from_ical(raw)
    events = calendar.walk("VEVENT")
    if calendar.get("METHOD") != part.get_param("method", "").upper():
        yield "the method differs from that of the media type"
    if len(events) != 1:
        yield f"{len(events)} events"
        return
    event = events[0]
    for name in ["UID", "DTSTAMP", "SEQUENCE", "SUMMARY", "ORGANIZER", "ATTENDEE"]:
        if not str(event.get(name, "")):
            yield f"no {name}"
    begins, ends = event.decoded("DTSTART"), event.decoded("DTEND")
    if begins.utcoffset() != timedelta(0) or ends <= begins:
        yield f"from {begins} to {ends}"


def faults(path, message):
    """What is wrong with a mail, a line each."""
    for header in ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"]:
        if len(message.get_all(header, [])) != 1:
            yield f"not one header {header}"
    for defect in message.defects:
        yield f"defect: {defect!r}"
    plain, html = message.get_body(["plain"]), message.get_body(["html"])
    if plain is None or html is None:
        yield "text and HTML are not both there"
        return
    if not plain.get_content().strip() or "<html" not in html.get_content():
        yield "the text or the HTML is empty"
    calendars = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    if "webinar" in path.stem and len(calendars) != 1:
        yield f"{len(calendars)} calendar parts"
    for calendar in calendars:
        yield from faults_of_calendar(calendar)
    if path.stem.endswith("certificate-issued"):
        files = [part.get_content() for part in message.iter_attachments()]
        if (path.parent.parent / "certificate.pdf").read_bytes() not in files:
            yield "the certificate is not attached"


def main():
    paths = sorted((pathlib.Path(sys.argv[1]) / "mail").glob("*.eml"))
    kinds = {kind for kind in EXPECTED if any(path.stem.endswith(kind) for path in paths)}
    found = [f"there is no letter {kind}" for kind in EXPECTED - kinds]
    for path in paths:
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        found += [f"{path.name}: {fault}" for fault in faults(path, message)]
    # A check that cannot fail is a defect: an empty mail has many faults.
    empty = email.message_from_bytes(b"Subject: x\r\n\r\n", policy=email.policy.default)
    assert len(list(faults(pathlib.Path("a-webinar-soon.eml"), empty))) >= 5
    for fault in found:
        print(fault)
    print(f"{len(paths)} letters, {len(found)} faults")
    sys.exit(1 if found else 0)


main()
