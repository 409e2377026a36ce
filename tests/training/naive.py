"""What the statuses of the simulated company are, worked out by hand from the guide for programmes.

This is a second, slow and simple calculation. It shares no code with the product: it reads rows (plain
dicts), keeps its own calendar arithmetic, and walks through a person's days one after the other.
"""

from __future__ import annotations

from datetime import date, timedelta

BEGINS = date(2026, 1, 1)
LOST = {"funeral", "loss"}
CALLS = {"parcel", "letter", *LOST}
NEVER = date(9000, 1, 1)


def plus(day, days):
    return day + timedelta(days)


def months_on(day, months):
    """So many months on; a day that is not there becomes the last one of its month."""
    year, month = day.year, day.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


class Life:
    """A person day by day; the morning's decisions come before the day's attempts."""

    def __init__(self, person, rows):
        self.person = person
        self.rows = rows
        self.level, self.department = person["level"], person["department"]
        self.hired, self.here = person["hired"], False
        self.exempt_until = None
        self.breaks = []  # (first day, first day on which they are back), of those that are over

    def morning(self, day, rows):
        if day == max(self.person["hired"], BEGINS):
            self.here = True
        if self.exempt_until is not None and day >= self.exempt_until[1]:
            self.breaks.append(self.exempt_until)
            self.exempt_until = None
        for row in rows:
            what = row["what"]
            if what == "level":
                self.level = row["level"]
            elif what == "department":
                self.department = row["department"]
            elif what == "left":
                self.here = False
            elif what == "back":
                self.here = True
                self.hired = row["hired"] or self.hired
            elif what == "exempt":
                self.exempt_until = (day, row["until"] + timedelta(1) if row["until"] else NEVER)
            elif what == "exempt over" and self.exempt_until is not None:
                self.breaks.append((self.exempt_until[0], day))
                self.exempt_until = None


class Sheet:
    """The attempts of one cycle on paper."""

    def __init__(self, rule):
        self.rule = rule
        self.good = [[] for _ in rule["what"]]
        self.seen = 0
        self.misses = {}
        self.not_before = {}

    def write(self, row):
        looked_at = [n for n, part in enumerate(self.rule["what"]) if part["takes"](row)]
        good_for = [n for n in looked_at if self.rule["what"][n]["good"](row)]
        if not looked_at or (not good_for and not row["counts"]):
            return
        allowed = self.rule.get("allowed")
        if allowed and row["mode"] == "certify":
            key = row["scenario"] if self.rule["each"] == "scenario" else "all"
            hours = row["hours"]
            if self.misses.get(key, 0) >= allowed or hours < self.not_before.get(key, 0):
                return
            if not good_for:
                self.misses[key] = self.misses.get(key, 0) + 1
                self.not_before[key] = hours + self.rule["wait"]
        self.seen += 1
        for n in looked_at:
            if n in good_for:
                self.good[n].append(row["scenario"])
            elif self.rule.get("latest"):
                self.good[n] = [name for name in self.good[n] if name != row["scenario"]]

    def unlock(self):
        self.misses, self.not_before = {}, {}

    def finished(self):
        for part, names in zip(self.rule["what"], self.good, strict=True):
            if len(set(names) if part["distinct"] else names) < part["n"]:
                return False
            if part["one_of"] and not part["one_of"] & set(names):
                return False
        return True

    def hopeless(self):
        allowed = self.rule.get("allowed")
        if not allowed or self.finished():
            return False
        if self.rule["each"] == "all":
            return self.misses.get("all", 0) >= allowed
        (part,) = self.rule["what"]
        have = set(self.good[0])
        possible = have | {name for name in CALLS if self.misses.get(name, 0) < allowed}
        return len(possible) < part["n"] or not possible & part["one_of"]


