"""The demonstration city, driven through the public doors: sign-in pages, forms, files and the interface.

Only the register (organizations, people, facilities, approved plans) is entered directly, as an
authority would load an existing register before opening. Everything after that is what users do.
"""
