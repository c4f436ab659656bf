"""Questions of verification that need more than one model; always about records the caller may see."""