YEAR = {
    "what": [{
        "takes": lambda row: row["mode"] == "certify" and row["scenario"] in CALLS,
        "good": lambda row: row["passed"],
        "n": 3, "distinct": True, "one_of": LOST,
    }],
    "latest": True, "allowed": 2, "each": "scenario", "wait": 48, "grace": 45, "least": 30,
    "theirs": lambda life: life.level != "new_hire",
}  # fmt: skip
FIRST = {
    "what": [
        {"takes": lambda row: row["mode"] == "practice", "good": lambda row: True,
         "n": 4, "distinct": False, "one_of": None},
        {"takes": lambda row: row["mode"] == "certify" and row["scenario"] in CALLS,
         "good": lambda row: row["passed"], "n": 1, "distinct": False, "one_of": None},
    ],
    "allowed": 3, "each": "all", "wait": 0, "grace": 7, "least": 10, "valid": None,
    "theirs": lambda life: life.level == "new_hire" and life.hired >= date(2025, 12, 2),
    "due": lambda life, day: max(plus(max(life.hired, BEGINS), 30), plus(day, 10)),
    "from": lambda life, day: min(day, max(life.hired, BEGINS)),
}  # fmt: skip
LOSSES = {
    "what": [{
        "takes": lambda row: row["mode"] == "certify" and row["scenario"] in LOST,
        "good": lambda row: row["passed"] and row["percentage"] >= 80,
        "n": 1, "distinct": False, "one_of": None,
    }],
    "grace": 14, "least": 30, "valid": 12, "basis": "previous", "window": 60,
    "theirs": lambda life: life.level == "manager" or life.department == "Care",
    "due": lambda life, day: plus(day, 90),
    "from": lambda life, day: day,
}  # fmt: skip
PUBLIC = {
    "what": [{
        "takes": lambda row: row["scenario"] == "star",
        "good": lambda row: row["percentage"] >= 70,
        "n": 1, "distinct": False, "one_of": None,
    }],
    "grace": 0, "least": 0, "valid": 12, "basis": "fixed", "window": 60,
    "theirs": lambda life: life.department == "Web",
    "due": lambda life, day: max(date(2026, 3, 31), day),
    "from": lambda life, day: day,
}  # fmt: skip


def days_of(person, rows, looks):
    """The days on which something happens, or is looked at."""
    found = {row["day"] for row in rows} | set(looks) | {max(person["hired"], BEGINS)}
    found |= {date(year, 1, 1) for year in range(2026, 2030)}
    found |= {row["until"] + timedelta(1) for row in rows if row["what"] == "exempt" and row["until"]}
    return sorted(day for day in found if BEGINS <= day <= max(looks))


def answers(rule, person, rows, looks):
    """The status on the evening of each of some days: the state and the days that belong to it."""
    return (yearly if rule is YEAR else in_rounds)(rule, person, rows, looks)


def moved(due, life, opened, least):
    for first, back in life.breaks:
        if first <= due and back > opened and first < back:
            due = max(due, plus(back, least))
    return due


def word(rule, life, day, sheet, due, done_on, renewal):
    if life.exempt_until is not None and life.exempt_until[0] <= day:
        return "exempt"
    if done_on is not None:
        return "completed"
    if sheet.hopeless():
        return "failed"
    if day <= due:
        return "window_open" if renewal else "in_progress" if sheet.seen else "not_started"
    if day <= plus(due, rule["grace"]):
        return "in_grace"
    return "expired" if renewal else "overdue"


def in_rounds(rule, person, rows, looks):
    life, found = Life(person, rows), {}
    now, theirs = None, False  # the round that stands
    for day in days_of(person, rows, looks):
        today = [row for row in rows if row["day"] == day]
        life.morning(day, today)
        now = window(rule, now, day)
        was, theirs = theirs, life.here and rule["theirs"](life)
        if theirs and not was and not holds(now, day):
            now = {"opened": rule["from"](life, day), "due": rule["due"](life, day), "sheet": Sheet(rule),
                   "done": None, "until": None, "before": None}  # fmt: skip
            now["due"] = max(now["due"], plus(day, rule["least"]))
            for row in (row for row in rows if now["opened"] <= row["day"] < day and now["done"] is None):
                if row["what"] == "unlock":
                    now["sheet"].unlock()
                if row["what"] == "attempt":
                    take(rule, life, now, row)
        if theirs:
            for row in today:
                if row["what"] == "unlock" and now["done"] is None:
                    now["sheet"].unlock()
                if row["what"] == "attempt" and now["done"] is None:
                    take(rule, life, now, row)
                    now = window(rule, now, day)
        if day in looks:
            found[day] = ("not_assigned",) if not theirs else told(rule, life, day, now)
    return found


