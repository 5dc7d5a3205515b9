import { ORPCError } from '@orpc/client'
import { QueryClient } from '@tanstack/react-query'

/** The host is on this machine: nothing is stale until it says so (lib/live.ts), and only silence is worth trying again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      retry: (count, error) => !(error instanceof ORPCError) && count < 3,
    },
    mutations: { networkMode: 'always' },
  },
})
