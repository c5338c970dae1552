"""Programs that ask users for access, and the browsers in which users say yes."""

import base64
import hashlib
import os
import secrets
from html.parser import HTMLParser
from types import SimpleNamespace
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import requests

# The tests' servers listen on loopback, without TLS.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

BACK = "https://app.example.org/back"
PASSWORD = "correct horse battery"


class Program:
    """A registered program, with its secret where it has one."""

    def __init__(self, installation, name, uris=(BACK,), public=False):
        words = [word for uri in uris for word in ("--redirect-uri", uri)] + (["--public"] if public else [])
        made = installation.json("oauth", "client", "add", name, *words)
        self.name, self.id, self.secret = name, made["client_id"], made.get("client_secret")
        self.uri = uris[0]

    def address(self, url, verifier=None, **changes):
        """Where the program sends its users; a change to None leaves a parameter out."""
        parameters = {"response_type": "code", "client_id": self.id, "redirect_uri": self.uri, "state": "st&te"}
        if verifier:
            parameters |= {"code_challenge": challenge(verifier), "code_challenge_method": "S256"}
        parameters |= changes
        kept = {name: value for name, value in parameters.items() if value is not None}
        return f"{url}/oauth/authorize?{urlencode(kept)}"

    def fields(self, **fields):
        """The fields of a request to the token endpoint, with what the program shows of itself."""
        return {"client_id": self.id, **({"client_secret": self.secret} if self.secret else {}), **fields}


def verifier():
    return secrets.token_urlsafe(48)


def challenge(verifier):
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


class Browser:
    """Opens pages and fills in their forms, without JavaScript; stops where it is sent to another server."""

    def __init__(self, url):
        self.url = url
        self.session = requests.Session()
        self.session.trust_env = False
        self.page = None

    def open(self, address):
        return self._follow(self.session.get(urljoin(self.url, address), allow_redirects=False, timeout=30))

    def submit(self, **fields):
        """Sends the page's first form with its hidden fields and these."""
        form = self.form
        data = {**form.fields, **fields}
        kept = {name: value for name, value in data.items() if value is not None}
        return self._follow(
            self.session.post(urljoin(self.page.url, form.action), data=kept, allow_redirects=False, timeout=30))

    def sign_in(self, login, password=PASSWORD):
        return self.submit(login=login, password=password)

    @property
    def form(self):
        return Forms.of(self.page.text)[0]

    def _follow(self, answer):
        for _ in range(5):
            self.page = answer
            place = answer.headers.get("Location")
            if answer.status_code != 303 or not urljoin(answer.url, place).startswith(self.url):
                return answer
            answer = self.session.get(urljoin(answer.url, place), allow_redirects=False, timeout=30)
        raise AssertionError("sent around in circles")


class Forms(HTMLParser):
    """The forms of a page: `action` and the `fields` that are filled in already."""

    def __init__(self):
        super().__init__()
        self.forms = []

    @classmethod
    def of(cls, text):
        parser = cls()
        parser.feed(text)
        return parser.forms

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.forms.append(SimpleNamespace(action=attributes["action"], fields={}))
        elif tag == "input" and self.forms and attributes.get("type") == "hidden":
            self.forms[-1].fields[attributes["name"]] = attributes.get("value", "")


def answered(response):
    """The parameters with which the browser was sent back to the program."""
    assert response.status_code == 303, f"{response.status_code} {response.text}"
    return {name: values[0] for name, values in parse_qs(urlsplit(response.headers["Location"]).query).items()}


class Accounts:
    """A server, people with passwords, and programs."""

    def __init__(self, server, installation):
        self.server, self.installation = server, installation
        self.session = requests.Session()
        self.session.trust_env = False
        self.people = 0
        self.app = Program(installation, "Door <App> & Co", public=True)
        self.partner = Program(installation, "Partner")
        self.anna = self.person()

    @property
    def url(self):
        return self.server.url

    def person(self):
        """The login of somebody new."""
        self.people += 1
        login = f"person{self.people}.{secrets.token_hex(4)}@example.org"
        self.installation.user(login, name=f"Person {self.people}")
        self.installation.password(login, PASSWORD)
        return login

    def browser(self):
        return Browser(self.url)

    def code(self, program, login=None, verifier=None, **changes):
        """A code for which somebody has signed in and said yes."""
        browser = self.browser()
        browser.open(program.address(self.url, verifier, **changes))
        browser.sign_in(login or self.anna)
        return answered(browser.submit(decision="allow"))["code"]

    def post(self, path, **options):
        return self.session.post(self.url + path, timeout=30, **options)

    def token(self, program, **fields):
        """What the token endpoint answers."""
        return self.post("/oauth/token", data=program.fields(**fields))

    def tokens(self, program=None, login=None, **changes):
        """A pair of tokens for which somebody has said yes."""
        program = program or self.app
        secret = verifier() if program.secret is None else None
        code = self.code(program, login, secret, **changes)
        fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": program.uri}
        answer = self.token(program, **fields, **({"code_verifier": secret} if secret else {}))
        assert answer.status_code == 200, answer.text
        return answer.json()

    def refresh(self, tokens, program=None):
        return self.token(program or self.app, grant_type="refresh_token", refresh_token=tokens["refresh_token"])

    def opens(self, tokens):
        """Whether the access token opens anything."""
        return self.userinfo(tokens).status_code == 200

    def userinfo(self, tokens):
        return self.session.get(
            f"{self.url}/oauth/userinfo", headers={"Authorization": f"Bearer {tokens['access_token']}"}, timeout=30)
