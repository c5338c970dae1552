"""Buildings with people in every role, and apps that ask `/v3` in their names."""

import copy

import requests

from Support.installation import Installation
from Support.server import Server

JSON_API = "application/vnd.api+json"
# So many that no test waits for its turn.
OFTEN = {"surface.access.rate": 100000, "surface.access.burst": 100000}


class App:
    """A program that asks in the name of a user; nobody's without a token."""

    def __init__(self, url, token=None):
        self.url = url
        self.token = token
        self.session = requests.Session()
        self.session.trust_env = False
        if token is not None:
            self.session.headers["Authorization"] = f"Bearer {token.secret}"

    @property
    def user_id(self):
        return str(self.token.user_id)

    def request(self, method, path, **options):
        """`path` stands below `/v3`, or begins with http."""
        address = path if path.startswith("http") else f"{self.url}/v3{path}"
        return self.session.request(method, address, timeout=30, **options)

    def get(self, path, **parameters):
        """`page_size=5` is `page[size]=5`, `filter_unit=3` is `filter[unit]=3`."""
        named = {}
        for name, value in parameters.items():
            head, _, rest = name.partition("_")
            named[f"{head}[{rest}]" if head in ("page", "filter", "fields") and rest else name] = value
        return self.request("GET", path, params=named)

    def send(self, method, path, type, attributes=None, relationships=None, id=None, **options):
        """A resource as JSON:API writes it; `relationships={"zone": ("zones", 3)}`, or a list of such."""
        body = document(type, attributes, relationships, id)
        return self.request(method, path, json=body, headers={"Content-Type": JSON_API}, **options)

    def post(self, path, type, attributes=None, relationships=None, **options):
        return self.send("POST", path, type, attributes, relationships, **options)

    def patch(self, path, type, attributes=None, relationships=None, **options):
        return self.send("PATCH", path, type, attributes, relationships, **options)

    def delete(self, path):
        return self.request("DELETE", path)

    def read(self, path, **parameters):
        """The document of a GET that must succeed."""
        answer = self.get(path, **parameters)
        assert answer.status_code == 200, f"{answer.status_code} {answer.text}"
        return answer.json()

    def make(self, path, type, attributes=None, relationships=None):
        """The resource that a POST made."""
        answer = self.post(path, type, attributes, relationships)
        assert answer.status_code == 201, f"{answer.status_code} {answer.text}"
        return answer.json()["data"]

    def ids(self, path, **parameters):
        """The ids of a list, through all of its pages."""
        found, address = [], path
        while address:
            page = self.read(address, **parameters)
            found += [item["id"] for item in page["data"]]
            address, parameters = page["links"]["next"], {}
        return found


def document(type, attributes=None, relationships=None, id=None):
    def linkage(value):
        if isinstance(value, list):
            return [linkage(one) for one in value]
        return value if value is None else {"type": value[0], "id": str(value[1])}

    data = {"type": type}
    if id is not None:
        data["id"] = str(id)
    if attributes is not None:
        data["attributes"] = attributes
    if relationships is not None:
        data["relationships"] = {name: {"data": linkage(value)} for name, value in relationships.items()}
    return {"data": data}


def form(document):
    """The same document as the pairs of a form in Rails' brackets."""
    def pairs(name, value):
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from pairs(f"{name}[{key}]", inner)
        elif isinstance(value, list):
            for inner in value:
                yield from pairs(f"{name}[]", inner)
        else:
            yield name, {True: "1", False: "0", None: ""}.get(value, str(value)) if isinstance(
                value, (bool, type(None))) else str(value)

    return list(pairs("data", document["data"]))


