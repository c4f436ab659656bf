"""``manage.py demo_city``: play the demonstration city through the public doors of the running portal."""

import os
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from inventory.demonstration.area import record_year
from inventory.demonstration.cast import enter_cast
from inventory.demonstration.doors import DoorClosed
from inventory.demonstration.finish import is_played, release_year, wait_for_roll_up
from inventory.demonstration.play import Doors, play_open_year, play_year
from inventory.demonstration.register import load_register
from inventory.demonstration.table import lines, verdict
from mrv.core.models import District
from mrv.portal.demonstration import machine_clients, sign_ins
from mrv.reference import demo_city

SHOWN_YEAR = 2017


class Command(BaseCommand):
    """Set the register up, declare, compute, verify, decide, release, and print the table."""

    help = "Play the demonstration city through the whole flow; a second run reuses what is there."

    def handle(self, *args: Any, **options: Any) -> None:
        """Needs MRV_DEMO=1 and the running portal (MRV_BASE_URL)."""
        if not settings.MRV_DEMO:
            raise CommandError(
                "The demonstration city is made only where MRV_DEMO=1 (make demo sets it).", returncode=2
            )
        base_url = os.environ.get("MRV_BASE_URL", "")
        if not base_url:
            raise CommandError(
                "MRV_BASE_URL is not set: start it with make demo, which runs the portal too.", returncode=2
            )
        city = District.objects.get(code="310000", level="province", valid_to__isnull=True)
        if not is_played(city):
            self._play(base_url, city)
        self._show(city)

    def _play(self, base_url: str, city: District) -> None:
        started = time.monotonic()
        self._say("Register: authority, verification bodies, enterprises, facilities, plans ...")
        enter_cast(city)
        load_register()
        doors = Doors(base_url)
        try:
            for year in demo_city.YEARS:
                play_year(year, doors, self._progress)
                recorded = record_year(doors.sessions.door("compiler"), year)
                self._say(f"{year}: {recorded} area sources uploaded by the compiler")
            wait_for_roll_up(self._progress)
            for year in demo_city.YEARS:
                release_year(doors.sessions.door("compiler"), year)
            wait_for_roll_up(self._progress)
            play_open_year(doors, self._progress)
        except DoorClosed as closed:
            raise CommandError(str(closed)) from closed
        self._say(f"Played in {time.monotonic() - started:.0f} s.")

    def _show(self, city: District) -> None:
        self.stdout.write("")
        for line in lines(city, SHOWN_YEAR):
            self.stdout.write(line)
        self.stdout.write("")
        verdicts = [verdict(city, year) for year in demo_city.YEARS]
        for text, _agrees in verdicts:
            self.stdout.write(text)
        self._sign_ins()
        if not all(agrees for _text, agrees in verdicts):
            raise CommandError("A sector differs from its published value by more than rounding.")

    def _sign_ins(self) -> None:
        found = sign_ins()
        self.stdout.write(f"\nDemo sign-ins (password of all: {settings.MRV_DEMO_PASSWORD}):")
        for row in found:
            self.stdout.write(f"  {row.username:<15}{row.role} - {row.organization}")
        for client_id in machine_clients():
            self.stdout.write(
                f"  {client_id:<15}by REST, as client id with the same password; commands on the front page"
            )

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _progress(self, what: str, done: int, total: int) -> None:
        """One line that counts up; on a log, every tenth part only."""
        if sys.stdout.isatty():
            end = "\n" if done == total else ""
            self.stdout.write(f"\r{what}: {done}/{total}{end}", ending="")
        elif done == total or done % max(1, total // 5) == 0:
            self.stdout.write(f"{what}: {done}/{total}")
        self.stdout.flush()
