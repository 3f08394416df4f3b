/** How states look. */
export const STATE_TONES = { active: 'good', paused: 'warn', disabled: 'bad' } as const
export const DELIVERY_TONES = { waiting: 'neutral', failed: 'warn', sent: 'good', given_up: 'bad' } as const
