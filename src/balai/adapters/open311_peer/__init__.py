"""Other bodies that speak Open311 GeoReport v2, with the updates of FixMyStreet where they have them.

XML is asked for, because every server must have it; JSON is read where a server gives it all the same, in an array or in an
object. What is bent is read as far as it can be (see `mapping`); what cannot be read is a failure, and is tried again.

`BALAI_PEER_PRIVATE_HOSTS=10.1.2.3,peladen.dalam` names bodies inside our own network; others are asked by HTTPS only, at public
addresses. Keys travel in the body or, as FixMyStreet does it, in the address of a list of updates; they are in no log and no error.
"""
