# Gets a token with requests-oauthlib; the CA is verified.
import json, sys
from oauthlib.oauth2 import BackendApplicationClient
from requests.auth import HTTPBasicAuth
from requests_oauthlib import OAuth2Session

endpoint, ca, client_id, secret, method = sys.argv[1:]
session = OAuth2Session(client=BackendApplicationClient(client_id=client_id, scope=["read"]))
how = (
    {"auth": HTTPBasicAuth(client_id, secret)}
    if method == "client_secret_basic"
    else {"client_secret": secret, "include_client_id": True}
)
print(json.dumps(session.fetch_token(endpoint, verify=ca, **how)))
