"""A process that writes: run as `python -m tests.records.writer PLACE`, a folder or a URL.

Each line of its input, `KEY TURNS`, makes it fork a child that begins the attempt KEY, says how it is called
(`pid N`), and writes turns, saying `KEY NUMBER` after each one that the ledger has taken.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from simulator.records.address import Where, read_address
from simulator.records.sql_ledger import SqlLedger
from tests.records.samples import make_end, make_header, make_turn


def text_of(number: int) -> str:
    return f"Turn {number}: " + "words and words " * (number % 40)


def write(where: Where, key: str, turns: int) -> None:
    with SqlLedger.open(where) as ledger:
        ledger.open_attempt(make_header(key))
        for number in range(1, turns + 1):
            ledger.add_turn(key, make_turn(number, text_of(number)), make_end() if number == turns else None)
            say(f"{key} {number}")


def say(line: str) -> None:
    # In one write, so that the lines of several children do not mix.
    os.write(1, f"{line}\n".encode())


def main() -> None:
    place = sys.argv[1]
    where = read_address(place) if "://" in place else Path(place)
    say("ready")
    for line in sys.stdin:
        key, turns = line.split()
        child = os.fork()
        if child == 0:
            say(f"pid {os.getpid()}")
            write(where, key, int(turns))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        say(f"gone {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
