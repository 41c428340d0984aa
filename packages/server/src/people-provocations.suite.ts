import {
  acceptInvitation,
  changePassword,
  type Client,
  completeSetup,
  createInvitation,
  deleteInvitation,
  listAudit,
  listSessions,
  removeMember,
  revokeOtherSessions,
  revokeSession,
  signIn,
  updateMe,
  updateMember,
} from "@stepwell/api";
import { type Person, testPassword, type TestServer } from "./open-test-server.suite.ts";

/* Every problem of the operations about people, provoked once. */

type Provoke = (call: Client) => Promise<unknown>;
type Provocations = Readonly<Record<string, Provoke>>;

const nobody = { params: { id: "nobody" } };
const viewer = { roles: { "*": "viewer" } } as const;
const wrongLink = { token: "none", name: "n", password: testPassword };

export function peopleProvocations(test: () => TestServer): Provocations {
  const admin = () => test().client("admin");
  const owner = () => test().person();

  /** Everybody else is an owner no longer. */
  async function lastOwner(): Promise<Person> {
    const person = await owner();
    const { people } = test().server.parts.installation;
    for (const { id } of people.list())
      if (id !== person.id) people.setRoles(id, { "*": "viewer" });
    return person;
  }

  /** Again and again, until it is too much. */
  async function guess(attempt: () => Promise<unknown>): Promise<unknown> {
    const { attempts } = test().server.parts;
    try {
      for (let tries = 0; tries < 6; tries += 1) await attempt().catch(() => undefined);
      return await attempt();
    } finally {
      attempts.clear();
    }
  }

  return {
    "members.update invalid_input": async (call) => {
      const { id } = await owner();
      return call(updateMember, { params: { id }, body: { roles: { mars: "viewer" } } });
    },
    "members.update not_found": (call) => call(updateMember, { ...nobody, body: viewer }),
    "members.update forbidden": async () => {
      const { id } = await owner();
      return (await admin())(updateMember, { params: { id }, body: viewer });
    },
    "members.update last_owner": async (call) =>
      call(updateMember, { params: { id: (await lastOwner()).id }, body: viewer }),
    "members.remove not_found": (call) => call(removeMember, nobody),
    "members.remove forbidden": async () =>
      (await admin())(removeMember, { params: { id: (await owner()).id } }),
    "members.remove last_owner": async (call) =>
      call(removeMember, { params: { id: (await lastOwner()).id } }),
    "invitations.create invalid_input": (call) =>
      call(createInvitation, { body: { email: "no address", ...viewer } }),
    "invitations.create forbidden": async () =>
      (await admin())(createInvitation, {
        body: { email: "a@b.example", roles: { "*": "owner" } },
      }),
    "invitations.create member_exists": async (call) =>
      call(createInvitation, { body: { email: (await owner()).email, ...viewer } }),
    "invitations.delete not_found": (call) => call(deleteInvitation, nobody),
    "invitations.delete forbidden": async (call) => {
      const body = { email: "boss@b.example", roles: { "*": "owner" } } as const;
      const { id } = await call(createInvitation, { body });
      return (await admin())(deleteInvitation, { params: { id } });
    },
    "invitations.accept invalid_input": (call) =>
      call(acceptInvitation, { body: { ...wrongLink, password: "short" } }),
    "invitations.accept invalid_token": (call) => call(acceptInvitation, { body: wrongLink }),
    "invitations.accept too_many_requests": (call) =>
      guess(() => call(acceptInvitation, { body: wrongLink })),
    ...setupProvocations(guess),
    ...sessionProvocations(test, guess),
    "audit.list invalid_input": (call) => call(listAudit, { query: { from: "yesterday" } }),
  };
}

type Guess = (attempt: () => Promise<unknown>) => Promise<unknown>;

function setupProvocations(guess: Guess): Provocations {
  const body = { ...wrongLink, email: "a@b.example" };
  return {
    "setup.complete invalid_input": (call) => call(completeSetup, { body: { ...body, name: " " } }),
    "setup.complete invalid_token": (call) => call(completeSetup, { body }),
    "setup.complete too_many_requests": (call) => guess(() => call(completeSetup, { body })),
  };
}

function sessionProvocations(test: () => TestServer, guess: Guess): Provocations {
  const asPerson =
    (work: Provoke): Provoke =>
    async () =>
      work((await test().person()).client());
  const unknown = { body: { email: "nobody@b.example", password: testPassword } };
  const change = { currentPassword: "something else", newPassword: testPassword };
  return {
    "me.update invalid_input": asPerson((call) => call(updateMe, { body: { name: "" } })),
    "me.update session_needed": (call) => call(updateMe, { body: { name: "n" } }),
    "sessions.sign_in invalid_input": (call) =>
      call(signIn, { body: { ...unknown.body, email: "x" } }),
    "sessions.sign_in invalid_credentials": (call) => call(signIn, unknown),
    "sessions.sign_in too_many_requests": (call) => guess(() => call(signIn, unknown)),
    "sessions.list session_needed": (call) => call(listSessions),
    "sessions.revoke invalid_input": asPerson((call) => call(revokeSession, { body: { id: "" } })),
    "sessions.revoke not_found": asPerson((call) => call(revokeSession, { body: { id: "none" } })),
    "sessions.revoke session_needed": (call) => call(revokeSession, { body: { id: "none" } }),
    "sessions.revoke_others session_needed": (call) => call(revokeOtherSessions),
    "sessions.change_password invalid_input": asPerson((call) =>
      call(changePassword, { body: { ...change, newPassword: "elevenchars" } }),
    ),
    "sessions.change_password wrong_password": asPerson((call) =>
      call(changePassword, { body: change }),
    ),
    "sessions.change_password session_needed": (call) => call(changePassword, { body: change }),
    "sessions.change_password too_many_requests": asPerson((call) =>
      guess(() => call(changePassword, { body: change })),
    ),
  };
}
