"""The version of the rules of this folder: changing a definition changes the story (domain.md 5.3).

Raise it whenever the same entries would be told differently; pwa/src/trends/rules has the same number,
and tests/vectors/trends holds the two together.
"""

RULES_VERSION = 1
