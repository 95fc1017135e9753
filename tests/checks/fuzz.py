"""Sends the server what its OpenAPI document allows and forbids, and holds every answer against
the document: no fault of the server, no status, header or body that is not described.

usage: fuzz.py <surgalt binary>
"""

import os
import pathlib
import subprocess
import sys

from server import Server

CONFIGURATION = pathlib.Path(__file__).with_name("schemathesis.toml")

# Each can end the session it is called with, so each is tried by a person who is there for it alone.
ENDING = ["sign_out", "sign_out_everywhere", "change_password", "sign_device_out",
          "change_person", "give_roles"]


def run(server, name, *arguments, token=None, examples=15):
    """One run of schemathesis; returns whether it found nothing."""
    print(f"--- {name}", flush=True)
    headers = ["--header", f"Authorization: Bearer {token}"] if token else []
    program = pathlib.Path(sys.executable).with_name("schemathesis")
    outcome = subprocess.run(
        [program, "--config-file", CONFIGURATION, "run", f"{server.address}/api/openapi.json",
         *headers, *arguments, "--max-examples", str(examples), "--generation-deterministic",
         "--continue-on-failure", "--request-timeout", "20", "--warnings", "off", "--no-color", "--output-sanitize", "false",
         "--generation-allow-x00", "false"],
        cwd=server.folder,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    return outcome.returncode == 0


def runs(server):
    """Every run, with whether it found nothing."""
    others = [part for one in ENDING for part in ("--exclude-operation-id", one)]
    yield run(server, "an administrator", *others, token=server.sign_in())
    server.add_person("learner@example.mn", "learner")
    token = server.sign_in("learner@example.mn")
    # Every value at its limits has been tried above, by somebody who is let in.
    short = ("--phases", "examples,fuzzing")
    yield run(server, "a learner", *others, *short, token=token, examples=4)
    yield run(server, "a stranger", *short, examples=4)
    for operation in ENDING:
        email = f"{operation}@example.mn"
        server.add_person(email, "administrator")
        yield run(server, operation, "--include-operation-id", operation,
                  token=server.sign_in(email), examples=4)


def main():
    with Server(sys.argv[1]) as server:
        outcomes = list(runs(server))
        log = server.log.read_text()
    if log:
        print(f"--- the server's log\n{log}")
    failed = outcomes.count(False)
    print(f"{len(outcomes) - failed} runs passed, {failed} failed")
    sys.exit(1 if failed or log else 0)


main()
