import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { z } from 'zod'
import { originOf } from './request'
import { sessionHours } from './rules'
import { signIn } from './sign-in'

declare module 'next-auth/jwt' {
  interface JWT {
    /** The person and the epoch of his sign-ins: nothing else. Rights come from the database at each request. */
    personId: string
    epoch: number
  }
}
declare module 'next-auth' {
  interface User {
    epoch: number
  }
  interface Session {
    personId: string
    epoch: number
  }
}

const credentialsInput = z.object({ name: z.string().min(1).max(64), password: z.string().min(1).max(200) })

/** Auth.js: a sign-in name with a password, a signed token of twelve hours. The reason of a refusal travels as `error`. */
export const authOptions: NextAuthOptions = {
  session: { strategy: 'jwt', maxAge: sessionHours * 3600 },
  pages: { signIn: '/sign-in' },
  providers: [
    CredentialsProvider({
      credentials: { name: {}, password: {} },
      async authorize(credentials, request) {
        const input = credentialsInput.safeParse(credentials)
        if (!input.success) throw new Error(JSON.stringify({ reason: 'wrong', left: 4 }))
        const origin = originOf(new Headers((request.headers ?? {}) as Record<string, string>))
        const result = await signIn(input.data.name, input.data.password, new Date(), origin)
        if (!result.ok) throw new Error(JSON.stringify(result))
        return { id: result.personId, epoch: result.epoch }
      },
    }),
  ],
  callbacks: {
    jwt({ token, user }) {
      return user ? { personId: user.id, epoch: user.epoch } : token
    },
    session({ session, token }) {
      return { expires: session.expires, personId: token.personId, epoch: token.epoch }
    },
  },
}
