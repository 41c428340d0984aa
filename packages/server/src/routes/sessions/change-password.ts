import { type changePassword, ProblemError } from "@stepwell/api";
import { required } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { cookieOf, fromOf, sessionOf } from "../../people/session-caller.ts";

/** A stolen session guesses no faster than a stranger. */
export const change: Handler<typeof changePassword> = async (call) => {
  const { server, body, address } = call;
  const { userId } = sessionOf(call);
  const user = required(server.installation.people.find(userId), "who calls is a user");
  const attempt = { address, account: user.email };
  server.attempts.take(attempt);
  const cookies = await server.auth.changePassword({
    ...body,
    ...fromOf(call),
    cookies: cookieOf(call),
  });
  if (!cookies) {
    call.note({ isRefused: true, objectId: userId });
    throw new ProblemError("wrong_password", "The current password is another one.");
  }
  server.attempts.succeeded(attempt);
  call.setCookies(cookies);
  server.forgetCaller(userId);
  call.note({ objectId: userId });
  return null;
};
