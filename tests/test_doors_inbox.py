"""The inbox: what is sealed in comes out unchanged, and nothing else is taken for a letter."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest
from keeping import KEY, NOW, found, hit, sighted, snapshot, started

from impersonation_watch import inbox, plain, sealing
from impersonation_watch.inbox import Letter, Spoiled
from impersonation_watch.model import Finding, FindingKind, Presence, StoreError

PAGE = b"<h1>Naomi Whitaker</h1>"
Unsealed = Callable[[bytes], Path]


class Post:
    """A folder with the vault's key pair."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pair = pyrage.x25519.Identity.generate()

    def sender(self, counter: int = 0) -> inbox.Sender:
        return inbox.Sender(self.folder, KEY, str(self.pair.to_public()), counter)

    def put(self, finding: Finding) -> Path:
        known = set(self.files())
        self.sender().put(finding, {snapshot(PAGE).sha256: PAGE})
        return (set(self.files()) - known).pop()

    def put_authentic(self, content: bytes) -> None:
        """A letter signed and sealed properly, with anything inside."""
        body = inbox.COUNTER.pack(1) + pyrage.encrypt(content, [self.pair.to_public()])
        signed = sealing.mac(sealing.derive(KEY, "inbox"), body) + body
        (self.folder / "inbox").mkdir(exist_ok=True)
        (self.folder / "inbox" / "1-a").write_bytes(signed)

    def put_head(self, head: bytes, rest: bytes = b"") -> None:
        self.put_authentic(inbox.LENGTH.pack(len(head)) + head + rest)

    def files(self) -> list[Path]:
        return list((self.folder / "inbox").glob("*"))

    def letters(self) -> list[Letter | Spoiled]:
        return list(inbox.letters(self.folder, KEY, str(self.pair)))


@pytest.fixture
def post(tmp_path: Path) -> Post:
    return Post(tmp_path)


def test_a_finding_comes_out_as_it_went_in(post: Post) -> None:
    finding = found(hit(), PAGE)
    post.put(finding)
    (letter,) = post.letters()
    assert isinstance(letter, Letter)
    assert (letter.finding, dict(letter.blobs)) == (finding, {snapshot(PAGE).sha256: PAGE})


@pytest.mark.parametrize(
    "name",
    ["Na\u202eomi\u200b", "half a pair \ud83d", "nul\x00nul", "N" * 100_000, "Наоми \U0001f600"],
)
def test_any_name_passes_the_door_letter_for_letter(post: Post, name: str) -> None:
    post.put(found(hit(name), PAGE))
    (letter,) = post.letters()
    assert isinstance(letter, Letter)
    assert letter.finding.hit is not None
    assert letter.finding.hit.candidate.handle == name


def test_letters_come_in_the_order_they_were_counted(post: Post) -> None:
    sender = post.sender()
    counters = [sender.put(started(f"r{n}"), {}) for n in range(12)]
    assert [letter.counter for letter in post.letters()] == counters == list(range(1, 13))


def test_a_new_sender_goes_on_after_the_letters_still_lying_there(post: Post) -> None:
    post.sender(counter=7).put(started(), {})
    assert post.sender(counter=0).put(started(), {}) == 9


def test_a_forged_letter_does_not_move_the_counter(post: Post) -> None:
    post.put(started())
    forged = bytes(inbox.MAC_BYTES) + inbox.COUNTER.pack(10**12) + b"x" * 200
    (post.folder / "inbox" / "forged").write_bytes(forged)
    assert inbox.highest(post.folder, KEY) == 1


def test_a_letter_cut_anywhere_is_spoiled_and_never_read(post: Post) -> None:
    path = post.put(started())
    whole = path.read_bytes()
    for end in range(len(whole)):
        path.write_bytes(whole[:end])
        assert isinstance(post.letters()[0], Spoiled), end


