"""Tables of the inventory as plain values: what may be asked, how cells become rows, what may be published.

Pure: no database and no clock. Numbers of record stay Decimal; totals are sums of what is shown.
"""
