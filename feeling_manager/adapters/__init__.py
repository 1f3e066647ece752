"""One third-party library a file, behind the ports of `core.ports`."""
