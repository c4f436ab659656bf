"""The shared look: layout, components, navigation, language and sign-in."""
