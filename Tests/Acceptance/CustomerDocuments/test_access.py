"""Who may do what with a document: every access level, every kind of caller, every verb."""

import pytest

from Support.documents import refusal

# The uploader is the customer's manager, but for RESELLER files, which its reseller uploads.
CALLERS = {
    "uploader": ("Anders", "MANAGER"),
    "personal": ("Anders", "PERSONAL colleague"),
    "viewer": ("Anders", "VIEWER colleague"),
    "manager": ("Anders", "MANAGER colleague"),
    "owner": ("Anders", "OWNER colleague"),
    "reseller's manager": ("Reseller", "MANAGER"),
    "reseller": ("Reseller", "RESELLER"),
    "reseller's administrator": ("Reseller", "RESELLER_ADMIN"),
    "administrator": ("Elsewhere", "ADMIN"),
    "other customer's owner": ("Bering", "OWNER"),
    "other customer as a reseller": ("Bering", "RESELLER"),
    "other reseller": ("Elsewhere", "RESELLER_ADMIN"),
}
ABOVE = {"reseller", "reseller's administrator", "administrator"}
SEES = {
    "ALL": {"uploader", "personal", "viewer", "manager", "owner"} | ABOVE,
    "CUSTOMER": {"uploader", "viewer", "manager", "owner"} | ABOVE,
    "EMPLOYEE": {"uploader", "administrator"},
    "RESELLER": {"uploader"} | ABOVE,
}
CHANGES = {"uploader", "manager", "owner"} | ABOVE
TABLE = [(access, caller) for access in SEES for caller in CALLERS]


@pytest.fixture
def place(platform):
    def at(access, caller):
        document = platform.documents(*CALLERS["uploader"]).add(accessLevel=access)
        return platform.documents(*CALLERS[caller]), document["_id"], document

    return at


@pytest.mark.parametrize("access, caller", TABLE)
def test_reading(place, platform, access, caller):
    documents, id, document = place(access, caller)
    sees = caller in SEES[access]
    customer = platform.customers["Anders"]
    listed = documents.client.get("/file", params={"customer": customer, "filter": "note", "limit": 500})
    docauth = documents.client.get(f"/customer/{customer}/docauth/{document['fileId']}").status_code
    if sees:
        assert documents.get(id).json()["_id"] == id
        assert documents.content(id).status_code == 200
        assert id in [file["_id"] for file in listed.json()["files"]]
        assert docauth == 200
    else:
        assert refusal(documents.get(id)) == (404, "id")
        assert refusal(documents.content(id)) == (404, "id")
        assert listed.status_code == 403 or id not in [file["_id"] for file in listed.json()["files"]]
        assert docauth == 403


@pytest.mark.parametrize("access, caller", TABLE)
def test_changing_and_deleting(place, access, caller):
    documents, id, _ = place(access, caller)
    expected = (404, "id") if caller not in SEES[access] else None if caller in CHANGES else (403, "access_denied")
    for answer in (documents.change(id, description="new"), documents.delete(id)):
        if expected:
            assert refusal(answer) == expected
        else:
            assert answer.status_code == 200


UPLOADS = {
    # Level: where they may upload, of their own customer and of one below it.
    "PERSONAL": (False, False), "VIEWER": (False, False), "MANAGER": (True, False), "OWNER": (True, False),
    "RESELLER": (True, True), "RESELLER_ADMIN": (True, True), "ADMIN": (True, True),
}


@pytest.mark.parametrize("level", UPLOADS)
def test_uploading(platform, level):
    own, below = UPLOADS[level]
    documents = platform.documents("Reseller", level)
    for customer, may in (("Reseller", own), ("Anders", below), (None, own)):
        fields = {"customer": platform.customers[customer]} if customer else {}
        for answer in (
            documents.upload(**fields),
            documents.client.post("/file", json={"filename": "F", "type": "FOLDER", **fields}),
        ):
            if may:
                assert answer.status_code == 200
                assert answer.json()["customer"] == platform.customers[customer or "Reseller"]
            else:
                assert refusal(answer) == (403, "access_denied")


