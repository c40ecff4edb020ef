"""The file `keys`: slots that each wrap the vault's one master key."""

from __future__ import annotations

import json
import re
import secrets
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from impersonation_watch import plain, sealing
from impersonation_watch.language import _
from impersonation_watch.model import StoreError

NAME = "keys"
VERSION = 1
KEY_BYTES = 32
SALT_BYTES = 16  # RFC 9106 §3.1
PASSPHRASE, RECOVERY = "passphrase", "recovery"
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U to misread
CODE_LENGTH = 24  # 5 bits each: 120 bits, beyond guessing without a slow derivation
CODE_MISREAD = str.maketrans("ILO", "110")
# A changed file must not make us ask for all the memory there is, or work for hours.
MOST_SLOTS = 8  # there are two
MOST_MEMORY = 2**20  # KiB
MOST_WORK = 4 * 2**20  # KiB times rounds; five times the usual, some seconds
MOST_LANES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one guess at the passphrase costs: Argon2id rounds, KiB of memory, lanes."""

    time: int = 3
    memory: int = 256 * 1024
    lanes: int = 4


USUAL = Cost()  # about half a second on a small machine
FLOOR = Cost(memory=64 * 1024)  # RFC 9106 §4, second recommended choice; practice and tests only


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The master key, wrapped by one secret. `cost` is None for secrets nobody can guess."""

    kind: str
    salt: bytes
    wrapped: bytes
    cost: Cost | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """All slots. `practice` is bound to each of them: changing it here opens nothing."""

    vault: str
    practice: bool
    slots: tuple[Slot, ...]
    version: int = VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """What the right secret gives."""

    master: bytes
    practice: bool


def create_keys(folder: Path, passphrase: str, *, practice: bool) -> tuple[Unlocked, str]:
    """Write a new key file; returns the master key and the recovery code, shown only once."""
    master, code = secrets.token_bytes(KEY_BYTES), _new_code()
    file = KeyFile(vault=secrets.token_hex(8), practice=practice, slots=())
    slots = (_wrap(file, PASSPHRASE, passphrase, master), _wrap(file, RECOVERY, code, master))
    _write(folder, replace(file, slots=slots))
    return Unlocked(master=master, practice=practice), code


def unlock(folder: Path, secret: str) -> Unlocked:
    """The master key by passphrase or recovery code.

    Raises StoreError: no vault there, a newer version, damaged, or not the right secret.
    """
    file = _read(folder)
    kinds = (RECOVERY, PASSPHRASE) if _looks_like_code(secret) else (PASSPHRASE,)
    for slot in sorted(file.slots, key=lambda slot: slot.kind, reverse=True):
        if slot.kind in kinds:
            master = _unwrap(file, slot, secret)
            if master is not None:
                return Unlocked(master=master, practice=file.practice)
    raise StoreError(
        _("that is not the passphrase of this vault"),
        advice=_("Check capital letters and the keyboard's language, or use the recovery code."),
    )


def capsule_key(master: bytes) -> bytes:
    """The only key that leaves the vault; opens no finding, no row and no blob."""
    return sealing.derive(master, "capsule")


def change_passphrase(folder: Path, master: bytes, passphrase: str) -> None:
    """Rewrite the passphrase slot; before or after, never between. Nothing else is re-encrypted."""
    _replace_slot(folder, PASSPHRASE, passphrase, master)


def new_recovery_code(folder: Path, master: bytes) -> str:
    """Rewrite the recovery slot; returns the code, kept nowhere. The passphrase stays."""
    code = _new_code()
    _replace_slot(folder, RECOVERY, code, master)
    return code


def _replace_slot(folder: Path, kind: str, secret: str, master: bytes) -> None:
    file = _read(folder)
    kept = tuple(slot for slot in file.slots if slot.kind != kind)
    _write(folder, replace(file, slots=(_wrap(file, kind, secret, master), *kept)))


def _wrap(file: KeyFile, kind: str, secret: str, master: bytes) -> Slot:
    cost = None if kind == RECOVERY else (FLOOR if file.practice else USUAL)
    slot = Slot(kind=kind, salt=secrets.token_bytes(SALT_BYTES), wrapped=b"", cost=cost)
    wrapped = sealing.seal(_slot_key(slot, secret), sealing.held(master), _about(file, slot))
    return replace(slot, wrapped=wrapped)


def _unwrap(file: KeyFile, slot: Slot, secret: str) -> bytes | None:
    try:
        return sealing.unseal(_slot_key(slot, secret), slot.wrapped, _about(file, slot))
    except StoreError:
        return None


def _about(file: KeyFile, slot: Slot) -> bytes:
    return plain.dump(replace(file, slots=(replace(slot, wrapped=b""),))).encode()


def _slot_key(slot: Slot, secret: str) -> bytes:
    if slot.cost is None:
        return sealing.condense(_code(secret).encode() + slot.salt, "recovery")
    typed = unicodedata.normalize("NFC", secret).strip()  # systems type accents differently
    try:
        return hash_secret_raw(
            typed.encode("utf-8", "surrogatepass"),
            slot.salt,
            time_cost=slot.cost.time,
            memory_cost=slot.cost.memory,
            parallelism=slot.cost.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    except HashingError as error:
        raise StoreError(
            _("the passphrase could not be checked: not enough memory"),
            advice=_("Close other programs; {memory} MB are needed for a moment.").format(
                memory=slot.cost.memory // 1024
            ),
        ) from error


def _new_code() -> str:
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    return "-".join(re.findall("....", letters))


def _code(typed: str) -> str:
    """The letters of a code, however it was typed."""
    return re.sub(r"[\s\-–—_.]", "", typed).upper().translate(CODE_MISREAD)


def _looks_like_code(secret: str) -> bool:
    letters = _code(secret)
    return len(letters) == CODE_LENGTH and set(letters) <= set(CODE_LETTERS)


def _write(folder: Path, file: KeyFile) -> None:
    sealing.write_whole(folder / NAME, plain.dump(file).encode())


def _read(folder: Path) -> KeyFile:
    try:
        content = (folder / NAME).read_bytes()
    except FileNotFoundError as error:
        raise StoreError(
            _("there is no vault in {folder}").format(folder=folder),
            advice=_("Check the folder's name, or make a vault with `impersonation-watch review`."),
        ) from error
    except OSError as error:
        raise StoreError(
            _("{name} could not be read: {reason}").format(name=NAME, reason=error.strerror),
            advice=_("Check the folder's permissions and the disk."),
        ) from error
    return _parse(content)


def _parse(content: bytes) -> KeyFile:
    try:
        given = json.loads(content)
        if isinstance(given, dict) and given.get("version", 0) > VERSION:
            raise _newer()
        file = plain.load(KeyFile, content)
    except (ValueError, TypeError, RecursionError) as error:
        raise _damaged() from error
    if len(file.slots) > MOST_SLOTS or not all(_is_sane(slot.cost) for slot in file.slots):
        raise _damaged()
    return file


def _is_sane(cost: Cost | None) -> bool:
    return cost is None or (
        cost.time >= 1
        and 1 <= cost.lanes <= MOST_LANES
        and 8 * cost.lanes <= cost.memory <= MOST_MEMORY
        and cost.time * cost.memory <= MOST_WORK
    )


def _newer() -> StoreError:
    return StoreError(
        _("this vault was made by a newer version of the program"),
        advice=_("Install the newest version, then open it again. Nothing was changed."),
    )


def _damaged() -> StoreError:
    return StoreError(
        _("the file {name} is damaged").format(name=NAME),
        advice=_(
            "Put back the file from a backup of the folder; without it nothing can be opened."
        ),
    )
