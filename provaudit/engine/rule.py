"""Rule and pack files as they are written: what keys they have and what may stand there."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from provaudit.engine.facts.subjects import Scope
from provaudit.model.audit import Level


class Persona(StrEnum):
    """Who wants to be told: the desk before publication, the reviewer of a story, the researcher of many."""

    DESK = "desk"
    REVIEWER = "reviewer"
    RESEARCHER = "researcher"


class _File(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Authority(_File):
    """The newsroom code, style guide or book that a rule comes from, and the place in it."""

    code: str = Field(min_length=1, description="Short name of the code: AP, BBC, Reuters, NPR, SPJ; provaudit for our own.")
    clause: str = Field(min_length=1, description="Clause, section or topic in it.")


FactValue = bool | int | str | list[str]


class Example(_File):
    """A passage, or facts, that a rule must hit or miss; a plain string is a passage."""

    text: str | None = Field(None, min_length=1, description="A passage, audited as an article of its own.")
    publisher: str | None = Field(None, description="Who publishes the passage.")
    facts: dict[str, FactValue] | None = Field(
        None, description="Facts instead of a passage; those not given are of a plain statement by a named person."
    )
    marks: list[str] | None = Field(None, description="The words that the findings point at, in text order (rules with a level).")
    points: int | None = Field(None, description="The points that the rule gives (scoring rules).")
    says: str | None = Field(None, description="The message, or the reason of the points, as it reads.")

    @model_validator(mode="after")
    def _one_kind(self) -> Example:
        if (self.text is None) == (self.facts is None):
            raise ValueError("an example has either text or facts")
        return self


def _passage(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


ExampleEntry = Annotated[Example, BeforeValidator(_passage, json_schema_input_type=Example | str)]


class Examples(_File):
    """What a rule must hit and what it must miss; the examples are tests."""

    hit: list[ExampleEntry] = Field(default_factory=list)
    miss: list[ExampleEntry] = Field(default_factory=list)


class Rule(_File):
    """One rule. With `points` it is a scoring rule, with `level` it makes findings; it has one of the two."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["points"]}, {"required": ["level"]}]})

    id: str = Field(pattern=r"^[A-Z]{1,8}[0-9]{2,3}$", description="Family letters and number; never used for another rule.")
    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="A short name in kebab case.")
    scope: Annotated[Scope, Field(strict=False)] = Field(Scope.STATEMENT, description="What the rule looks at, one at a time.")
    points: int | str | None = Field(None, description="Added to the directness: an int, or a CEL expression that gives one.")
    level: Annotated[Level, Field(strict=False)] | None = Field(None, description="How bad a finding is.")
    confidence: float = Field(1.0, gt=0, le=1, description="How often a hit is right; multiplied by that of the statement.")
    persona: Annotated[Persona, Field(strict=False)] = Field(Persona.DESK, description="Who wants to be told.")
    when: str = Field(min_length=1, description="A CEL expression over the facts of the scope: true where the rule applies.")
    quoted: bool = Field(False, description="Whether the rule looks at words inside quotation marks too; they are the speaker's.")
    at: str | None = Field(None, description="The place that a finding points at: content, origin, relays, cue, hedges, unit ...")
    related: list[str] = Field(default_factory=list, description="Places that a finding shows beside it.")
    message: str = Field(min_length=1, description="What is said, in one sentence; {fact} is filled in.")
    why: str = Field(min_length=1, description="Why it matters to a reader.")
    fix: str = Field(min_length=1, description="What to do about it.")
    authority: list[Authority] = Field(default_factory=list, description="Where the norm comes from.")
    examples: Examples = Field(default_factory=Examples)

    @model_validator(mode="after")
    def _one_effect(self) -> Rule:
        if (self.points is None) == (self.level is None):
            raise ValueError("a rule has either points (a scoring rule) or a level (a finding rule)")
        if self.points is not None and self.scope is not Scope.STATEMENT:
            raise ValueError("a scoring rule has the scope statement: only statements have a directness")
        if self.points is not None and (self.at or self.related or self.quoted):
            raise ValueError("a scoring rule points at nothing: at, related and quoted belong to rules with a level")
        return self


class Change(_File):
    """What a pack changes in a rule of the pack that it extends."""

    off: bool = Field(False, description="Switches the rule off.")
    level: Annotated[Level, Field(strict=False)] | None = Field(None, description="Another level.")
    points: int | str | None = Field(None, description="Other points.")
    persona: Annotated[Persona, Field(strict=False)] | None = Field(None, description="Who else wants to be told.")
    why: str | None = Field(None, min_length=1, description="Why this newsroom sees it so; takes the place of the rule's why.")
    authority: list[Authority] = Field(default_factory=list, description="The clause behind it; goes before the rule's own.")

    @model_validator(mode="after")
    def _some_effect(self) -> Change:
        if self.off and (self.level is not None or self.points is not None):
            raise ValueError("a rule that is switched off has no level and no points")
        if not self.model_fields_set:
            raise ValueError("the change changes nothing: say off, level, points, persona, why or authority")
        return self


class Grades(_File):
    """The lowest directness that earns each grade; below E it is F."""

    A: int = Field(85, ge=0, le=100)
    B: int = Field(70, ge=0, le=100)
    C: int = Field(55, ge=0, le=100)
    D: int = Field(40, ge=0, le=100)
    E: int = Field(20, ge=0, le=100)

    @model_validator(mode="after")
    def _descending(self) -> Grades:
        floors = list(self.floors.values())
        if floors != sorted(set(floors), reverse=True):
            raise ValueError("a better grade asks for more points")
        return self

    @property
    def floors(self) -> dict[str, int]:
        """Grade -> lowest directness, best first."""
        return {"A": self.A, "B": self.B, "C": self.C, "D": self.D, "E": self.E}

    def of(self, directness: float) -> str:
        """The grade of a directness (0..100)."""
        return next((grade for grade, floor in self.floors.items() if directness >= floor), "F")


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, str) else value


class PackFile(_File):
    """`pack.yaml`: what a folder of rules is called, what it builds on and what it changes there."""

    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    version: str = Field(min_length=1, description="In quotation marks: YAML would read 1.0 as a number.")
    title: str = Field(min_length=1)
    extends: Annotated[list[str], BeforeValidator(_one_or_many, json_schema_input_type=list[str] | str)] = Field(
        default_factory=list, description="Packs to build on: the name of a shipped one, or the path of a folder from this one."
    )
    grades: Grades | None = Field(None, description="Grade boundaries; if left out, those of the extended pack.")
    changes: dict[str, Change] = Field(default_factory=dict, description="Rule id -> what is changed in it.")
