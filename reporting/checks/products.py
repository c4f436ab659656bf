"""The products a facility can be compared by: those whose amount a method takes.

A product that no method takes (crude steel, glass, electricity sent out) is declared nowhere; its makers are compared
by energy alone, and the catalogue of checks says so.
"""

from collections.abc import Mapping

from mrv.accounting.messages import Text

#: Methods and their input that is the output of the plant, one per product so that no tonne counts twice.
PRODUCTS: Mapping[tuple[str, str], Text] = {
    ("cement.clinker", "clinker"): Text("clinker", "熟料"),
    ("lime.production", "lime"): Text("lime", "石灰"),
    ("aluminum.anode", "production"): Text("primary aluminum", "原铝"),
    ("chemicals.nitric_acid", "production"): Text("nitric acid", "硝酸"),
    ("chemicals.adipic_acid", "production"): Text("adipic acid", "己二酸"),
    ("refining.oxidized_asphalt", "asphalt"): Text("oxidized asphalt", "氧化沥青"),
    ("refining.petroleum_coke_calcination", "calcined_coke"): Text("calcined petroleum coke", "煅烧石油焦"),
    ("carbon_materials.calcination", "calcined"): Text("calcined carbon material", "煅后料"),
    ("carbon_materials.baking", "baked"): Text("baked carbon product", "焙烧品"),
    ("carbon_materials.graphitization", "graphitized"): Text("graphitized product", "石墨化品"),
    ("fluorochemicals.hcfc22", "production"): Text("HCFC-22", "HCFC-22"),
    ("fugitive.coal_mine", "coal"): Text("coal", "原煤"),
    ("magnesium.ferrosilicon", "ferrosilicon"): Text("ferrosilicon", "硅铁"),
}

LIMITS = (
    "Products compared: "
    + ", ".join(product.en for product in PRODUCTS.values())
    + ". The amount of any other product (crude steel, glass, electricity sent out) is not declared in a report, so its "
    "makers are compared by energy only (`peer_intensity`)."
)
