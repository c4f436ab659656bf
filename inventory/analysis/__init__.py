"""Analysis for officials: pure arithmetic on published figures, no database and no clock.

Identities and ratios stay in Decimal; statistics (trend tests, logarithms of real
data) are the only place of this app where floating point is allowed.
"""
