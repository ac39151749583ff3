"""Publications: books and reports that are written by the data.

A room registers a publication and any room adds chapters made of blocks. A version keeps the blocks as they were, is
typeset as PDF and DOCX, and can be compared with any other version.
"""
