import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { failure } from '#web/failure.ts'
import { startLanguage } from '#web/i18n.ts'
import { Button } from '#web/ui/button.tsx'
import { Form } from '#web/ui/form.tsx'
import { NumberField } from '#web/ui/number-field.tsx'
import { strengthOf } from '#web/ui/password-strength.tsx'
import { TextField } from '#web/ui/text-field.tsx'

beforeEach(async () => {
  await startLanguage('fa')
})
afterEach(cleanup)

function SampleForm({ onSubmit, refused }: { onSubmit: (name: string) => void; refused?: unknown }) {
  const [name, setName] = useState('')
  return (
    <Form onSubmit={() => onSubmit(name)} failure={refused} actions={<Button type="submit">ذخیره</Button>}>
      <TextField label="نام" name="name" isRequired value={name} onChange={setName} />
    </Form>
  )
}

test('an empty field is named in the language of the reader', async () => {
  render(<SampleForm onSubmit={() => {}} />)
  await act(async () => screen.getByLabelText<HTMLInputElement>('نام').form?.reportValidity())
  expect(screen.getByText('لطفاً این قسمت را پر کنید.')).toBeDefined()
})

test('what was typed is sent, and stays when the server refuses', async () => {
  const sent = vi.fn()
  const { rerender } = render(<SampleForm onSubmit={sent} />)
  const input = screen.getByLabelText<HTMLInputElement>('نام')
  await act(async () => fireEvent.change(input, { target: { value: 'گل‌فروشی بهار' } }))
  await act(async () => input.form && fireEvent.submit(input.form))
  expect(sent).toHaveBeenCalledWith('گل‌فروشی بهار')
  rerender(<SampleForm onSubmit={sent} refused={failure('accounts.link_used', 409)} />)
  expect(screen.getByRole('alert').textContent).toContain('پیش‌تر استفاده شده است')
  expect(input.value).toBe('گل‌فروشی بهار')
})

function DaysForm({ onSubmit }: { onSubmit: (days: number) => void }) {
  const [days, setDays] = useState(7)
  return (
    <Form onSubmit={() => onSubmit(days)} actions={<Button type="submit">ذخیره</Button>}>
      <NumberField label="روز" value={days} onChange={setDays} />
    </Form>
  )
}

test('a number that is still being typed is sent as it stands', async () => {
  const sent = vi.fn()
  render(<DaysForm onSubmit={sent} />)
  const input = screen.getByLabelText<HTMLInputElement>('روز')
  await act(async () => input.focus())
  await act(async () => fireEvent.change(input, { target: { value: '9' } }))
  await act(async () => input.form && fireEvent.submit(input.form))
  expect(sent).toHaveBeenCalledWith(9)
  expect(document.activeElement).toBe(input)
})

test('a password is strong by length and variety, never by length alone', () => {
  expect(strengthOf('short', 10)).toBe(0)
  expect(strengthOf('aaaaaaaaaaaaaaaaaaaa', 10)).toBe(1)
  expect(strengthOf('a short sentence', 10)).toBe(2)
})
