"""What the two ways to PFCs of aluminum share: the metal, C2F6 beside CF4, and the collection efficiency."""

from mrv.accounting.methods.spec import amount, mass_of, number

ALUMINUM = number("aluminum", "AL", ("Primary aluminum produced", "原铝产量"), ("tAl", "0", "1e8"))
C2F6_SHARE = number("c2f6_share", "F", ("Mass of C2F6 per mass of CF4", "C2F6 与 CF4 的质量比"), ("1", "0", "1"))
COLLECTION = number(
    "collection_efficiency",
    "CE",
    ("Collection efficiency of the hoods", "集气效率"),
    ("1", "0.2", "1"),
    default=("100", "%", "nothing is measured outside the hoods"),
)
EMITTED = """\
c2f6_measured = F * cf4_measured
cf4 = cf4_measured / CE
c2f6 = c2f6_measured / CE
"""
OUTPUTS = (
    mass_of("CF4"),
    mass_of("C2F6"),
    amount("cf4_measured", ("CF4 collected", "收集的 CF4"), "t"),
    amount("c2f6_measured", ("C2F6 collected", "收集的 C2F6"), "t"),
)
