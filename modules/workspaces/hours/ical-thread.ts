import { computesInThread } from '#core/threads'
import { CalendarInput, readCalendar } from './ical.ts'

/** A file from outside is read beside the pages: a hostile one costs its own thread's time, and that is limited. */
computesInThread(CalendarInput, (input) => ({ result: readCalendar(input), transfer: [] }))
