"""What a form file may say: the data model of facts about places and laws, checked strictly."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

Status: TypeAlias = Literal["verified", "unverified", "conflict", "retired"]
Id: TypeAlias = Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
Role: TypeAlias = Literal["self", "representative", "parent", "bystander"]
STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Source:
    """Where a statement of a form was read, and when."""

    url: str
    kind: Literal["official", "archive", "helpline", "third_party", "own"]
    seen: date | None = None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class FormField:
    """One field of a form; `source` says which fact fills it."""

    key: str
    label: str
    type: Literal["text", "email", "url", "url_list", "choice", "checkbox", "file", "signature"]
    required: bool
    source: str
    max_chars: int = 0
    unit: Literal["characters", "graphemes"] = "characters"
    value: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Locator:
    type: Literal["url", "account_id", "handle", "descriptor", "phone", "invite"]
    pattern: str = ""
    required: bool = True


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Policy:
    topic: str
    says: str
    source: Source


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Proof:
    type: Literal["profile_link", "government_id", "authority_letter", "selfie", "phone", "none"]
    required: bool
    note: str = ""


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Channel:
    """One way into a platform."""

    id: Id
    purpose: tuple[str, ...]
    method: Literal["web_form", "in_app", "email", "api", "bot", "post"]
    url: str = ""
    reporter: tuple[Role, ...] = ("self",)
    account_needed: Literal["none", "own", "any", "conflict", "unknown"] = "unknown"
    languages: tuple[str, ...] = ()
    proof: tuple[Proof, ...] = ()
    fields: tuple[FormField, ...] = ()
    discloses_to_reported: Literal["never", "possible", "always", "unknown"] = "unknown"
    learns: tuple[str, ...] = ()
    follow_up_after_hours: int = 72
    appeal: Id | None = None
    repeat_after_days: int = 7
    pitfalls: tuple[str, ...] = ()
    status: Status = "unverified"
    verified_on: date | None = None
    sources: tuple[Source, ...] = ()

    @property
    def needs_address(self) -> bool:
        """Whether it takes no report about a profile without a web address."""
        return any(each.required and each.source == "target_locator" for each in self.fields)

    @property
    def takes_facts(self) -> bool:
        """Whether it has room for what the profile copies; a copyright notice has not."""
        return any(each.source.startswith("facts_") for each in self.fields)

    @property
    def takes(self) -> frozenset[str]:
        """The facts its fields are filled from."""
        return frozenset(each.source for each in self.fields)


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Platform:
    """A place that takes reports; its file is platforms/<id>.yaml."""

    schema: Literal[1]
    id: Id
    name: str
    kind: Literal["social", "video", "messenger", "dating", "publishing", "code", "federated"]
    operator: str
    hosts: tuple[str, ...] = ()
    target_locators: tuple[Locator, ...]
    policy: tuple[Policy, ...] = ()
    channels: tuple[Channel, ...]

    @property
    def channel(self) -> Channel:
        """The way in for impersonation: the first that is not retired."""
        return self._ways()[0]

    def channel_for(self, *, has_address: bool) -> Channel:
        """The first open way; without a web address the first that does not ask for one."""
        ways = self._ways()
        fitting = (way for way in ways if has_address or not way.needs_address)
        return next(fitting, ways[0])

    def _ways(self) -> list[Channel]:
        open_ways = (way for way in self.channels if way.status != "retired")
        return [way for way in open_ways if "impersonation" in way.purpose]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Ground:
    """A law a notice may name; `status` tells how surely we know its wording."""

    id: Id
    country: str
    law: str
    covers: str
    status: Literal["verified", "documented", "unverified"]
    source: str = ""


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Law:
    """A legal route; its file is laws/<id>.yaml."""

    schema: Literal[1]
    id: Id
    name: str
    jurisdiction: str
    countries: tuple[str, ...]  # ISO 3166-1 alpha-2, of those who may use it; empty: everybody
    applies_if: tuple[str, ...]
    addressee: str
    clock: str
    exclusions: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()
    channel: Channel

    @property
    def is_locked(self) -> bool:
        """A copyright notice opens only after questions of its own."""
        return "copyright" in self.channel.purpose

    def channel_for(self, *, has_address: bool) -> Channel:
        """A law knows one way, with an address or without."""
        return self.channel


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Document:
    """A paper for people, not for a platform; its file is documents/<id>.yaml."""

    schema: Literal[1]
    id: Id
    name: str
    addressee: str
    channel: Channel

    def channel_for(self, *, has_address: bool) -> Channel:
        """A paper is handed over in one way, with an address or without."""
        return self.channel


Form: TypeAlias = Platform | Law | Document
