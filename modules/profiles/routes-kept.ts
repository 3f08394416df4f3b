import type { Routes } from '#core/http'
import { addAddress, changeAddress, removeAddress } from './addresses.ts'
import {
  AddressParam,
  AddressRequest,
  ConsumerParam,
  ConsumerRequest,
  DateParam,
  IdParam,
  Made,
  MentionsResponse,
  NoteParam,
  NoteRequest,
  NotesQuery,
  NotesResponse,
  RememberedDateRequest,
} from './api.ts'
import { addConsumer, changeConsumer, removeConsumer } from './consumers.ts'
import { editNote, listMentions, listNotes, removeNote, writeNote } from './notes.ts'
import { addRememberedDate, changeRememberedDate, removeRememberedDate } from './remembered-dates.ts'

/** What members keep about a customer: notes, addresses, consumers, days to remember. */
export function addKeptRoutes(routes: Routes): void {
  addNoteRoutes(routes)
  addAddressRoutes(routes)
  addConsumerRoutes(routes)
  addDateRoutes(routes)
}

function addNoteRoutes(routes: Routes): void {
  routes.get('/customers/:id/notes', {
    summary: 'Notes about a customer, newest first',
    may: 'customers:read',
    params: IdParam,
    query: NotesQuery,
    gives: NotesResponse,
    run: ({ ctx, params, query }) => listNotes(ctx, params.id, query),
  })

  routes.get('/notes/mentions', {
    summary: 'Notes that mention me, newest first',
    may: 'customers:read',
    query: NotesQuery,
    gives: MentionsResponse,
    run: ({ ctx, query }) => listMentions(ctx, query),
  })

  routes.post('/customers/:id/notes', {
    summary: 'Write a note about a customer',
    may: 'customers:write',
    params: IdParam,
    body: NoteRequest,
    gives: Made,
    status: 201,
    run: ({ ctx, params, body }) => writeNote(ctx, params.id, body),
  })

  routes.put('/customers/:id/notes/:noteId', {
    summary: "Change a note of one's own",
    may: 'customers:write',
    params: NoteParam,
    body: NoteRequest,
    gives: 204,
    run: ({ ctx, params, body }) => editNote(ctx, params.id, params.noteId, body),
  })

  routes.delete('/customers/:id/notes/:noteId', {
    summary: "Take away a note of one's own",
    may: 'customers:write',
    params: NoteParam,
    gives: 204,
    run: ({ ctx, params }) => removeNote(ctx, params.id, params.noteId),
  })
}

function addAddressRoutes(routes: Routes): void {
  routes.post('/customers/:id/addresses', {
    summary: 'Add an address',
    may: 'customers:write',
    params: IdParam,
    body: AddressRequest,
    gives: Made,
    status: 201,
    run: ({ ctx, params, body }) => addAddress(ctx, params.id, body),
  })

  routes.put('/customers/:id/addresses/:addressId', {
    summary: 'Change an address',
    may: 'customers:write',
    params: AddressParam,
    body: AddressRequest,
    gives: 204,
    run: ({ ctx, params, body }) => changeAddress(ctx, params.id, params.addressId, body),
  })

  routes.delete('/customers/:id/addresses/:addressId', {
    summary: 'Take away an address',
    may: 'customers:write',
    params: AddressParam,
    gives: 204,
    run: ({ ctx, params }) => removeAddress(ctx, params.id, params.addressId),
  })
}

function addConsumerRoutes(routes: Routes): void {
  routes.post('/customers/:id/consumers', {
    summary: 'Add somebody for whom a customer buys',
    may: 'customers:write',
    params: IdParam,
    body: ConsumerRequest,
    gives: Made,
    status: 201,
    run: ({ ctx, params, body }) => addConsumer(ctx, params.id, body),
  })

  routes.put('/customers/:id/consumers/:consumerId', {
    summary: 'Change somebody for whom a customer buys',
    may: 'customers:write',
    params: ConsumerParam,
    body: ConsumerRequest,
    gives: 204,
    run: ({ ctx, params, body }) => changeConsumer(ctx, params.id, params.consumerId, body),
  })

  routes.delete('/customers/:id/consumers/:consumerId', {
    summary: 'Take away somebody for whom a customer buys',
    may: 'customers:write',
    params: ConsumerParam,
    gives: 204,
    run: ({ ctx, params }) => removeConsumer(ctx, params.id, params.consumerId),
  })
}

function addDateRoutes(routes: Routes): void {
  routes.post('/customers/:id/dates', {
    summary: 'Add a day to remember',
    may: 'customers:write',
    params: IdParam,
    body: RememberedDateRequest,
    gives: Made,
    status: 201,
    run: ({ ctx, params, body }) => addRememberedDate(ctx, params.id, body),
  })

  routes.put('/customers/:id/dates/:dateId', {
    summary: 'Change a day to remember',
    may: 'customers:write',
    params: DateParam,
    body: RememberedDateRequest,
    gives: 204,
    run: ({ ctx, params, body }) => changeRememberedDate(ctx, params.id, params.dateId, body),
  })

  routes.delete('/customers/:id/dates/:dateId', {
    summary: 'Take away a day to remember',
    may: 'customers:write',
    params: DateParam,
    gives: 204,
    run: ({ ctx, params }) => removeRememberedDate(ctx, params.id, params.dateId),
  })
}
