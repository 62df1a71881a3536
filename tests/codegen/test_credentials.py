"""Which names of fields tell of a credential, in the pipeline and in the package alike."""

from __future__ import annotations

import pytest

from codegen.credentials import TELLING_NAME
from powertrack_api.credentials import TELLING_NAME as IN_THE_PACKAGE

TELLING = """
    password Passwd pwd userPwd secret clientSecret token accessToken credential credentials snmpCommunity
    passphrase wifiPassphrase pass_phrase passcode loginPass pass PASS psk wifiPsk WPA_PSK PSK pin pinCode simPin
    SIM_PIN PIN PINCode pinHash puk apiKey api_key ApiKey x-api-key APIKey privateKey private_key accessKey
    sharedKey preSharedKey authKey encryptionKey decryptionKey sshKey sessionKey securityKey wpa2Key hostKey
    cookie sessionCookie Cookie authorization Authorization proxyAuthorization authorizationHeader jwt bearer otp
    otpCode totp signature connectionString hmac salt
"""
PLAIN = """
    key siteKey hardwareKey alertTypeKey userKey keys turnkey monkey keyword mapping shipping spinning pinned
    opinion pine pins hostname author authorName certain concert passes passed passRate bypass passive compass
    optimal laptop saltwater typing licenseName sessionStart availabilityPassMode photopic pwm pwr
"""


@pytest.mark.parametrize("name", TELLING.split())
def test_a_name_tells_of_a_credential(name: str) -> None:
    assert TELLING_NAME.search(name)


@pytest.mark.parametrize("name", PLAIN.split())
def test_a_name_tells_of_none(name: str) -> None:
    assert not TELLING_NAME.search(name)


def test_the_package_knows_the_same_names() -> None:
    assert IN_THE_PACKAGE.pattern == TELLING_NAME.pattern
