"""Check the whole journal: `manage.py verify_journal`. Ends with status 1 when something is wrong."""

from django.core.management.base import BaseCommand, CommandError

from balai.engine.journal.public import count_unsealed, verify


class Command(BaseCommand):
    help = "Memeriksa seluruh rantai jurnal terhadap isi catatan dan akar harian."

    def handle(self, *args: object, **options: object) -> None:
        faults = verify(lambda done, all_: self.stderr.write(f"\r{done}/{all_}", ending=""))
        self.stderr.write("")
        for fault in faults:
            self.stdout.write(f"{fault.kind} {fault.sentence}")
        self.stdout.write(f"Belum dikunci: {count_unsealed()} catatan.")
        if faults:
            raise CommandError(f"{len(faults)} kesalahan ditemukan.")
        self.stdout.write("Rantai utuh.")
