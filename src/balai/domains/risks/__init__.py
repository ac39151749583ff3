"""Risk register by Permenpan RB 5/2020, seen through three lenses, with triggers that report themselves."""
