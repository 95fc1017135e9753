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

# A body of these may hold any kind of question. Every limit of every field of every kind would be
# tens of thousands of requests, so these are sent examples and what chance brings.
WITH_QUESTIONS = ["import_course", "create_course", "replace_draft", "replace_item",
                  "correct_question", "add_question", "add_module", "replace_module", "add_item",
                  "replace_question", "create_bank_question", "add_question_version"]


def but_for(operations):
    return [part for one in operations for part in ("--exclude-operation-id", one)]


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
    short = ("--phases", "examples,fuzzing")
    yield run(server, "an administrator", *but_for(ENDING + WITH_QUESTIONS),
              token=server.sign_in())
    only = [part for one in WITH_QUESTIONS for part in ("--include-operation-id", one)]
    yield run(server, "an administrator who writes questions", *only, *short,
              token=server.sign_in())
    server.add_person("learner@example.mn", "learner")
    token = server.sign_in("learner@example.mn")
    # Every value at its limits has been tried above, by somebody who is let in.
    yield run(server, "a learner", *but_for(ENDING), *short, token=token, examples=4)
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
