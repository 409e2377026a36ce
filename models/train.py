"""Train the linear models of the English reader; the same files give the same weights.

    python -m models.train --rows models/rows/written.jsonl … --out simulator/language/en/learned.json

What was trained on what, and how well it does, is told in `models/README.md`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from models import behaviours
from models import help as helping
from models.rows import helpdesk, helpdesk_talks, labelled, talks
from simulator.language.learned.weights import FORMAT

ROOT = Path(__file__).parent


def main(argv: Sequence[str] | None = None) -> None:
    """Train, write the weights and say what was kept."""
    args = _arguments(argv)
    models: dict[str, Mapping[str, Any]] = {}
    rows, elsewhere = labelled(args.rows), []
    if args.helpdesk_turns and args.helpdesk_talks:
        elsewhere = helpdesk(args.helpdesk_labels, args.helpdesk_turns, args.helpdesk_talks)
    models.update(behaviours.train(rows, labelled(args.support), elsewhere))
    rated = [talks(path) for path in args.talks]
    if args.helpdesk_talks:
        rated.append(helpdesk_talks(args.helpdesk_talks))
    if rated:
        models["help"] = helping.train(rated)
    content = {"format": FORMAT, "models": dict(sorted(models.items()))}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    args.out.write_text(text + "\n", encoding="ascii")
    print(f"{args.out}: {len(text) // 1000} kB, models: {', '.join(sorted(models))}")


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", nargs="+", type=Path, default=[ROOT / "rows" / "written.jsonl"])
    parser.add_argument("--support", nargs="*", type=Path, default=[ROOT / "rows" / "support.jsonl"])
    parser.add_argument("--helpdesk-labels", type=Path, default=ROOT / "labels" / "helpdesk.jsonl")
    parser.add_argument("--helpdesk-turns", type=Path)
    parser.add_argument("--helpdesk-talks", type=Path)
    parser.add_argument("--talks", nargs="*", type=Path, default=[])
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args(argv)


if __name__ == "__main__":
    main()
