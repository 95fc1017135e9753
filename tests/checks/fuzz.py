"""Sends the server what its OpenAPI document allows and forbids, and holds every answer against
the document: no fault of the server, no status, header or body that is not described.

usage: fuzz.py <surgalt binary>
"""

import os
import pathlib
import subprocess
import sys

from server import Server

# Each ends the session that it is called with, so each gets runs of its own with tokens of its own.
ENDING = ["sign_out", "sign_out_everywhere", "change_password", "sign_device_out"]

# Whoever loses a role or is switched off has no further run: these are told about nobody's token
# but that of an administrator who is there for them alone.
CHANGING_PEOPLE = ["change_person", "give_roles"]


def run(server, name, *arguments, token=None, examples=15):
    """One run of schemathesis; returns whether it found nothing."""
    print(f"--- {name}", flush=True)
    headers = ["--header", f"Authorization: Bearer {token}"] if token else []
    program = pathlib.Path(sys.executable).with_name("schemathesis")
    outcome = subprocess.run(
        [program, "run", f"{server.address}/api/openapi.json", *headers, *arguments,
         "--max-examples", str(examples), "--generation-deterministic", "--no-color",
         "--continue-on-failure", "--request-timeout", "20",
         "--warnings", "off"],
        cwd=server.folder,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    return outcome.returncode == 0


def without(*operations):
    return [part for one in operations for part in ("--exclude-operation-id", one)]


def main():
    with Server(sys.argv[1]) as server:
        server.add_person("second@example.mn", "administrator")
        server.add_person("learner@example.mn", "learner")
        ending = without(*ENDING)
        outcomes = [
            run(server, "an administrator", *ending, *without(*CHANGING_PEOPLE),
                token=server.sign_in()),
            run(server, "a learner", *ending, "--exclude-checks", "positive_data_acceptance",
                token=server.sign_in("learner@example.mn"), examples=4),
            run(server, "a stranger", "--exclude-checks", "positive_data_acceptance", examples=4),
        ]
        for operation in CHANGING_PEOPLE:
            outcomes.append(run(server, operation, "--include-operation-id", operation,
                                token=server.sign_in("second@example.mn")))
        for operation in ENDING:
            outcomes.append(run(server, operation, "--include-operation-id", operation,
                                "--exclude-checks", "positive_data_acceptance",
                                token=server.sign_in(), examples=3))
        log = server.log.read_text()
        if log.strip():
            print(log)
        failed = outcomes.count(False)
        print(f"{len(outcomes) - failed} runs passed, {failed} failed")
        sys.exit(1 if failed else 0)


main()
