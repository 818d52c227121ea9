/** File name for a workspace's trusted CAs, in copied commands and code. */
export const CA_FILE = 'ca.pem';
