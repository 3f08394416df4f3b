import { useTranslation } from 'react-i18next'
import { classes } from '#web/ui/classes.ts'

/** Length is what guards a password; variety helps a little. 0: too short · 1: long enough · 2: strong. */
export function strengthOf(password: string, leastLength: number): 0 | 1 | 2 {
  if ([...password].length < leastLength) return 0
  const variety = new Set(password).size
  return password.length >= leastLength + 5 && variety >= 8 ? 2 : 1
}

const TONES = ['bg-line-strong', 'bg-warn', 'bg-good'] as const

/** A bar and a word that follow the typing. */
export function PasswordStrength({ password, leastLength }: { readonly password: string; readonly leastLength: number }) {
  const { t } = useTranslation()
  if (!password) return null
  const strength = strengthOf(password, leastLength)
  const missing = leastLength - [...password].length
  const words = strength === 0 ? t('password.to_go', { count: missing }) : strength === 1 ? t('password.fair') : t('password.strong')
  const filled = strength === 2 ? 3 : strength === 1 ? 2 : 1
  return (
    <div className="flex items-center gap-3" aria-live="polite">
      <span className="flex grow gap-1" aria-hidden>
        {[1, 2, 3].map((step) => (
          <span key={step} className={classes('h-1 grow rounded-full', step <= filled ? TONES[strength] : 'bg-hover')} />
        ))}
      </span>
      <span className="text-xs text-ink-soft">{words}</span>
    </div>
  )
}
