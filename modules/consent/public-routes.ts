import { routes } from '#core/http'

/** Pages for people who follow a link: confirming, unsubscribing. */
export const consentPublicRoutes = routes('consent')
