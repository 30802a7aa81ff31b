"""What was felt after which session (domain.md 5.4, side-effect strip)."""

from collections.abc import Iterable, Sequence
from uuid import UUID

import msgspec

from api.trends.shapes import EffectCell, EffectRow


class Felt(msgspec.Struct, frozen=True):
    """One effect in one entry, and the session that the entry was written about. Without a severity it was
    there and nobody asked how strong: the urgent ones (domain.md 2.3, tier A)."""

    session: UUID | None
    slug: str
    severity: int | None


def effect_rows(felt: Iterable[Felt], sessions: Sequence[UUID]) -> list[EffectRow]:
    """A row for each effect that was noted about one of `sessions`, by slug; its cells in their order. An
    entry that was written about no session stands under none: a person says where it belongs."""
    rows: dict[str, dict[UUID, int | None]] = {}
    shown = set(sessions)
    for one in felt:
        if one.session is not None and one.session in shown:
            cells = rows.setdefault(one.slug, {})
            known = [s for s in (one.severity, cells.get(one.session)) if s is not None]
            cells[one.session] = max(known, default=None)
    return [
        EffectRow(slug, [EffectCell(id, cells[id]) for id in sessions if id in cells])
        for slug, cells in sorted(rows.items())
    ]
