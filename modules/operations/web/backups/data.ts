import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addressOf, call } from '#web/api.ts'
import type { Backup, BackupsResponse, DownloadResponse, ScheduleBody, Verification, WorryResponse } from '../../backups/api.ts'

const BACKUPS = ['operations', 'backups']

/** Whether it is still to come to something. */
export function isUnderWay({ state }: Backup): boolean {
  return state === 'waiting' || state === 'running'
}

/** All backups and how things stand; asked again each second while one is made. */
export function useBackups() {
  return useQuery({
    queryKey: BACKUPS,
    queryFn: ({ signal }) => call<BackupsResponse>('GET', '/api/operations/backups', { signal }),
    refetchInterval: ({ state }) => (state.data?.backups.some(isUnderWay) ? 1_000 : false),
  })
}

/** What is wrong with the backups, if anything. */
export function useWorry() {
  return useQuery({
    queryKey: [...BACKUPS, 'worry'],
    queryFn: ({ signal }) => call<WorryResponse>('GET', '/api/operations/backups/worry', { signal }),
    staleTime: 10 * 60_000,
  })
}

export function useBackUpNow() {
  return useBackupWrite(() => call<Backup>('POST', '/api/operations/backups'))
}

export function useSaveSchedule() {
  return useBackupWrite((body: ScheduleBody) => call<null>('PUT', '/api/operations/backups/schedule', { body }))
}

export function useDeleteBackup() {
  return useBackupWrite((id: string) => call<null>('DELETE', `/api/operations/backups/${id}`))
}

/** Reads a backup on the server, to its end. */
export function useVerify() {
  return useMutation({ mutationFn: (id: string) => call<Verification>('POST', `/api/operations/backups/${id}/verification`) })
}

/** Asks with the password for an address, and lets the browser save what is there. */
export function useDownload() {
  return useMutation({
    mutationFn: async ({ id, password }: { id: string; password: string }) => {
      const { path } = await call<DownloadResponse>('POST', `/api/operations/backups/${id}/download`, { body: { password } })
      const [place = '', query] = path.split('?')
      location.assign(addressOf(place, Object.fromEntries(new URLSearchParams(query))))
    },
  })
}

function useBackupWrite<Given, Answer>(write: (given: Given) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: write, onSettled: () => client.invalidateQueries({ queryKey: BACKUPS }) })
}
