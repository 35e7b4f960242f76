import { hash, verify } from '@node-rs/argon2'

// OWASP's smallest argon2id setting: 19 MiB, two passes, one lane; some 30 ms here.
const settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** argon2id of a password, in the PHC form that carries its own salt and settings. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), settings)

let decoy: Promise<string> | undefined

/** Whether the password is the one behind the hash. Takes as long when there is no hash, so that names cannot be guessed by time. */
export async function passwordMatches(password: string, passwordHash: string | null): Promise<boolean> {
  if (!passwordHash) {
    decoy ??= hashPassword('a password that nobody has')
    await verify(await decoy, password.normalize('NFC'))
    return false
  }
  return verify(passwordHash, password.normalize('NFC'))
}
