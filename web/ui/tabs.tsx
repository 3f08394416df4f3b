import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'

export interface TabsProps<Id extends string> {
  readonly label: string
  /** Keep it in the address: useUrlChoice. */
  readonly value: Id
  readonly onChange: (value: Id) => void
  readonly tabs: readonly { readonly id: Id; readonly label: string; readonly content: ReactNode }[]
}

/** Several views of the same thing, one at a time. */
export function Tabs<Id extends string>({ label, value, onChange, tabs }: TabsProps<Id>) {
  return (
    <AriaTabs
      selectedKey={value}
      onSelectionChange={(key) => {
        const chosen = tabs.find((tab) => tab.id === key)
        if (chosen) onChange(chosen.id)
      }}
      className="flex flex-col gap-5"
    >
      <TabList aria-label={label} className="flex gap-6 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Tab
            key={tab.id}
            id={tab.id}
            className="-mb-px cursor-pointer border-b-2 border-transparent py-2 whitespace-nowrap text-ink-soft hovered:text-ink selected:border-accent selected:font-medium selected:text-ink"
          >
            {tab.label}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id}>
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
