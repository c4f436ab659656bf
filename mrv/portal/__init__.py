"""The shared look: base templates, components, navigation, languages, sign-in and static assets."""
