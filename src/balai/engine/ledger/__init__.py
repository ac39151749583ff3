"""Money: accounts in a tree, balanced entries in whole rupiah, reservations. Nothing is overdrawn, nothing is edited."""
