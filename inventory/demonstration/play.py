"""Play the story: every report from the enterprise's desk to the decision, several at a time, with progress shown."""

import queue
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from inventory.demonstration import judging
from inventory.demonstration.cast import enterprise_number
from inventory.demonstration.declaring import Declared, correct, declare, open_report, refresh, send_rows, submit
from inventory.demonstration.doors import Door, DoorClosed, with_token
from inventory.demonstration.story import Chapter, chapters, open_chapters
from mrv.reference import demo_city

Progress = Callable[[str, int, int], None]
THREADS = 4
WAIT_SECONDS = 240


class Doors:
    """One door per enterprise, opened when first needed: a token for systems, a session for people."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.sessions = judging.Sessions(base_url)
        self._lock = threading.Lock()
        self._doors: dict[tuple[str, str], Door] = {}

    def of(self, chapter: Chapter) -> Door:
        """The door of the enterprise for the channel of the chapter: its reporter's session, or its system's token."""
        if chapter.channel == "typed":
            return self._person("reporter", chapter)
        number = enterprise_number(chapter.facility.uscc)
        key = (number, "token")
        with self._lock:
            known = self._doors.get(key)
        if known is None:
            known = with_token(self.base_url, f"erp-{number}")
            with self._lock:
                self._doors[key] = known
        return known

    def signer(self, chapter: Chapter) -> Door:
        """The responsible person, signed in."""
        return self._person("signer", chapter)

    def _person(self, part: str, chapter: Chapter) -> Door:
        number = enterprise_number(chapter.facility.uscc)
        return self.sessions.door(part if number == "001" else f"{part}{number}")


def by_enterprise(wanted: Iterable[Chapter]) -> list[list[Chapter]]:
    """Chapters grouped by owner: one connection serves one enterprise at a time."""
    groups: dict[str, list[Chapter]] = {}
    for chapter in wanted:
        groups.setdefault(chapter.facility.uscc, []).append(chapter)
    return list(groups.values())


def play_year(year: int, doors: Doors, progress: Progress) -> int:
    """Declare, compute, verify and decide all reports of one year; returns how many."""
    wanted = chapters(year)
    declared = declare_all(wanted, doors, lambda done: progress(f"{year}: declared by enterprises", done, len(wanted)))
    verified = f"{year}: computed, verified and decided"
    judge_all(doors.sessions, declared, lambda done: progress(verified, done, len(declared)))
    return len(declared)


def declare_all(wanted: list[Chapter], doors: Doors, tell: Callable[[int], None]) -> list[Declared]:
    """Several enterprises at a time."""
    done: list[Declared] = []

    def one_enterprise(group: list[Chapter]) -> None:
        for chapter in group:
            done.append(declare(doors.of(chapter), chapter, partial(doors.signer, chapter)))
            tell(len(done))

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(one_enterprise, by_enterprise(wanted)))
    return done


def wait_for_results(declared: list[Declared], tell: Callable[[int], None]) -> None:
    """Until the workers have computed every report; says which one failed and why."""
    waiting, deadline = list(declared), time.monotonic() + WAIT_SECONDS
    while waiting and time.monotonic() < deadline:
        still = []
        for report in waiting:
            state = refresh(report)
            if state in {"check_failed", "draft"}:
                raise DoorClosed(f"{report.chapter.facility.code} {report.chapter.year}: {_faults(report)}")
            if state == "submitted":
                still.append(report)
        waiting = still
        tell(len(declared) - len(waiting))
        time.sleep(0.5 if waiting else 0)
    if waiting:
        raise DoorClosed(f"{len(waiting)} reports were not computed within {WAIT_SECONDS} seconds.")


def _faults(report: Declared) -> str:
    found = report.door.call("GET", f"/reports/{report.report}/check-results?version=1")["results"]
    return "; ".join(row["detail"] for row in found if row["severity"] == "error") or "checks failed"


def judge_all(sessions: judging.Sessions, declared: list[Declared], tell: Callable[[int], None]) -> None:
    """Every thread has people of its own session; reports are taken from one queue."""
    todo: queue.SimpleQueue[Declared | None] = queue.SimpleQueue()
    for report in declared:
        todo.put(report)
    done: list[int] = []

    def one_desk(_: int) -> None:
        court = judging.Court(sessions)
        while not todo.empty():
            try:
                report = todo.get_nowait()
            except queue.Empty:
                return
            if report is not None:
                _judge(court, report)
                done.append(1)
                tell(len(done))

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(one_desk, range(THREADS)))


def _judge(court: judging.Court, report: Declared) -> None:
    wait_for_results([report], lambda _done: None)
    if report.chapter.ending != "returned_then_decided":
        judging.judge(court, report)
        return
    engagement = judging.assign(court, report)
    judging.start_review(court, report, engagement)
    judging.return_once(court, report, engagement)
    correct(report, "Invoices added to the evidence.")
    wait_for_results([report], lambda _done: None)
    _wait_until(report, "re_review")
    judging.settle_findings(court, report, engagement)
    judging.conclude(court, report, engagement)
    judging.decide(court, report)


def _wait_until(report: Declared, state: str) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while refresh(report) != state:
        if time.monotonic() > deadline:
            raise DoorClosed(f"{report.chapter.facility.code} did not reach {state}.")
        time.sleep(0.2)


def play_open_year(doors: Doors, progress: Progress) -> int:
    """Leave one report in each state, so that every queue has something to show."""
    court = judging.Court(doors.sessions)
    wanted = open_chapters()
    for number, chapter in enumerate(wanted, start=1):
        _leave_in(court, doors, chapter)
        progress(f"{chapter.year}: left on the way", number, len(wanted))
    return len(wanted)


def _leave_in(court: judging.Court, doors: Doors, chapter: Chapter) -> None:
    report = open_report(doors.of(chapter), chapter)
    send_rows(report, _repeated(chapter))
    if chapter.ending == "draft":
        return
    submit(report)
    wait_for_results([report], lambda _done: None)
    if chapter.ending == "recalled":
        reason = {"reason": "One invoice arrived late and will be added."}
        report.door.call("POST", f"/reports/{report.report}/recall", reason)
    elif chapter.ending != "computed":
        _review_until(court, doors, report)


def _repeated(chapter: Chapter) -> tuple[demo_city.ActivityRow, ...]:
    return chapter.rows


def _review_until(court: judging.Court, doors: Doors, report: Declared) -> None:
    """Walk the review and stop where the chapter ends."""
    ending = report.chapter.ending
    engagement = judging.assign(court, report)
    if ending == "assigned":
        return
    judging.start_review(court, report, engagement)
    if ending == "site_visit":
        verifier = court.door(court.member("verifier", judging.body_of(report)))
        verifier.call("POST", f"/engagements/{engagement}/start-site-visit", {})
    elif ending == "returned":
        judging.return_once(court, report, engagement)
    elif ending in {"findings_issued", "enterprise_response", "re_review"}:
        _exchange_findings(court, doors, report, engagement)
    elif ending == "concluded":
        judging.conclude(court, report, engagement)


def _exchange_findings(court: judging.Court, doors: Doors, report: Declared, engagement: str) -> None:
    judging.issue_a_finding(court, report, engagement)
    if report.chapter.ending == "findings_issued":
        return
    judging.answer_findings(doors.signer(report.chapter), engagement)
    if report.chapter.ending == "re_review":
        verifier = court.door(court.member("verifier", judging.body_of(report)))
        verifier.call("POST", f"/engagements/{engagement}/review-again", {})
