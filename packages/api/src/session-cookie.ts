/** The cookie of a session; under https it is called `__Host-` and this. */
export const sessionCookie = "stepwell_session";
