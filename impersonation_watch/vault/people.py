"""People, their photos, and the settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from impersonation_watch import plain
from impersonation_watch.language import _
from impersonation_watch.model import OwnAccount, OwnSeen, Person, Photo, Settings, StoreError
from impersonation_watch.vault.log import Log

SETTINGS, PRACTICE = "settings", "practice"


class People(Log):
    """Who is watched over, and how."""

    def people(self) -> tuple[Person, ...]:
        """Everybody, in the order they were enrolled."""
        rows = self.desk.rows("SELECT noun FROM people ORDER BY rowid")
        return tuple(plain.load(Person, row["noun"]) for row in rows)

    def person(self, person_id: str) -> Person:
        """Raises KeyError when there is nobody with this id."""
        row = self.desk.first("SELECT noun FROM people WHERE id = ?", (person_id,))
        if row is None:
            raise KeyError(person_id)
        return plain.load(Person, row["noun"])

    def save_person(self, person: Person) -> None:
        """Add the person, or replace what was known."""
        with self.change():
            self.desk.run(
                "INSERT INTO people (id, noun) VALUES (?, ?)"
                " ON CONFLICT (id) DO UPDATE SET noun = excluded.noun",
                (person.id, plain.dump(person)),
            )

    def settings(self) -> Settings:
        """What the user chose; the defaults before that."""
        text = self.fact(SETTINGS)
        return plain.load(Settings, text) if text else Settings()

    def save_settings(self, settings: Settings) -> None:
        """Raises StoreError for a practice network in a vault that is no practice vault."""
        if settings.practice is not None and not self.practice:
            raise StoreError(
                _("a practice network can only be used with a vault made for practice"),
                advice=_("Use `impersonation-watch demo`, which makes one."),
            )
        self.set_fact(SETTINGS, plain.dump(settings))

    @property
    def practice(self) -> bool:
        """Whether this vault was made for the practice network."""
        return self.fact(PRACTICE) == "yes"

    def save_photo_original(
        self, person_id: str, photo: Photo, original: bytes, display: bytes
    ) -> None:
        """Keep a photo: the file as it was given, the copy for the page, and its fingerprint.

        The photo is added to the person where she is enrolled already.
        """
        kept = (self.blobs.put(original), self.blobs.put(display))
        with self.change():
            self.keep_still({kept[0]: original, kept[1]: display})
            self.desk.run(
                "INSERT INTO photos (id, person_id, original, display) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET original = excluded.original,"
                " display = excluded.display",
                (photo.id, person_id, *kept),
            )
            self._add_photo(person_id, photo)

    def photos_taken_out(self, person_id: str) -> tuple[str, ...]:
        """Ids of photos that are kept, and no longer looked for."""
        hers = {each.id for each in self.person(person_id).photos}
        rows = self.desk.rows("SELECT id FROM photos WHERE person_id = ?", (person_id,))
        return tuple(row["id"] for row in rows if row["id"] not in hers)

    def erase_photo(self, photo_id: str, now: datetime) -> None:
        """Let go of a photo for good; its files go with the next sweep. KeyError if none such."""
        with self.change():
            if self.desk.first("SELECT id FROM photos WHERE id = ?", (photo_id,)) is None:
                raise KeyError(photo_id)
            self.desk.run("DELETE FROM photos WHERE id = ?", (photo_id,))
            self.log("photo_erased", photo_id, now)

    def photo_display(self, photo_id: str) -> bytes:
        """The re-encoded copy, of a picture of a case as well.

        KeyError when there is no such photo, StoreError when it changed.
        """
        return self._photo(photo_id, "display")

    def has_photo(self, photo_id: str) -> bool:
        """Whether it is kept still: a picture of a case goes with it."""
        row = self.desk.first(
            "SELECT 1 FROM photos WHERE id = ?1 UNION ALL SELECT 1 FROM case_photos WHERE id = ?1",
            (photo_id,),
        )
        return row is not None

    def photo_original(self, photo_id: str) -> bytes:
        """The file as it was given; same errors."""
        return self._photo(photo_id, "original")

    def keep_still(self, blobs: dict[str, bytes]) -> None:
        """Inside `change`: write again what another process deleted between writing and now."""
        for sha256, content in blobs.items():
            if not self.blobs.has(sha256):
                self.blobs.put(content)

    def add_own_account(self, person_id: str, account: OwnAccount, now: datetime) -> bool:
        """Whether the account is new to the person; it is added then."""
        with self.change():
            person = self.person(person_id)
            if account in person.own_accounts:
                return False
            self.save_person(replace(person, own_accounts=(*person.own_accounts, account)))
            self.log("own_account", f"{person_id} {account.platform}", now)
            return True

    def learn_own_account(self, seen: OwnSeen, now: datetime) -> None:
        """Add the stable id to the account it was met for; nothing when that is gone or has one."""
        with self.change():
            try:
                person = self.person(seen.person_id)
            except KeyError:
                return  # taken out since the run began
            if seen.account not in person.own_accounts:
                return
            learnt = replace(seen.account, platform_id=seen.platform_id)
            own = tuple(learnt if each == seen.account else each for each in person.own_accounts)
            self.save_person(replace(person, own_accounts=own))
            self.log("own_account_learnt", f"{person.id} {learnt.platform}", now)

    def drop_own_account(self, person_id: str, account: OwnAccount) -> None:
        """Take the account back from the person's own."""
        with self.change():
            person = self.person(person_id)
            kept = tuple(each for each in person.own_accounts if each != account)
            self.save_person(replace(person, own_accounts=kept))

    def _photo(self, photo_id: str, column: str) -> bytes:
        row = self.desk.first(
            "SELECT original, display FROM photos WHERE id = ?1"
            " UNION ALL SELECT original, display FROM case_photos WHERE id = ?1",
            (photo_id,),
        )
        if row is None:
            raise KeyError(photo_id)
        return self.blobs.get(row[column])

    def _add_photo(self, person_id: str, photo: Photo) -> None:
        try:
            person = self.person(person_id)
        except KeyError:
            return  # enrolled next, with this photo among hers
        others = tuple(each for each in person.photos if each.id != photo.id)
        self.save_person(replace(person, photos=(*others, photo)))
