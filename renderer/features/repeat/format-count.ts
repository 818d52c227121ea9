/** Numbers of requests: `10,000`. */
export const COUNT = new Intl.NumberFormat('en');
