# Gets a token with Authlib; the CA is verified. The secret of private_key_jwt is an RSA key in PEM.
import json, sys
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import ClientSecretJWT, PrivateKeyJWT

endpoint, ca, client_id, secret, method, *algorithm = sys.argv[1:]
session = OAuth2Session(client_id, secret, scope="read", token_endpoint_auth_method=method)
if method == "client_secret_jwt":
    session.register_client_auth_method(ClientSecretJWT(endpoint))
if method == "private_key_jwt":
    session.register_client_auth_method(PrivateKeyJWT(endpoint, alg=algorithm[0]))
print(json.dumps(session.fetch_token(endpoint, grant_type="client_credentials", verify=ca)))
