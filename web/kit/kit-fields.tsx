import { useState } from 'react'
import { KitRow, KitSection, useWord } from '#web/kit/kit-section.tsx'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { NumberField } from '#web/ui/number-field.tsx'
import { PasswordField } from '#web/ui/password-field.tsx'
import { RadioGroup } from '#web/ui/radio-group.tsx'
import { SearchField } from '#web/ui/search-field.tsx'
import { Select } from '#web/ui/select.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { TextField } from '#web/ui/text-field.tsx'

/** Everything that is filled in. */
export function KitFields() {
  const word = useWord()
  const [search, setSearch] = useState('')
  const [unit, setUnit] = useState<'toman' | 'rial'>('toman')
  const options = [
    { id: 'toman' as const, label: word('تومان', 'Toman') },
    { id: 'rial' as const, label: word('ریال', 'Rial') },
  ]
  return (
    <KitSection title={word('فیلدها', 'Fields')}>
      <KitRow>
        <TextField label={word('نام', 'Name')} hint={word('همان که مشتری می‌بیند', 'As customers see it')} className="w-64" />
        <TextField
          label={word('ایمیل', 'E-mail')}
          ltr
          defaultValue="sara@example"
          error={word('این نشانی کامل نیست.', 'This address is not complete.')}
          className="w-64"
        />
        <PasswordField label={word('رمز عبور', 'Password')} className="w-64" />
        <NumberField label={word('پنجرهٔ فعالیت', 'Activity window')} defaultValue={90} unit={word('روز', 'days')} className="w-48" />
        <SearchField label={word('جست‌وجوی مشتری', 'Search customers')} value={search} onChange={setSearch} className="w-64" />
        <Select label={word('واحد پول', 'Money unit')} value={unit} onChange={setUnit} options={options} className="w-48" />
      </KitRow>
      <KitRow>
        <RadioGroup label={word('نمایش پول', 'Show money in')} value={unit} onChange={setUnit} options={options} inline />
        <Checkbox defaultSelected>{word('سرآیند دارد', 'Has headings')}</Checkbox>
        <Switch defaultSelected>{word('اعلان‌ها', 'Notifications')}</Switch>
      </KitRow>
    </KitSection>
  )
}
