"""Which names of fields mark a credential."""

from __future__ import annotations

import pytest

from powertrack_core.credentials import TELLING_NAME

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
