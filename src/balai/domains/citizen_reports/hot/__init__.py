"""The three paths that most requests take, short-cut on PostgreSQL: a report comes in, is read, is on the map.

For the ordinary good case only. Whatever is unusual (a refusal, a session, a database that is away) goes through the
ordinary door, which decides and words the answer. The tests hold every answer of this package against the ordinary
one. Without this package nothing changes but the speed; see docs/decisions/0004-hot-paths.md.

Five words: door, hot answer, ordinary door, statement, plain request.
"""
