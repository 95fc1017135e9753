"""Sends an invitation through a real mail server, which is away at first: nothing waits for it,
nothing is lost, and the link in the letter works.

usage: smtp.py <surgalt binary>
"""

import email
import email.policy
import re
import socket
import sys
import time

from aiosmtpd.controller import Controller

from server import Server, wait_for

TEACHER = "teacher@example.mn"


class Inbox:
    """What the mail server has been handed."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, _server, _session, envelope):
        self.letters.append(envelope)
        return "250 taken"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def invite(server, token):
    """Registers a teacher; returns how long that took, in seconds."""
    began = time.monotonic()
    server.request("POST", "/api/v1/people", {
        "email": TEACHER, "surname": "Дорж", "given_name": "Бат-Өлзий", "roles": ["learner"],
    }, token)
    return time.monotonic() - began


def main():
    port = free_port()
    address = f"smtp://127.0.0.1:{port}"
    with Server(sys.argv[1], SURGALT_MAIL__SMTP_URL=address) as server:
        token = server.sign_in()
        took = invite(server, token)
        assert took < 2, f"a dead mail server held the request up for {took:.1f} s"
        # Long enough for a try that finds nobody there.
        time.sleep(3)
        inbox = Inbox()
        controller = Controller(inbox, hostname="127.0.0.1", port=port)
        controller.start()
        try:
            wait_for("the letter", lambda: inbox.letters, seconds=60)
            time.sleep(1)
        finally:
            controller.stop()
        assert len(inbox.letters) == 1, f"{len(inbox.letters)} letters came"
        letter = inbox.letters[0]
        assert letter.rcpt_tos == [TEACHER], letter.rcpt_tos
        message = email.message_from_bytes(letter.content, policy=email.policy.default)
        assert message["To"].addresses[0].addr_spec == TEACHER, message["To"]
        text = message.get_body(["plain"]).get_content()
        link = re.search(r"/invitation#token=([\w-]+)", text)
        assert link, text
        accepted = server.request("POST", "/api/v1/invitations/accept", {
            "token": link.group(1), "password": "сайхан шөнө 8",
        })
        own = server.request("GET", "/api/v1/me", token=accepted["access_token"])
        assert own["email"] == TEACHER, own
    print("one letter came from a mail server that had been away, and its link works")


main()
