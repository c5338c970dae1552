"""A building with a door on an installation that may be starved: who administers it, its panel, its tenant."""

from types import SimpleNamespace

from Support.access import App
from Support.panel import Panel


class Doors:
    """`root` administers the firm and `anna` lives in unit 1 of its only building; `panel` is the building's door."""

    def __init__(self, house):
        self.house = house
        self.root = self.person("root@ours.example", "ADMIN")
        self.anna = self.person("anna@ours.example", "PERSONAL")
        root = self.root
        self.building = root.make("/buildings", "buildings", {"name": "North"})["id"]
        zone = root.read("/zones", filter_building=self.building)["data"][0]["id"]
        self.unit = root.make("/units", "units", {"label": "1"}, {"zone": ("zones", zone)})["id"]
        self.tenant = root.make(
            "/tenants", "tenants", {"email": "anna@ours.example"}, {"unit": ("units", self.unit)})["id"]
        door = root.make("/panels", "panels", {"name": "Door"}, {"building": ("buildings", self.building)})["id"]
        token = root.post(f"/panels/{door}/token", "panels").json()["data"]["attributes"]["token"]
        self.panel = Panel(house.url, token, door)

    def person(self, login, level):
        self.house.cli("user", "create", login, "--organization", "Ours", "--level", level)
        token = self.house.cli("token", "create", "--user", login, "--organization", "Ours")["token"]
        return App(self.house.url, SimpleNamespace(secret=token))

    def give_key(self, kind="one_time", recipients=("guest@example.org",)):
        """What the server answers to a keychain of Anna's."""
        return self.anna.post(f"/keychains/{kind}", "keychains", {
            "name": "Guest", "starts_at": "2020-01-01T00:00:00Z", "ends_at": "2099-01-01T00:00:00Z",
            "recipients": list(recipients)}, {"tenant": ("tenants", self.tenant)})
