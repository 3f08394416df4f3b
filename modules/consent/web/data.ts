import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '#web/api.ts'
import type { BehalfRequest, CustomerConsents, PurposeRequest, PurposesResponse } from '../api.ts'

/** What may be sent to a customer, with what proves it. */
export function useConsents(customerId: string) {
  return useQuery({
    queryKey: ['consents', customerId],
    queryFn: ({ signal }) => call<CustomerConsents>('GET', `/api/customers/${customerId}/consents`, { signal }),
  })
}

/** Writes down what a customer said. */
export function useChangeOnBehalf(customerId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: BehalfRequest) => call('POST', `/api/customers/${customerId}/consents`, { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['consents', customerId] }),
  })
}

/** A link to the customer's own page. */
export function useCentreLink(customerId: string) {
  return useMutation({ mutationFn: () => call<{ link: string }>('POST', `/api/customers/${customerId}/consent-link`) })
}

/** Makes all links to the customer's own page useless. */
export function useRevokeLinks(customerId: string) {
  return useMutation({ mutationFn: () => call('DELETE', `/api/customers/${customerId}/consent-link`) })
}

/** The workspace's purposes. */
export function usePurposes() {
  return useQuery({
    queryKey: ['consent-purposes'],
    queryFn: ({ signal }) => call<PurposesResponse>('GET', '/api/consent/purposes', { signal }),
  })
}

/** Stores one purpose. */
export function useSavePurpose() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ key, ...body }: PurposeRequest & { readonly key: string }) => call('PUT', `/api/consent/purposes/${key}`, { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['consent-purposes'] }),
  })
}
