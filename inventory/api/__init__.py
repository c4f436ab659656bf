"""REST doors of the inventory: tables of cells, releases, bundles, differences."""
