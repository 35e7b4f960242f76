import {
  Bell,
  BookOpen,
  CalendarDays,
  ChartColumn,
  ClipboardCheck,
  FileText,
  GitMerge,
  GraduationCap,
  House,
  type LucideIcon,
  Map as MapIcon,
  Network,
  ScrollText,
  Settings,
  Table2,
  Users,
  UsersRound,
} from 'lucide-react'

/** Named, because a server component cannot hand an icon itself to the browser. */
export const navIcons = {
  home: House,
  reports: FileText,
  review: ClipboardCheck,
  compare: ChartColumn,
  activities: BookOpen,
  map: MapIcon,
  table: Table2,
  units: Network,
  reorganisations: GitMerge,
  teams: UsersRound,
  training: GraduationCap,
  people: Users,
  calendar: CalendarDays,
  forms: BookOpen,
  chase: Bell,
  audit: ScrollText,
  settings: Settings,
} satisfies Record<string, LucideIcon>

export type NavIcon = keyof typeof navIcons
