"""Asks a matcher for curated person names, in an environment of its own, about pairs of names.

Imported by the bench it starts the other Python; run by the other Python it answers.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

LONGEST = 1_800  # seconds; about 2,000 pairs a second, and half a minute to load


def ask(python: str, asked: Sequence[tuple[str, str]]) -> dict[str, list[float]]:
    """Scores between 0 and 1 for each pair of names, by the matchers that `python` can import.

    Empty when it has none of them. Raises CalledProcessError when it fails otherwise.
    """
    with tempfile.TemporaryDirectory() as folder:
        questions, answers = Path(folder) / "pairs.json", Path(folder) / "scores.json"
        questions.write_text(json.dumps(asked), encoding="utf-8")
        command = [python, __file__, str(questions), str(answers)]
        subprocess.run(command, check=True, timeout=LONGEST)
        scores: dict[str, list[float]] = json.loads(answers.read_text(encoding="utf-8"))
        return scores


def _matchers() -> Iterator[tuple[str, Callable[[int, str, str], float]]]:
    """Imported here, since only the other environment has them."""
    try:
        from followthemoney import EntityProxy, model
        from nomenklatura.matching import LogicV1, LogicV2, ScoringAlgorithm
    except ImportError:
        return

    def person(number: str, name: str) -> EntityProxy:
        said = {"id": number, "schema": "Person", "properties": {"name": [name]}}
        return model.get_proxy(said)

    def comparing(algorithm: type[ScoringAlgorithm]) -> Callable[[int, str, str], float]:
        def compare(number: int, ours: str, theirs: str) -> float:
            # names are kept by id: every name needs one of its own
            first, second = person(f"o{number}", ours), person(f"t{number}", theirs)
            return float(algorithm.compare(first, second, algorithm.default_config()).score)

        return compare

    yield from ((algorithm.NAME, comparing(algorithm)) for algorithm in (LogicV2, LogicV1))


def _answer(questions: Path, answers: Path) -> None:
    asked: list[tuple[str, str]] = json.loads(questions.read_text(encoding="utf-8"))
    scores = {
        matcher: [compare(number, *pair) for number, pair in enumerate(asked)]
        for matcher, compare in _matchers()
    }
    answers.write_text(json.dumps(scores), encoding="utf-8")


if __name__ == "__main__":
    _answer(Path(sys.argv[1]), Path(sys.argv[2]))
