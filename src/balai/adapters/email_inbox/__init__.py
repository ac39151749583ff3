"""E-mail that people write to the hall: read from a mailbox by IMAP, answered by SMTP in the same thread.

Only unread mails are looked at; each is marked as read once it is kept. Answers of machines, mailing lists and bounces are
left alone. An address in a mail can be forged: what only the reporter may say by mail needs the thread of one of our own
answers, whose Message-ID bears a mark that nobody else can make.

`BALAI_IMAP` (imaps://user:password@host/INBOX), and the settings of SMTP.
"""
