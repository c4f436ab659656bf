"""The public page on which anybody can check whether a verification statement is genuine."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mrv.core.views import PageRequest, page
from mrv.portal.components import Fact
from verification.forms import SignatureForm
from verification.selectors.signature import examine
from verification.wording import OPINIONS


@page(None)
def verify_signature(request: PageRequest) -> HttpResponse:
    """Paste the signed text; the page says whether it is genuine and shows what it says."""
    form = SignatureForm(request.POST or None)
    seen = examine(form.cleaned_data["jws"]) if request.method == "POST" and form.is_valid() else None
    facts = content_facts(seen.content) if seen and seen.content else []
    return render(request, "verification/verify_signature.html", {"form": form, "seen": seen, "content_facts": facts})


def content_facts(content: dict[str, Any]) -> list[Fact]:
    """The gist of a genuine statement."""
    language = "name_zh" if (get_language() or "").startswith("zh") else "name_en"
    return [
        Fact(_("Enterprise"), content["enterprise"][language]),
        Fact(_("Facility"), content["facility"][language]),
        Fact(_("Period"), f"{content['period']['from']} – {content['period']['to']}"),
        Fact(_("Verification body"), content["body"][language]),
        Fact(_("Opinion"), OPINIONS[content["opinion"]]),
        Fact(_("Verified emissions"), content["verified_tco2e"], kind="tonnes"),
        Fact(_("Signed by"), content["signatory"]),
        Fact(_("Digits signed"), content["result_hash"], kind="code"),
    ]
