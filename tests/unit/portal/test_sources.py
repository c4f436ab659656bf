"""Rules of the shared look that hold over every template, icon, style and catalog of the platform."""

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[3]
PORTAL = ROOT / "mrv" / "portal"
APPS = ("mrv", "reporting", "verification", "inventory")
TEMPLATES = sorted(path for app in APPS for path in (ROOT / app).glob("**/templates/**/*.html"))
ICONS = set(re.findall(r'<symbol id="([a-z-]+)"', (PORTAL / "static/portal/icons.svg").read_text("utf-8")))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_needs_more_than_the_content_security_policy_allows(template: Path) -> None:
    text = template.read_text("utf-8")
    assert not re.search(r"\sstyle\s*=", text), "style attributes are refused by the policy: use a class"
    assert not re.search(r"<style", text), "styles live in static files"
    assert not re.search(r"\son[a-z]+\s*=", text), "event attributes are refused by the policy: use a script file"
    assert not re.search(r"<script(?![^>]*\bsrc=)", text), "inline scripts are refused by the policy"
    assert not re.search(r"(src|href)=\"(https?:)?//", text), "nothing is loaded from elsewhere"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_icon_a_template_names_is_in_the_sprite(template: Path) -> None:
    text = template.read_text("utf-8")
    named = re.findall(r'{% icon "([^"]+)"', text) + re.findall(r'\sicon="([^"]+)"', text)
    assert set(named) <= ICONS


def test_every_icon_the_code_names_is_in_the_sprite() -> None:
    from mrv.portal.front import PUBLIC_WAYS
    from mrv.portal.states import LOOKS

    assert {look.symbol for look in LOOKS.values()} <= ICONS
    assert {icon for icon, *_rest in PUBLIC_WAYS} <= ICONS


def test_every_message_of_the_portal_is_translated() -> None:
    catalog = polib.pofile(str(PORTAL / "locale/zh_Hans/LC_MESSAGES/django.po"))
    assert [entry.msgid for entry in catalog.untranslated_entries() + catalog.fuzzy_entries()] == []


def test_every_message_a_portal_template_uses_is_in_the_catalog() -> None:
    catalog = polib.pofile(str(PORTAL / "locale/zh_Hans/LC_MESSAGES/django.po"))
    known = {entry.msgid for entry in catalog}
    used: set[str] = set()
    for template in (PORTAL / "templates").rglob("*.html"):
        used |= {
            double or single
            for double, single in re.findall(r"{% translate (?:\"([^\"]+)\"|'([^']+)')", template.read_text("utf-8"))
        }
    assert used <= known


def test_every_color_is_declared_for_light_and_dark() -> None:
    tokens = (PORTAL / "static/portal/css/tokens.css").read_text("utf-8")
    hexes = re.findall(r"^\s*(--[a-z0-9-]+):\s*#", tokens, re.M)
    assert set(hexes) <= {"--on-deep", "--on-deep-soft"}


def test_every_component_says_how_it_is_used() -> None:
    exempt = {"field_error.html"}
    silent = [
        path.name
        for path in (PORTAL / "templates/portal/components").glob("*.html")
        if path.name not in exempt and "{% comment %}" not in path.read_text("utf-8")
    ]
    assert silent == []


def test_style_sheets_use_only_declared_tokens() -> None:
    folder = PORTAL / "static/portal/css"
    declared = set(re.findall(r"(--[a-z0-9-]+)\s*:", "".join(p.read_text("utf-8") for p in folder.glob("*.css"))))
    used = {
        name for path in folder.glob("*.css") for name in re.findall(r"var\((--[a-z0-9-]+)", path.read_text("utf-8"))
    }
    assert used <= declared
