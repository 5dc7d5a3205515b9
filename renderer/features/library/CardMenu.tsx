import { Menu } from '@mantine/core'
import {
  ChartNoAxesColumn,
  EllipsisVertical,
  FileInput,
  FileOutput,
  FileText,
  Info,
  Send,
  Trash2,
} from 'lucide-react'
import { useState } from 'react'
import type { LessonEntry } from '../../../electron/contract/api/lessons.ts'
import { lessonInsightsAddress } from '../../lib/addresses.ts'
import { openNotes } from '../../lib/notesDialog.ts'
import { openSend } from '../../lib/packages.ts'
import { openReport } from '../../lib/reportDialog.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import classes from './LessonCard.module.css'
import { removeLesson } from './lessonActs.ts'
import { inspect } from './libraryState.ts'

/** What else can be done with a lesson. The menu itself is only made when it is first wanted: a hundred of them would cost a second. */
export function CardMenu({ lesson }: { readonly lesson: LessonEntry }) {
  const [wanted, setWanted] = useState(false)
  const [open, setOpen] = useState(false)
  const button = (
    <button
      type="button"
      className={classes.menuButton}
      aria-label={`More on ${lesson.title}`}
      aria-haspopup="menu"
      aria-expanded={open}
      {...(wanted
        ? {}
        : {
            onClick: () => {
              setWanted(true)
              setOpen(true)
            },
          })}
    >
      <EllipsisVertical size={16} strokeWidth={1.9} aria-hidden="true" />
    </button>
  )
  return (
    <div className={classes.menu}>
      {wanted ? (
        <Menu opened={open} onChange={setOpen} position="bottom-end">
          <Menu.Target>{button}</Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<Info size={16} strokeWidth={1.9} aria-hidden="true" />}
              rightSection={<KeyCap combo="i" />}
              onClick={() => inspect(lesson.id)}
            >
              Details
            </Menu.Item>
            <Menu.Item
              leftSection={<FileText size={16} strokeWidth={1.9} aria-hidden="true" />}
              onClick={() => openReport(lesson.id)}
            >
              Write a report
            </Menu.Item>
            <Menu.Item
              component="a"
              href={`#${lessonInsightsAddress(lesson.id)}`}
              leftSection={<ChartNoAxesColumn size={16} strokeWidth={1.9} aria-hidden="true" />}
            >
              Insights
            </Menu.Item>
            <Menu.Item
              leftSection={<FileInput size={16} strokeWidth={1.9} aria-hidden="true" />}
              onClick={() => openNotes('take', lesson.id)}
            >
              Take in notes of another program
            </Menu.Item>
            <Menu.Item
              leftSection={<FileOutput size={16} strokeWidth={1.9} aria-hidden="true" />}
              onClick={() => openNotes('hand', lesson.id)}
            >
              Hand the conversation on
            </Menu.Item>
            <Menu.Item
              leftSection={<Send size={16} strokeWidth={1.9} aria-hidden="true" />}
              onClick={() => openSend(lesson.id)}
            >
              Send this lesson
            </Menu.Item>
            <Menu.Item
              leftSection={<Trash2 size={16} strokeWidth={1.9} aria-hidden="true" />}
              rightSection={<KeyCap combo="delete" />}
              onClick={() => void removeLesson(lesson)}
            >
              Delete lesson
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : (
        button
      )}
    </div>
  )
}
