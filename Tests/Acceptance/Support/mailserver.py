"""A mail server on loopback: aiosmtpd, with TLS and a sign-in where they are wanted."""

import datetime
import email
import email.policy
import ipaddress
import ssl

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from Support.ports import free_port
from Support.waiting import wait_until


class MailServer:
    """Keeps what it takes. `answers`: replies to the next mails instead of taking them."""

    def __init__(self, folder, security="none", user=None, password=None):
        self.security = security
        self.user, self.password = user, password
        self.mails = []
        self.envelopes = []
        self.answers = []
        self.signed_in = []
        self.port = free_port()
        self.certificate = None
        self.context = None
        if security != "none":
            self.certificate, self.context = certificate(folder)

    def __enter__(self):
        server = self

        class Handler:
            async def handle_DATA(self, _server, session, envelope):
                if server.answers:
                    return server.answers.pop(0)
                server.envelopes.append(envelope)
                server.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
                return "250 taken"

        def authenticate(_server, session, _envelope, _mechanism, data):
            right = (data.login.decode(), data.password.decode()) == (server.user, server.password)
            server.signed_in.append(right)
            return AuthResult(success=right, handled=right)

        class Desk(Controller):
            def factory(self):
                return SMTP(
                    self.handler, tls_context=server.context if server.security == "starttls" else None,
                    require_starttls=server.security == "starttls", authenticator=authenticate,
                    auth_required=server.user is not None, auth_require_tls=server.security == "starttls")

        self._controller = Desk(
            Handler(), hostname="127.0.0.1", port=self.port,
            ssl_context=self.context if self.security == "tls" else None)
        self._controller.start()
        return self

    def __exit__(self, *_):
        self._controller.stop(no_assert=True)

    @property
    def settings(self):
        """What a server of ours has to be told."""
        settings = {
            "mail.server": f"127.0.0.1:{self.port}", "mail.security": self.security,
            "mail.from": "The Doors <doors@example.org>",
        }
        if self.certificate:
            settings["mail.ca-file"] = str(self.certificate)
        if self.user:
            settings |= {"mail.user": self.user, "mail.password": self.password}
        return settings

    def wait(self, count=1, timeout=15):
        wait_until(lambda: len(self.mails) >= count, f"{count} mails", timeout=timeout)
        return self.mails


def certificate(folder):
    """A certificate for 127.0.0.1 that signs itself: its file, and a context that has it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.timezone.utc)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True).sign(key, hashes.SHA256()))
    file, secret = folder / "mail.pem", folder / "mail.key"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, secret)
    return file, context
