import { cleanup, render, screen } from '@testing-library/react'
import { I18nProvider, NumberField, Button, Group, Input, Label } from 'react-aria-components'
import { afterEach, expect, test } from 'vitest'
import { chooseLanguage, startLanguage } from '#web/i18n.ts'
import { installAriaWords } from './aria-words.ts'

afterEach(cleanup)

function Field({ locale }: { readonly locale: string }) {
  return (
    <I18nProvider locale={locale}>
      <NumberField defaultValue={1}>
        <Label>X</Label>
        <Group>
          <Button slot="decrement" />
          <Input />
        </Group>
      </NumberField>
    </I18nProvider>
  )
}

test('What React Aria says by itself is Persian in Persian, and English after a switch', async () => {
  await startLanguage('fa')
  installAriaWords()
  render(<Field locale="fa-IR" />)
  expect(screen.getByRole('button').getAttribute('aria-label')).toBe('کم کردن')
  cleanup()
  await chooseLanguage('en')
  render(<Field locale="en-GB" />)
  expect(screen.getByRole('button').getAttribute('aria-label')).toBe('Decrease')
})
