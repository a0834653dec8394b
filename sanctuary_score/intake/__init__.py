"""Profiles without YAML: a form in Excel and back, questions in a terminal, a commented skeleton. Scores nothing.

What people fill in becomes the plain data of a profile, which then goes the way of every other file: YAML text that is
read, validated and checked. Nothing here decides what a valid profile is.
"""
