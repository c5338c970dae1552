"""What an operator is told whose bucket does not work."""

import pytest

from Support import files
from Support.client import Client
from Support.intercom import Intercom


def files_line(result):
    return next(line for line in result.stdout.splitlines() if " files: " in line)


def test_a_wrong_secret_is_found_by_the_doctor_and_not_shown(house):
    environment = house.environment | {"GATEHOUSE_FILES_SECRET_KEY": "quite-another-secret"}
    result = house.installation.attempt("doctor", environment=environment)
    assert result.returncode == 1
    assert "WRONG" in files_line(result) and "check the secret key" in files_line(result)
    assert "quite-another-secret" not in result.stdout + result.stderr


def test_a_store_that_does_not_answer_is_found_by_the_doctor(house, proxy):
    proxy.behave("refuse")
    result = house.installation.attempt("doctor", environment=house.environment)
    assert result.returncode == 1
    assert "WRONG" in files_line(result) and "could not be reached" in files_line(result)


def test_a_server_with_a_wrong_secret_answers_503_and_logs_no_secret(furnish, serve, location):
    installation = furnish()
    environment = {"GATEHOUSE_FILES": location} | files.KEYS | {
        "GATEHOUSE_FILES_SECRET_KEY": "quite-another-secret", "GATEHOUSE_FILES_SESSION_TOKEN": "a-token-for-a-while",
        "GATEHOUSE_LOG_LEVEL": "trace"}
    server = serve(installation, environment=environment)
    intercom = Intercom.create(Client(server.url, installation.administrator), installation)
    answer = intercom.upload([{"apartment": 1}])
    assert answer.status_code == 503
    assert "quite" not in answer.text and "Signature" not in answer.text
    server.stop()
    assert "SignatureDoesNotMatch" in server.text
    assert "quite-another-secret" not in server.text and "a-token-for-a-while" not in server.text


@pytest.mark.parametrize("wrong", [
    {"GATEHOUSE_FILES": "s3://key:secret@bucket"}, {"GATEHOUSE_FILES": "bucket"}, {"GATEHOUSE_FILES": "/srv/files"},
    {"GATEHOUSE_FILES": "s3://bucket?endpoint=ftp://host"}, {"GATEHOUSE_FILES_ACCESS_KEY": ""},
    {"GATEHOUSE_FILES_SECRET_KEY": ""}, {"GATEHOUSE_FILES_TIMEOUT": "0"}])
def test_what_cannot_be_meant_is_refused_at_the_start(installation, wrong):
    environment = {"GATEHOUSE_FILES": "s3://bucket"} | files.KEYS | wrong
    result = installation.attempt("serve", environment=environment)
    assert result.returncode != 0
    assert "files" in result.stderr or "s3://BUCKET" in result.stderr