def test_a_reseller_uploads_only_to_customers_below_it(platform):
    for level in ("RESELLER", "RESELLER_ADMIN"):
        other = platform.documents("Elsewhere", level)
        assert refusal(other.upload(customer=platform.customers["Anders"])) == (403, "access_denied")
    assert platform.documents("Elsewhere", "ADMIN").upload(customer=platform.customers["Anders"]).status_code == 200
    assert refusal(platform.documents("Reseller", "RESELLER").upload(customer="f" * 24)) == (403, "access_denied")


def test_a_manager_may_name_their_own_customer_and_no_other(platform, anders):
    assert anders.upload(customer=platform.customers["Anders"]).status_code == 200
    assert refusal(anders.upload(customer=platform.customers["Bering"])) == (403, "access_denied")


def test_a_personal_file_is_not_made_on_a_customer_of_a_reseller(platform):
    reseller = platform.documents("Reseller", "RESELLER")
    anders = platform.customers["Anders"]
    assert refusal(reseller.upload(accessLevel="EMPLOYEE", customer=anders)) == (422, "accessLevel")
    assert reseller.upload(accessLevel="EMPLOYEE").status_code == 200
    document = reseller.add(customer=anders)
    assert refusal(reseller.change(document["_id"], accessLevel="EMPLOYEE")) == (422, "accessLevel")


def test_without_a_token_nothing_is_answered(platform):
    id = platform.documents().add(accessLevel="ALL")["_id"]
    nobody = platform.anonymous
    for answer in (
        nobody.get(id), nobody.content(id), nobody.change(id), nobody.delete(id), nobody.client.get("/file"),
        nobody.upload(), nobody.storage(platform.customers["Anders"]),
        nobody.client.get(f"/customer/{platform.customers['Anders']}/docauth/{id}"),
        nobody.client.get("/auth/validateToken"),
        nobody.client.get(f"/file/{id}/content?token=gh_wrong"),
    ):
        assert refusal(answer) == (401, "unauthorized")


def test_a_token_without_the_permission_for_files_does_nothing(platform):
    installation = platform.installation
    token = installation.token("manager@anders.example", "Anders", permissions=["intercom-view"])
    from Support.client import Client
    from Support.documents import Documents
    other = Documents(Client(platform.server.url, token), platform.customers["Anders"])
    id = platform.documents().add()["_id"]
    for answer in (other.upload(), other.get(id), other.delete(id), other.client.get("/file"), other.storage()):
        assert refusal(answer) == (403, "access_denied")


def test_a_token_in_the_url_is_taken_where_links_lead_and_nowhere_else(platform, anders):
    document = anders.add()
    id, customer = document["_id"], platform.customers["Anders"]
    query = {"token": anders.client.token.secret}
    nobody = platform.anonymous.client
    assert nobody.get(f"/file/{id}/content", params=query).status_code == 200
    assert nobody.get("/auth/validateToken", params=query).status_code == 200
    assert nobody.get(f"/customer/{customer}/docauth/{document['fileId']}", params=query).status_code == 200
    for path in ("/file", f"/file/{id}", f"/customer/{customer}/storage"):
        assert nobody.get(path, params=query).status_code == 401


def test_docauth_tells_a_foreign_document_from_a_forbidden_one(platform, anders):
    document = anders.add(accessLevel="EMPLOYEE")
    anders_id, bering_id = platform.customers["Anders"], platform.customers["Bering"]
    owner = platform.documents("Anders", "OWNER").client
    assert owner.get(f"/customer/{anders_id}/docauth/{document['_id']}").status_code == 403
    assert owner.get(f"/customer/{bering_id}/docauth/{document['fileId']}").status_code == 404
    assert owner.get(f"/customer/{anders_id}/docauth/{'0' * 24}").status_code == 404
    assert anders.client.get(f"/customer/{anders_id}/docauth/{document['_id']}").status_code == 200


STORAGE = {
    ("Anders", "PERSONAL"): 403, ("Anders", "VIEWER"): 403, ("Anders", "MANAGER"): 200, ("Anders", "OWNER"): 200,
    ("Reseller", "MANAGER"): 404, ("Reseller", "RESELLER"): 200, ("Elsewhere", "ADMIN"): 200,
    ("Bering", "OWNER"): 404, ("Elsewhere", "RESELLER"): 404,
}


@pytest.mark.parametrize("who", STORAGE, ids=" ".join)
def test_the_storage_is_read_by_managers_and_those_above(platform, who):
    assert platform.documents(*who).storage(platform.customers["Anders"]).status_code == STORAGE[who]
