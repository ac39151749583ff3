"""Tests of the rules of books."""
