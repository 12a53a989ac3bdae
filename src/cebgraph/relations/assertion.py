"""Assertion: whether an act is told as done, planned, agreed or denied, from the cues around its verb.

Cues stand in the verb's own clause. One whom a directive addresses (责成X制定Y) does not act yet; what is merely
encouraged, or named as an aim, is no act at all.
"""

from __future__ import annotations

from cebgraph.model.statement import Status
from cebgraph.resources.rules import Assertion


def assess(before: str, behind: str, assertion: Assertion) -> Status:
    """Return the status of an act from the words of its clause before and behind its verb.

    A denial outweighs a plan, and a plan an agreement.
    """
    window = assertion.pseudo.sub("", before)[-assertion.near :]
    for status in (Status.NEGATED, Status.PLANNED, Status.AGREED):
        if assertion.preceding[status].search(window) or assertion.following[status].match(behind):
            return status
    return Status.ASSERTED


def directed(before_subject: str, assertion: Assertion) -> Status | None:
    """Return the status that a directive right before the one who acts gives; None where the act is not stated."""
    for status in (Status.AGREED, Status.PLANNED):
        if assertion.directives[status.value].search(before_subject):
            return status
    if assertion.directives["none"].search(before_subject):
        return None
    return Status.ASSERTED


def is_aim(before: str, verb: str, assertion: Assertion) -> bool:
    """Say whether a clause's words before a verb make the act an aim (以便…), unless the verb goes on with the acts."""
    return bool(assertion.aims.search(before)) and not assertion.resumed.search(before + verb)
