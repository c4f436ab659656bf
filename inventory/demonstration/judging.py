"""The authority assigns, bodies verify, a second reviewer agrees, the authority decides - each as its own person."""

import threading
from dataclasses import dataclass, field

from inventory.demonstration.cast import BODIES
from inventory.demonstration.declaring import Declared, refresh
from inventory.demonstration.doors import Door, sign_in

CRITERIA = "GB/T 32150-2015；国家发展改革委行业核算指南 2013-2015 / NDRC sector guidelines 2013-2015；CEADS-SH"
SCOPE = "燃料燃烧和过程的直接排放，已填报的外购电力 / Direct emissions of fuels and processes, reported electricity"
CORRECTION = "有一个排放源缺少发票凭证，请补充后重新提交。/ Add the missing invoices of one stream and submit again."


class Sessions:
    """Who is signed in: once per person for the whole play, because the portal limits sign-ins per minute."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self._lock = threading.Lock()
        self._cookies: dict[str, dict[str, str]] = {}

    def door(self, username: str) -> Door:
        """A connection of its own in the person's session."""
        with self._lock:
            if username not in self._cookies:
                self._cookies[username] = sign_in(self.base_url, username).cookies
            return Door(self.base_url, cookies=dict(self._cookies[username]))


@dataclass
class Court:
    """One desk: its own connection for each of the people of the authority and of the bodies."""

    sessions: Sessions
    doors: dict[str, Door] = field(default_factory=dict)

    def door(self, username: str) -> Door:
        """The connection of this person at this desk."""
        if username not in self.doors:
            self.doors[username] = self.sessions.door(username)
        return self.doors[username]

    def member(self, part: str, body: int) -> str:
        """Sign-in name of a member of body number ``body`` (0 the first)."""
        return part if body == 0 else f"{part}{body + 1}"


def body_of(declared: Declared) -> int:
    """Which body verifies: it changes with the year, because the same body may not stay more than three years."""
    return (declared.chapter.facility.rank + declared.chapter.year) % len(BODIES)


def assign(court: Court, declared: Declared) -> str:
    """Assign the computed version; returns the engagement."""
    number = body_of(declared)
    team = [
        {"person": court.member("lead", number), "role": "lead"},
        {"person": court.member("verifier", number), "role": "verifier"},
        {"person": court.member("reviewer", number), "role": "independent_reviewer"},
    ]
    body = {"version": declared.version, "body": BODIES[number], "team": team}
    engagement: str = court.door("regulator").call("POST", "/engagements", body)["id"]
    return engagement


def start_review(court: Court, declared: Declared, engagement: str) -> None:
    """The team begins."""
    verifier = court.door(court.member("verifier", body_of(declared)))
    verifier.call("POST", f"/engagements/{engagement}/start-review", {})


def return_once(court: Court, declared: Declared, engagement: str) -> None:
    """Raise a finding and return the report for correction."""
    verifier = court.door(court.member("verifier", body_of(declared)))
    finding = {
        "type": "non_conformity",
        "text": "The invoices of one stream are not among the evidence.",
        "section": "evidence",
        "clause": "5.3",
    }
    verifier.call("POST", f"/engagements/{engagement}/findings", finding)
    verifier.call("POST", f"/engagements/{engagement}/return", {"reason": CORRECTION})


def settle_findings(court: Court, declared: Declared, engagement: str) -> None:
    """Judge every open finding as corrected."""
    verifier = court.door(court.member("verifier", body_of(declared)))
    for finding in verifier.call("GET", f"/engagements/{engagement}/findings")["results"]:
        if finding["state"] != "closed":
            body = {"judgement": "corrected", "text": "The corrected version carries the evidence."}
            verifier.call("POST", f"/findings/{finding['id']}/judgement", body)


def issue_a_finding(court: Court, declared: Declared, engagement: str) -> None:
    """Raise a finding and send it to the enterprise."""
    verifier = court.door(court.member("verifier", body_of(declared)))
    finding = {
        "type": "misstatement",
        "text": "The purchase records of one month do not match the declared quantity.",
        "section": "activity data",
        "clause": "5.2",
        "effect_tco2e": "12.5",
    }
    verifier.call("POST", f"/engagements/{engagement}/findings", finding)
    verifier.call("POST", f"/engagements/{engagement}/issue-findings", {})


def answer_findings(signer: Door, engagement: str) -> None:
    """The enterprise answers every finding and sends the answers."""
    for finding in signer.call("GET", f"/engagements/{engagement}/findings")["results"]:
        signer.call(
            "POST",
            f"/findings/{finding['id']}/answer",
            {"response": "The meter was read a day late; records attached."},
        )
    signer.call("POST", f"/engagements/{engagement}/respond", {})


def conclude(court: Court, declared: Declared, engagement: str) -> None:
    """Prepare the statement, have it reviewed by a second person, sign it."""
    number = body_of(declared)
    statement = {
        "opinion": "verified",
        "criteria": CRITERIA,
        "scope_text": SCOPE,
        "result_hash": declared.result_hash,
    }
    verifier, reviewer, lead = (court.door(court.member(part, number)) for part in ("verifier", "reviewer", "lead"))
    draft = verifier.call("PUT", f"/engagements/{engagement}/statement-draft", statement)
    agreed = {"revision": draft["revision"], "is_agreed": True}
    reviewer.call("POST", f"/engagements/{engagement}/second-review", agreed)
    signed = {"opinion": "verified", "result_hash": declared.result_hash}
    lead.call("POST", f"/engagements/{engagement}/conclude", signed)


def decide(court: Court, declared: Declared) -> None:
    """The authority accepts the statement on exactly these digits."""
    body = {"outcome": "accepted", "result_hash": declared.result_hash}
    court.door("regulator").call("POST", f"/report-versions/{declared.version}/decision", body)


def judge(court: Court, declared: Declared) -> None:
    """From computed to decided, in one go."""
    engagement = assign(court, declared)
    start_review(court, declared, engagement)
    conclude(court, declared, engagement)
    decide(court, declared)


def reread(declared: Declared) -> None:
    """Refuse to go on with a report that is not computed."""
    state = refresh(declared)
    if not declared.result_hash:
        raise RuntimeError(f"{declared.chapter.facility.code} {declared.chapter.year} is '{state}', not computed.")
