/** scrypt, with a salt of its own each time. */
export async function hashPassword(password: string): Promise<string> {
  const library = await import("better-auth/crypto");
  return library.hashPassword(password);
}
