/** Asks one of our file routes and saves what it answers. Rejects when there is no file. */
export async function saveFile(address: string, assignment: string, body: object, name: string): Promise<void> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-assignment': assignment },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(String(answer.status))
  const url = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? `${name}.xlsx`
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
