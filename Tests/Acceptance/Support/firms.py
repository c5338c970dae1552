"""Two firms and their contacts, for the filer."""

from contextlib import contextmanager
from types import SimpleNamespace

from Support.client import Client
from Support.filer import Filer
from Support.installation import Installation, Token
from Support.server import Server

# So many that no test waits for its turn.
OFTEN = {"surface.filer.rate": 100000, "surface.filer.burst": 100000}
BOTH = ["administer-contacts", "edit-own-data"]
# Name: firm, department, whether it is the head department, rights.
CONTACTS = {
    "anna": ("Haul", "Sales", False, []),
    "ben": ("Haul", "Sales", False, []),
    "sales administrator": ("Haul", "Sales", False, ["administer-contacts"]),
    "sales own": ("Haul", "Sales", False, ["edit-own-data"]),
    "sales both": ("Haul", "Sales", False, BOTH),
    "fleet administrator": ("Haul", "Fleet", False, ["administer-contacts"]),
    "head": ("Haul", "Head", True, []),
    "head administrator": ("Haul", "Head", True, ["administer-contacts"]),
    "head both": ("Haul", "Head", True, BOTH),
    "nowhere administrator": ("Haul", None, False, BOTH),
    "rival": ("Rival", "Sales", False, []),
    "rival head": ("Rival", "Head", True, BOTH),
}


def town(installation, server, contacts=CONTACTS):
    """`town.anna` and the others by name, `town.by["head administrator"]`; `anonymous` has no token, `wrong` a wrong one."""
    firms = {}
    by = {}
    for name, (firm, department, head, rights) in contacts.items():
        if firm not in firms:
            firms[firm] = installation.organization(firm)["id"]
        login = f"{name.replace(' ', '.')}@{firm.lower()}.example"
        user = installation.user(login, firm, department=department, head=head, rights=rights)
        by[name] = Filer(Client(server.url, installation.token(login, firm)), firms[firm], user["id"])
    by["anonymous"] = Filer(Client(server.url))
    by["wrong"] = Filer(Client(server.url, Token(0, 0, "gh_wrong")))
    return SimpleNamespace(installation=installation, server=server, firms=firms, by=by, **{
        name: filer for name, filer in by.items() if name.isidentifier()})


@contextmanager
def served(binary, data, *names):
    """A town with these contacts, or all of them, at a server of its own."""
    installation = Installation(binary, data)
    with Server(installation, settings=OFTEN) as server:
        yield town(installation, server, {name: CONTACTS[name] for name in names or CONTACTS})
