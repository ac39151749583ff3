"""Background work behind the `django_tasks` interface, kept in a table of the same database.

- A job is written in the transaction of the business row: both exist or neither.
- A worker takes jobs by lease. When it is killed, the lease runs out and the job runs again.
- The number of the attempt is the fence: who finishes after his lease was given to somebody else finishes nothing.
- A failed job is tried again later and later; after the last attempt it is a dead letter, to be seen and replayed.
- Periodic jobs are rows: however many workers, each tick is enqueued once.

A task that may not run twice declares `@task(transactional=True)`: its effect and its completion are one transaction.
Anything that leaves the database (mail, files, calls) must bear being done twice.
"""
