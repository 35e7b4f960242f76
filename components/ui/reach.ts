/** Whether the last question to the server came back unanswered. The browser knows of its own network only, not of ours. */
export const reach = { lost: false }

/** `fetch` that notes whether it was answered at all; what the page itself called off says nothing. */
export async function reachingFetch(...given: Parameters<typeof fetch>): Promise<Response> {
  try {
    const response = await fetch(...given)
    reach.lost = false
    return response
  } catch (error) {
    if (!given[1]?.signal?.aborted) reach.lost = true
    throw error
  }
}
