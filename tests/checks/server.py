"""A server of its own for a check: a fresh data folder, a free port, an administrator."""

import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

PASSWORD = "сайхан өдөр 7"
ADMINISTRATOR = "administrator@example.mn"

# Limits that stop a thief would stop the checks as well, and slow hashes slow them down.
PATIENT = {
    "SURGALT_SERVER__LISTEN": "127.0.0.1:0",
    "SURGALT_SERVER__SHUTDOWN_SECONDS": "2",
    "SURGALT_SIGN_IN__ACCESS_TOKEN_SECONDS": "86400",
    "SURGALT_SIGN_IN__TRIES_PER_ACCOUNT": "1000000",
    "SURGALT_SIGN_IN__TRIES_PER_ADDRESS": "1000000",
    "SURGALT_SIGN_IN__HASH_MEMORY_KIB": "8",
    "SURGALT_LOG__FILTER": "warn,actix_http=off",
}


class Server:
    """`surgalt serve`, running as long as the `with` block; the log is in `log`."""

    def __init__(self, binary, **settings):
        self._folder = tempfile.TemporaryDirectory(prefix="surgalt-check-")
        self.folder = pathlib.Path(self._folder.name)
        self.log = self.folder / "log"
        self._binary = binary
        self._environment = os.environ | PATIENT | settings
        self._environment["SURGALT_DATA_FOLDER"] = str(self.folder / "data")
        self._process = None
        self.address = None

    def __enter__(self):
        self.add_person(ADMINISTRATOR, "administrator", "learner")
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [self._binary, "serve"],
                env=self._environment, stdout=subprocess.PIPE, stderr=log, text=True,
            )
        line = self._process.stdout.readline()
        if " http://" not in line:
            raise SystemExit(f"the server did not start: {self.log.read_text()}")
        self.address = line.split()[-1]
        return self

    def __exit__(self, *_):
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._folder.cleanup()

    def add_person(self, email, *roles):
        """Registers somebody from the command line, with the password of all checks."""
        arguments = ["--email", email, "--surname", "Дорж", "--given-name", "Бат-Өлзий"]
        for role in roles:
            arguments += ["--role", role]
        subprocess.run(
            [self._binary, "user", "add", *arguments, "--password-stdin"],
            env=self._environment, input=PASSWORD, text=True, check=True, stdout=subprocess.DEVNULL,
        )

    def sign_in(self, email=ADMINISTRATOR):
        """An access token of a new device."""
        return self.request(
            "POST", "/api/v1/sign-in", {"email": email, "password": PASSWORD}
        )["access_token"]

    def request(self, method, path, body=None, token=None, headers=None):
        """What the server answers, as JSON; a refusal ends the check."""
        headers = {"Content-Type": "application/json"} | (headers or {})
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                text = answer.read()
        except urllib.error.HTTPError as refusal:
            raise SystemExit(f"{method} {path}: {refusal.code} {refusal.read().decode()}")
        return json.loads(text) if text else None


def wait_for(what, condition, seconds=60):
    """Waits until the condition gives something, and returns it."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    raise SystemExit(f"{what}: not within {seconds} seconds")
