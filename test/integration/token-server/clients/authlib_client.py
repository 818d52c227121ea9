# Gets a token with Authlib; the CA is verified.
import json, sys
from authlib.integrations.requests_client import OAuth2Session

endpoint, ca, client_id, secret, method = sys.argv[1:]
session = OAuth2Session(client_id, secret, scope="read", token_endpoint_auth_method=method)
print(json.dumps(session.fetch_token(endpoint, grant_type="client_credentials", verify=ca)))
