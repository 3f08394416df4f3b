// The consent module: what people said may be sent to them and done with their data, what proves it, and whether a sender may write.
// Tables consent_purposes, consent_texts, consent_entries, consents, consent_confirmations, consent_letters, consent_links, consent_suppressions.
// Emits consent.changed and consent.confirmation_asked. Calls customers and workspaces.
export { CHANNELS, type Channel } from './api.ts'
export { languageOf } from './confirm-consent.ts'
export { consentHolding } from './holding.ts'
export { sendLettersJob, tellConfirmationsJob } from './jobs.ts'
export { leaveOutErased } from './leave-out-erased.ts'
export { countLetters, queueLetters, type LetterTo } from './letters.ts'
export { centreVisit, originOf, unsubscribeLink } from './links.ts'
export { forgetImportedConsents, markCustomersWithConsents } from './forget-imported.ts'
export { mayContact, type Permit } from './may-contact.ts'
export { answerLost, consentPublicRoutes, proofOf } from './public-routes.ts'
export { purposesInUse } from './purposes.ts'
export { recordConsents, recordImportedConsents, type ImportedConsent, type Statement } from './record-consents.ts'
export { consentRoutes } from './routes.ts'
export { CHANNEL_WORDS } from './domain-words.ts'
export { standingOf } from './show-consents.ts'
export { addressesOf, isReachedBy } from './suppressions.ts'
