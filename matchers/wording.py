"""One word of a name as written, read three ways."""

from __future__ import annotations

from dataclasses import dataclass, field

from matchers.letters import Step

MOST_READ = 2_000  # characters; no platform shows a longer name


@dataclass(frozen=True, slots=True)
class Word:
    """One word read three ways."""

    plain: str  # small letters, nothing undone but what cannot be seen
    look: str  # the ASCII letters it looks like
    sound: str  # transliterated; the same as look where all letters are Latin
    steps: frozenset[Step] = frozenset()
    mixed: bool = False  # Latin letters beside look-alikes of another script
    # where in the text each letter of `look` stands, and where something was undone
    at: tuple[int, ...] = field(default=(), compare=False)
    odd: tuple[int, ...] = field(default=(), compare=False)

    def __hash__(self) -> int:
        """Of what tells words apart; many are looked up, and all fields would take longer."""
        return hash((self.plain, self.look))

    def moved(self, start: int) -> Word:
        """The same word so many characters further on in a text."""
        if not start:
            return self
        at = tuple([each + start for each in self.at])
        odd = tuple([each + start for each in self.odd])
        return Word(self.plain, self.look, self.sound, self.steps, self.mixed, at, odd)

    def cut(self, start: int, stop: int) -> Word:
        """Some of its letters as a word of their own, by their numbers in `look`."""
        even = len(self.plain) == len(self.look)
        low = self.at[start] if start < len(self.at) else 0
        high = self.at[stop] if stop < len(self.at) else MOST_READ
        look = self.look[start:stop]
        return Word(
            plain=self.plain[start:stop] if even else look,
            look=look,
            sound=self.sound[start:stop] if len(self.sound) == len(self.look) else look,
            steps=self.steps,
            mixed=self.mixed,
            at=self.at[start:stop],
            odd=tuple(each for each in self.odd if low <= each < high),
        )


Words = tuple[Word, ...]