class Estate:
    """Two firms. Acme's houses North (zones Default and Tower, units 1 to 4) and South (unit 9), Globex's house Far.

    By name: `root` administers Acme, `far_root` Globex; of North `manager` is the Building Admin, `zone_admin` of Tower,
    `unit_admin` of unit 1; `anna` lives in 1, `ben` in 2, `tom` in 3, which is in Tower; `south_manager` and `sue` are South's;
    `nobody` is nothing anywhere; `anonymous` has no token.
    """

    PEOPLE = ("root", "manager", "zone_admin", "unit_admin", "anna", "ben", "tom", "south_manager", "sue", "nobody")

    def __init__(self, installation, server):
        self.installation = installation
        self.server = server
        installation.organization("Acme")
        installation.organization("Globex")
        self.logins = {}
        for name in self.PEOPLE:
            setattr(self, name, self.person(name, level="ADMIN" if name == "root" else "PERSONAL"))
        self.far_root = self.person("far_root", "Globex", level="ADMIN")
        self.anonymous = App(server.url)
        self.build()

    def copy(self, data, **settings):
        """The same at a server of its own; the server of this one is stopped."""
        made = copy.copy(self)
        made.installation = self.installation.copy(data)
        made.server = Server(made.installation, settings=OFTEN | settings).start()
        for name, value in vars(self).items():
            if isinstance(value, App):
                setattr(made, name, App(made.server.url, value.token))
            elif isinstance(value, dict):
                setattr(made, name, dict(value))
        return made

    def person(self, name, firm="Acme", level="PERSONAL"):
        login = f"{name}@{firm.lower()}.example"
        self.installation.user(login, firm, name=name.replace("_", " ").title(), level=level)
        self.logins[name] = login
        return App(self.server.url, self.installation.token(login, firm))

    def build(self):
        root = self.root
        self.north = self.building(root, "North", time_zone="America/New_York")
        self.south = self.building(root, "South")
        self.far = self.building(self.far_root, "Far")
        self.default = self.default_zone(root, self.north)
        self.tower = root.make("/zones", "zones", {"name": "Tower"}, {"building": ("buildings", self.north)})["id"]
        self.panel = root.make("/panels", "panels", {"name": "Front door"}, {"building": ("buildings", self.north)})["id"]
        self.side = root.make("/panels", "panels", {"name": "Side door"}, {"building": ("buildings", self.north)})["id"]
        self.south_panel = root.make("/panels", "panels", {"name": "South"}, {"building": ("buildings", self.south)})["id"]
        self.far_panel = self.far_root.make("/panels", "panels", {"name": "Far"}, {"building": ("buildings", self.far)})["id"]
        self.units = {label: self.unit(root, label, self.default) for label in ("1", "2")}
        self.units |= {label: self.unit(root, label, self.tower) for label in ("3", "4")}
        self.units["9"] = self.unit(root, "9", self.default_zone(root, self.south))
        self.units["far"] = self.unit(self.far_root, "far", self.default_zone(self.far_root, self.far))
        self.tenants = {
            name: self.tenant(root, name, self.units[label])
            for name, label in {"anna": "1", "ben": "2", "tom": "3", "sue": "9"}.items()}
        self.roles = {
            "unit_admin": self.role(root, "unit_admin", "unit_admin", unit=("units", self.units["1"])),
            "zone_admin": self.role(root, "zone_admin", "zone_admin", zone=("zones", self.tower)),
            "manager": self.role(root, "manager", "building_admin", building=("buildings", self.north)),
            "south_manager": self.role(root, "south_manager", "building_admin", building=("buildings", self.south)),
        }

    def building(self, app, name, **attributes):
        return app.make("/buildings", "buildings", {"name": name, **attributes})["id"]

    def default_zone(self, app, building):
        return app.read("/zones", filter_building=building)["data"][0]["id"]

    def unit(self, app, label, zone):
        return app.make("/units", "units", {"label": label}, {"zone": ("zones", zone)})["id"]

    def tenant(self, app, name, unit):
        return app.make("/tenants", "tenants", {"email": self.logins[name]}, {"unit": ("units", unit)})["id"]

    def role(self, app, name, role, **place):
        user = getattr(self, name).user_id
        return app.make("/roles", "roles", {"role": role}, {"user": ("users", user), **place})["id"]


def estate(binary, data, **settings):
    """An estate at a server of its own, which whoever asks stops: `estate.server.stop()`."""
    installation = Installation(binary, data)
    server = Server(installation, settings=OFTEN | settings).start()
    return Estate(installation, server)