def test_a_letter_changed_in_any_byte_is_spoiled(post: Post) -> None:
    path = post.put(started())
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert isinstance(post.letters()[0], Spoiled), place


def test_a_letter_somebody_without_the_key_wrote_is_spoiled(post: Post) -> None:
    forger = inbox.Sender(post.folder, b"x" * 32, str(post.pair.to_public()), 0)
    forger.put(started(), {})
    (spoiled,) = post.letters()
    assert isinstance(spoiled, Spoiled)
    assert spoiled.counter is None


def test_a_letter_to_another_vault_is_spoiled_but_counted(post: Post) -> None:
    other = str(pyrage.x25519.Identity.generate().to_public())
    inbox.Sender(post.folder, KEY, other, 4).put(started(), {})
    (spoiled,) = post.letters()
    assert isinstance(spoiled, Spoiled)
    assert (spoiled.counter, spoiled.why) == (5, "sealed to another vault")


def test_a_copy_of_a_letter_has_the_same_seal(post: Post) -> None:
    path = post.put(started())
    shutil.copy(path, path.with_name("copy"))
    one, two = post.letters()
    assert isinstance(one, Letter)
    assert isinstance(two, Letter)
    assert one.seal == two.seal


def test_a_file_too_large_is_not_even_read(post: Post) -> None:
    path = post.put(started())
    with path.open("r+b") as file:
        file.truncate(inbox.MAX_BYTES + 1)
    (spoiled,) = post.letters()
    assert isinstance(spoiled, Spoiled)
    assert spoiled.why == "too large"


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"null",
        b'{"finding":1,"sizes":[]}',
        b"[" * 2_000_000,
        b'{"a":' * 500_000,
        b"9" * 5_000_000,
        b'"' + b"\\u0041" * 1_000_000 + b'"',
        b"\xff\xfe",
        b'{"finding":{},"sizes":[],"more":1}',
    ],
    ids=["empty", "null", "number", "deep", "deeper", "digits", "long", "utf-16", "unknown"],
)
def test_a_letter_with_strange_json_is_spoiled(post: Post, head: bytes) -> None:
    post.put_head(head)
    assert isinstance(post.letters()[0], Spoiled)


def test_a_letter_whose_json_is_cut_anywhere_is_spoiled(post: Post) -> None:
    head = plain.dump(inbox.Head(finding=started(), sizes=())).encode()
    for end in range(len(head)):
        post.put_head(head[:end])
        assert isinstance(post.letters()[0], Spoiled), end


def test_a_letter_with_other_bytes_than_noted_is_spoiled(post: Post) -> None:
    sizes = ((hashlib.sha256(PAGE).hexdigest(), len(PAGE)),)
    head = plain.dump(inbox.Head(finding=found(hit(), PAGE), sizes=sizes)).encode()
    post.put_head(head, PAGE.replace(b"Naomi", b"Xaomi"))
    assert isinstance(post.letters()[0], Spoiled)


def test_a_hit_whose_sum_is_no_number_is_spoiled(post: Post) -> None:
    post.put(found(hit(bits=float("nan")), PAGE))
    assert isinstance(post.letters()[0], Spoiled)


def test_a_finding_of_a_kind_without_its_content_is_spoiled(post: Post) -> None:
    post.put(Finding(kind=FindingKind.HIT, run="r1", made_at=NOW))
    assert isinstance(post.letters()[0], Spoiled)


def test_a_time_without_a_zone_is_spoiled(post: Post) -> None:
    post.put(sighted("k", Presence.UP, at=NOW.replace(tzinfo=None)))
    assert isinstance(post.letters()[0], Spoiled)


def test_a_snapshot_cannot_be_sent_without_its_bytes(post: Post) -> None:
    with pytest.raises(ValueError, match="without its bytes"):
        post.sender().put(found(hit(), PAGE), {})


def test_a_capsule_without_a_recipient_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="names no key"):
        inbox.Sender(tmp_path, KEY, "nonsense", 0)