def told(rule, life, day, now):
    due = now["due"] if now["done"] or now["before"] else moved(
        now["due"], life, now["opened"], rule["least"])  # fmt: skip
    state = word(rule, life, day, now["sheet"], due, now["done"], now["before"] is not None)
    until = now["until"] or (now["before"] and now["before"][2])
    return state, due, until, now["done"], ()


def holds(now, day):
    """Whether what was completed is still good."""
    if now is None:
        return False
    if now["done"]:
        return now["until"] is None or now["until"] >= day
    return now["before"] is not None and now["before"][2] >= day


def window(rule, now, day):
    if now is None or now["done"] is None or now["until"] is None:
        return now
    opened = plus(now["until"], -rule["window"])
    if day < opened:
        return now
    return {"opened": opened, "due": now["until"], "sheet": Sheet(rule), "done": None, "until": None,
            "before": (*now["counted"], now["until"])}  # fmt: skip


def take(rule, life, now, row):
    now["sheet"].write(row)
    if not now["sheet"].finished():
        return
    day = now["done"] = row["day"]
    if now["before"] is None:
        now["due"] = moved(now["due"], life, now["opened"], rule["least"])
    if rule["valid"] is None:
        return
    if rule["basis"] == "fixed":
        until = date(2023, 12, 31)
        while until <= day or until < months_on(day, 6):
            until = months_on(until, 12)
        now["until"], now["counted"] = until, (until, 0)
        return
    if day > plus(now["due"], rule["grace"]):
        base, months = day, 12
    elif now["before"] is None:
        base, months = now["due"], 12
    else:
        base, months = now["before"][0], now["before"][1] + 12
    now["counted"] = (base, months)
    now["until"] = months_on(base, months)


def yearly(rule, person, rows, looks):
    life, found = Life(person, rows), {}
    theirs, since, missed = False, None, []
    year, sheet, done, waiting, frozen, touched = None, None, None, [], None, False
    for day in days_of(person, rows, looks):
        was_theirs, was_exempt = theirs, exempt_at_midnight(life, day)
        today = [row for row in rows if row["day"] == day]
        life.morning(day, today)
        if day.month == 1 and day.day == 1:
            ends = None if year is None else plus(year_due(rule, life, year, since), rule["grace"])
            owed = year is not None and touched and was_theirs and not was_exempt and done is None
            if owed and ends >= day:
                frozen = since
            else:
                missed += [str(year)] if owed else []
                year, sheet, done, waiting, touched, frozen = day.year, Sheet(rule), None, [], False, None
        theirs = life.here and rule["theirs"](life)
        if theirs and not was_theirs:
            since = day
        if year is None:
            year, sheet, touched = day.year, Sheet(rule), False
        last = year_due(rule, life, year, frozen)
        away = life.exempt_until is not None and life.exempt_until[0] <= last
        if year < day.year and day > plus(last, rule["grace"]) and not away:
            missed.append(str(year))
            year, sheet, done, touched, frozen = day.year, Sheet(rule), None, False, None
            for row in waiting:
                done = done or put(sheet, row)
            waiting = []
        touched = touched or theirs
        for row in today:
            if row["what"] not in ("attempt", "unlock"):
                continue
            if year < day.year:
                waiting.append(row)
            done = done or put(sheet, row)
            if done and year < day.year:
                year, sheet, done, waiting, frozen = day.year, Sheet(rule), None, [], None
                touched = theirs
        if day in looks:
            found[day] = ("not_assigned", tuple(missed))
            if theirs:
                due = year_due(rule, life, year, since if frozen is None else frozen)
                state = word(rule, life, day, sheet, due, done, False)
                found[day] = (state, due, None, done, tuple(missed))
    return found


def put(sheet, row):
    """Write it down; the day, when the sheet is finished with it."""
    if row["what"] == "unlock":
        sheet.unlock()
        return None
    sheet.write(row)
    return row["day"] if sheet.finished() else None


def exempt_at_midnight(life, day):
    return life.exempt_until is not None and life.exempt_until[0] < day <= life.exempt_until[1]


def year_due(rule, life, year, since):
    due = date(year, 11, 30)
    if since is not None and since > date(year, 1, 1):
        due = max(due, plus(since, rule["least"]))
    return moved(due, life, date(year, 1, 1), rule["least"])
