"""Holds the certificate that the demo's walk has left against what was frozen when it was issued:
a sound PDF, whose text can be copied as typed, and whose QR code leads to where it is verified.

usage: certificate.py <data folder of the walk>
"""

import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata


def issued(folder):
    """The one certificate: its serial number, its code, and the frozen facts."""
    database = sqlite3.connect(f"file:{folder / 'surgalt.db'}?mode=ro", uri=True)
    rows = database.execute("SELECT serial_number, code, snapshot FROM certificates").fetchall()
    assert len(rows) == 1, f"{len(rows)} certificates were issued, not one"
    serial_number, code, snapshot = rows[0]
    return serial_number, code, json.loads(snapshot)


def run(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout


def text_of(pdf):
    """The text as a person copies it, in one line: paper breaks lines where it likes."""
    text = run("pdftotext", "-layout", "-enc", "UTF-8", pdf, "-").decode()
    return " ".join(unicodedata.normalize("NFC", text).split())


def qr_code_of(pdf):
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "page"
        run("pdftoppm", "-r", "200", "-png", "-singlefile", pdf, page)
        return run("zbarimg", "--quiet", "--raw", f"{page}.png").decode().strip()


def faults(pdf, serial_number, code, facts):
    """Everything that is wrong with the certificate, a line each."""
    text = text_of(pdf)
    typed = [serial_number, facts["surname"], facts["given_name"], facts["course_title"],
             facts["issuer"], facts["signatory"], str(facts["hours"])]
    # A name in capitals is still the same name.
    for words in typed:
        if words.casefold() not in text.casefold():
            yield f"the text does not say {words!r}: {text!r}"
    address = qr_code_of(pdf)
    if address.split("/verify/")[-1].replace("-", "") != code.replace("-", ""):
        yield f"the QR code leads to {address!r}, not to the code {code}"
    if not address.startswith("http"):
        yield f"the QR code holds {address!r}, which is no address"
    if address not in text.replace(" ", ""):
        yield f"the address {address} does not stand on the paper"
    size = run("pdfinfo", pdf).decode()
    if "841.89 x 595.28" not in size and "A4" not in size:
        yield "the page is not A4 in landscape"
    if b"GTS_PDFA" not in pathlib.Path(pdf).read_bytes() and "PDF/A" not in size:
        yield "the PDF does not call itself archival (PDF/A)"


def main():
    folder = pathlib.Path(sys.argv[1])
    pdf = folder / "certificate.pdf"
    print(run("qpdf", "--check", pdf).decode().strip().splitlines()[-1])
    serial_number, code, facts = issued(folder)
    found = list(faults(pdf, serial_number, code, facts))
    # A check that cannot fail is a defect: another person's certificate has other words.
    another = facts | {"surname": "Өнөрмаа"}
    assert len(list(faults(pdf, "SG-0", "0" * 16, another))) >= 3
    for fault in found:
        print(fault)
    print(f"certificate {serial_number}: {len(found)} faults")
    sys.exit(1 if found else 0)


main()
