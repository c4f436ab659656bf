"""What the pages show: component values of the portal, made from sums of cells. Views only choose and render."""
