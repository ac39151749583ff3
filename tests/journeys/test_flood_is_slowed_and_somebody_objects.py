"""From one place comes too much: a puzzle, then an officer who shuts the device out, then an appeal."""

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.tests.factories import DESA, make_parameter
from balai.engine.gate import rules

TEXT = "Jalan berlubang di depan pasar rekaan nomor "


def test_a_flood_is_slowed_and_somebody_objects(office):
    make_parameter("gate.puzzle", {"from": 2, "least_bits": 6, "most_bits": 8})
    citizen, number = office.citizen, iter(range(100))

    def send(**more):
        one = next(number)
        form = {"text": f"{TEXT}{one}", "report_type": "COMPLAINT", "identity": "ANONYMOUS", "area": DESA, "category": "JLN01", "client_key": f"banjir{one}"}  # fmt: skip
        return citizen.post("/lapor/", {**form, **more})

    assert [send().status_code for _ in range(3)] == [302, 302, 428]
    page = send()
    words = page.content.decode()
    token = words.split('data-token="')[1].split('"')[0]
    bits = int(words.split('data-bits="')[1].split('"')[0])
    assert f"{TEXT}3" in words and "Tunggu 60 detik" in words
    assert send(puzzle=f"{token}:").status_code == 428
    solved = f"{token}:{rules.solve(token, bits=bits)}"
    assert send(puzzle=solved).status_code == 302
    assert send(puzzle=solved).status_code == 428

    # The queue of a phone and programs get the same as JSON.
    body = {"text": TEXT + "lewat aplikasi", "area": DESA, "category": "JLN01"}
    told = citizen.post("/api/reports", body, content_type="application/json")
    assert (told.status_code, told.json()["code"], told.json()["puzzle"]["algorithm"]) == (
        428,
        "PUZZLE_NEEDED",
        "SHA-256",
    )
    puzzle = told.json()["puzzle"]
    header = {"Puzzle": f"{puzzle['token']}:{rules.solve(puzzle['token'], bits=puzzle['bits'])}"}
    told = citizen.post("/api/reports", body, content_type="application/json", headers=header)
    assert told.status_code == 201
    sent = {"key": "kunci-dari-ponsel-01", "text": TEXT + "dari ponsel", "report_type": "COMPLAINT", "identity": "ANONYMOUS", "area": DESA, "category": "JLN01"}  # fmt: skip
    told = citizen.post("/lapor/kiriman/", sent)
    assert (told.status_code, sorted(told.json())) == (428, ["code", "field", "message", "puzzle"])
    puzzle = told.json()["puzzle"]
    header = {"Puzzle": f"{puzzle['token']}:{rules.solve(puzzle['token'], bits=puzzle['bits'])}"}
    assert citizen.post("/lapor/kiriman/", sent, headers=header).json()["state"] == "FILED"

    desk = office.desk(role="COORDINATOR")
    second = Report.objects.order_by("pk")[1]
    page = desk.get(f"/petugas/gerbang/tutup/case/{second.pk}/").content.decode()
    trace = page.split("Perangkat")[0].rsplit('name="trace" value="', 1)[1].split('"')[0]
    answer = desk.post(
        f"/petugas/gerbang/tutup/case/{second.pk}/", {"trace": trace, "reason": "FLOOD", "days": "7"}
    )
    assert answer.status_code == 302
    refused = send()
    assert refused.status_code == 403
    words = refused.content.decode()
    code = words.split("dengan kode ")[1][:11]
    assert citizen.post(f"/banding/{code}/", {"text": "Ponsel ini dipakai bergantian."}).status_code == 302
    assert "Menunggu keputusan" in citizen.get(f"/banding/{code}/").content.decode()
