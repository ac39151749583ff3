"""Parameters: every number of law with the date from which it holds, and the days that are not worked.

For every room and engine part that would otherwise write a number of law into code. A value is looked up for
a date, never "now"; who changed it, when and on what ground stands in the journal.

Legal basis: the reference stored with each value; holidays by the yearly joint decree of three ministers.
Five words: parameter, value, validity, holiday, calendar.
"""
