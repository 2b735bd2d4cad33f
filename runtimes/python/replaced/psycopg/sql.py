"""Statements put together from parts."""

from _dualgauge.postgresql_shape import SQL, Composable, Composed, Identifier, Literal, Placeholder

NULL, DEFAULT = SQL("NULL"), SQL("DEFAULT")
