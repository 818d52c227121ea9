/** The file that holds the authorities a workspace trusts, where something that is copied out of it needs them. */
export const CA_FILE = 'ca.pem';
