"""A caller of the HTTP surfaces: `requests` with a bearer token."""

import requests

from Support.waiting import wait_until

ADMIN = "/api/admin/v1"
# Paths that are not the administrators'.
ROOTS = ("/api/", "/openapi", "/health", "/file", "/auth", "/customer", "/v1/")
ENDED = {"loaded", "rejected", "expired", "canceled"}


class Client:
    def __init__(self, url, token=None):
        self.url = url
        self.token = token
        self.session = requests.Session()
        # Nothing of the machine's (proxies, netrc) may come between the test and the server.
        self.session.trust_env = False
        if token is not None:
            self.session.headers["Authorization"] = f"Bearer {token.secret}"

    def request(self, method, path, **options):
        """`path` is absolute, or begins below the administrators' API."""
        if not path.startswith(("http://", *ROOTS)):
            path = ADMIN + path
        address = path if path.startswith("http://") else self.url + path
        return self.session.request(method, address, timeout=options.pop("timeout", 30), **options)

    def get(self, path, **options):
        return self.request("GET", path, **options)

    def post(self, path, **options):
        return self.request("POST", path, **options)

    def patch(self, path, **options):
        return self.request("PATCH", path, **options)

    def delete(self, path, **options):
        return self.request("DELETE", path, **options)

    def read(self, path, **options):
        """The JSON of a GET that must succeed."""
        answer = self.get(path, **options)
        assert answer.status_code == 200, f"{answer.status_code} {answer.text}"
        return answer.json()

    def everything(self, path, **parameters):
        """All items of a list, through all of its pages."""
        items, address = [], path
        parameters = {"per_page": 100, **parameters}
        while address:
            page = self.read(address, params=parameters)
            items += page["data"]
            address, parameters = page["links"]["next"], None
        return items

    def look(self, upload_id):
        """What `uploads/{id}` says now."""
        return self.read(f"/uploads/{upload_id}")

    def wait(self, upload_id, timeout=20):
        """What `uploads/{id}` says once the upload has come to its end."""
        def ended():
            upload = self.look(upload_id)
            return upload if upload["state"] in ENDED else None

        return wait_until(ended, f"the end of upload {upload_id}", timeout=timeout)
