"""The list of services, a pack that is uploaded and looked at, keys that are trusted, a pack that leaves."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from balai.domains.service_adoption.actions import discard_offer, install_offer, offer_pack
from balai.domains.service_adoption.forms import KeyForm, PackForm
from balai.domains.service_adoption.models import OfferedPack
from balai.domains.service_adoption.views.asking import ADOPT, SEE, draw, page
from balai.engine.packs import public as packs
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import NotFound, Refused

MOST_OFFERS = 20


@requires(SEE)
def services(request: HttpRequest) -> HttpResponse:
    """All services of the region with version, origin, signature, state."""
    views = packs.services(open_only=False)
    owners = {row.key: row.owner for row in packs.trusted_keys()}
    signers = dict(packs.PackVersion.objects.values_list("pk", "signed_by"))
    rows = [
        {
            "view": view,
            "state": packs.SERVICE_STATE_LABELS[packs.ServiceState(view.state)],
            "signed_by": _signer(signers[view.version_id], owners),
        }
        for view in views
    ]
    offers = OfferedPack.objects.defer("files").order_by("-uploaded_at")[:MOST_OFFERS]
    return draw(request, "list", {"rows": rows, "offers": offers})


@requires(ADOPT)
def upload(request: HttpRequest) -> HttpResponse:
    """The form that takes a signed pack; every fault of a faulty one is listed."""
    form = PackForm(request.POST or None, request.FILES or None)
    faults: list[packs.PackFault] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            data = file.read() if file.size <= packs.MOST_BYTES else b"0" * (packs.MOST_BYTES + 1)
            offer = offer_pack(data=data, by=actor_of(request), at=timezone.now())
            return redirect("service_adoption:offer", digest=offer.digest)
        except packs.PackFaults as refusal:
            faults = refusal.faults
            form.refuse(refusal)
        except Refused as refusal:
            form.refuse(refusal)
    return draw(
        request,
        "upload",
        {"form": form, "faults": faults[:50]},
        status=422 if request.method == "POST" else 200,
    )


@requires(ADOPT)
@page
def offer(request: HttpRequest, digest: str) -> HttpResponse:
    """What the pack is, who signed it, its own tests, what would change; and the button that installs it."""
    found = OfferedPack.objects.filter(pk=digest).first()
    if found is None:
        raise NotFound("OFFER_UNKNOWN", "Paket ini sudah dipasang atau dibuang.")
    now, by, refusal = timezone.now(), actor_of(request), None
    if request.method == "POST":
        try:
            if request.POST.get("act") == "discard":
                discard_offer(digest=digest, by=by, at=now)
                return redirect("service_adoption:list")
            row = install_offer(digest=digest, by=by, at=now)
        except Refused as caught:
            refusal = caught
        else:
            return _installed(request, row)
    pack = packs.sound_pack(found.files)
    trials = packs.try_all(pack)
    known = packs.service(pack.id)
    context = {
        "offer": found,
        "pack": pack,
        "trials": trials,
        "tried": sum(len(trial.results) for trial in trials),
        "failed": sum(len(trial.failed) for trial in trials),
        "fingerprint": packs.fingerprint(found.signed_by),
        "owner": {row.key: row.owner for row in packs.trusted_keys()}.get(found.signed_by, ""),
        "known": known,
        "diff": packs.diff(packs.files_of(known.version_id), found.files, names=("lama", "baru"))
        if known
        else "",
    }
    return draw(request, "offer", context, refusal=refusal)


@requires(ADOPT)
def keys(request: HttpRequest) -> HttpResponse:
    """Keys whose packs may be installed; one is added or withdrawn."""
    form = KeyForm(initial={"key": request.GET.get("key", "")[:64]})
    now, by = timezone.now(), actor_of(request)
    if request.method == "POST" and request.POST.get("act") == "withdraw":
        with suppress(NotFound):  # somebody else was quicker: it is withdrawn
            packs.withdraw_key(key=request.POST.get("key", ""), by=by, at=now)
        return redirect("service_adoption:keys")
    if request.method == "POST":
        form = KeyForm(request.POST)
        if form.is_valid():
            try:
                packs.trust_key(**form.cleaned_data, by=by, at=now)
                messages.success(
                    request, "Kunci dipercaya. Paket yang ditandatanganinya sekarang dapat dipasang."
                )
                return redirect("service_adoption:list")
            except Refused as refusal:
                form.refuse(refusal)
    own = packs.own_key()
    context = {"form": form, "keys": packs.trusted_keys(), "own": packs.public_key(own) if own else ""}
    return draw(request, "keys", context, status=422 if form.is_bound else 200)


@requires(SEE)
@page
def download(request: HttpRequest, pack: str) -> HttpResponse:
    """The pack as a zip: signed with this house's key, or as it came. Never the region's values."""
    data = packs.export(pack, key=packs.own_key())
    response = HttpResponse(data, content_type="application/zip")
    version = packs.current(pack).version
    response["Content-Disposition"] = f'attachment; filename="{pack}-{version}.zip"'
    return response


def _installed(request: HttpRequest, row: packs.PackVersion) -> HttpResponse:
    if packs.known(row.pack).version_id == row.pk:
        messages.success(request, "Paket terpasang. Sekarang jawab pertanyaan hukumnya satu per satu.")
        return redirect("service_adoption:adoption", pack=row.pack)
    messages.success(request, "Versi baru terpasang, belum dipakai. Periksa dulu apa yang berubah.")
    return redirect("service_adoption:upgrade", pack=row.pack, version=row.pk)


def _signer(key: str, owners: dict[str, str]) -> str:
    if not key:
        return "paket sendiri"
    return owners.get(key, "kunci yang sudah ditarik")
