"""What a table may look like: its columns with their titles, which must be there, which are passed over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from mrv.accounting.messages import Text


@dataclass(frozen=True)
class Layout:
    """Columns by key. A title is known by its key, its English and its Chinese words, or a synonym."""

    titles: Mapping[str, Text]
    required: tuple[str, ...]
    sheets: tuple[str, ...]
    synonyms: Mapping[str, str] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset({""})
    max_rows: int = 50_000

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys in their order."""
        return tuple(self.titles)

    @cached_property
    def _names(self) -> dict[str, str]:
        names = {_plain(word): column for word, column in self.synonyms.items()}
        for column, title in self.titles.items():
            for word in (column, title.en, title.zh, bilingual(title)):
                names[_plain(word)] = column
        return names

    def column_of(self, title: str) -> str | None:
        """The column a title names; "" for one that is passed over, None for an unknown one."""
        plain = _plain(title)
        return "" if plain in self.ignored else self._names.get(plain)

    def recognized(self, cells: Sequence[str]) -> int:
        """How many cells are titles."""
        return sum(bool(self.column_of(cell)) for cell in cells)

    def named(self, columns: Sequence[str]) -> Text:
        """Columns by the names a file may use for them."""
        return Text(", ".join(columns), "、".join(self.titles[column].zh for column in columns))


def bilingual(title: Text) -> str:
    """A title in both languages, as templates write it."""
    return f"{title.zh} {title.en}"


def _plain(text: str) -> str:
    return " ".join(text.strip(" \ufeff\u00a0\u3000*").replace("_", " ").lower().split())
