"""Stands in for the app behind a page: tells what it was started with, echoes keys, and leaves when asked.

Arguments: `deaf` (heeds neither the request to leave nor SIGTERM), `broken` (never comes to draw), `short`
(leaves at once).
"""

import json
import os
import signal
import sys

HOW = sys.argv[1] if len(sys.argv) > 1 else ""


def exactly(length):
    found = b""
    while len(found) < length:
        piece = os.read(0, length - len(found))
        if not piece:
            sys.exit(0)
        found += piece
    return found


def packet(kind, body):
    os.write(1, kind + len(body).to_bytes(4, "big") + body)


def main():
    letter = json.loads(exactly(int.from_bytes(exactly(4), "big")))
    if HOW == "broken":
        sys.exit("nothing here works")
    if HOW == "deaf":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.write(1, b"__GANGLION__\n")
    told = {"pid": os.getpid(), "environment": dict(os.environ), "letter": letter, "parent": os.getppid()}
    packet(b"D", json.dumps(told).encode())
    while HOW != "short":
        head = exactly(5)
        body = exactly(int.from_bytes(head[1:], "big"))
        if head[:1] == b"D" and body.startswith(b"draft:"):
            draft = {"type": "draft", "attempt": "a", "text": body[6:].decode()}
            packet(b"M", json.dumps(draft).encode())
        packet(b"D", head[:1] + body)
        if head[:1] == b"M" and json.loads(body)["type"] == "quit" and HOW != "deaf":
            return


main()
