"""Questions about the library; everybody sees what was released, stewards see proposals too."""
