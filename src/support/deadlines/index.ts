export { type Calendar, calendarOf, type DayKind, isWorkday } from './calendar.ts';
export { type Clock, type ClockEvent, type ClockState, clocksOf, pauseLeft, type RulesOf } from './clocks.ts';
export type { Day } from './days.ts';
export { type Due, type DueOf, dueAt, type Extension, type Pause, sayTerm } from './due.ts';
export { type Ladder, ladder, type Step, warningsOf } from './ladder.ts';
export {
  allRules,
  type CategoryCode,
  calendarKnownUntil,
  calendarPacks,
  categoriesOn,
  categoryOn,
  complaintFormFor,
  confirmationBarsOn,
  confirmationCourtsOn,
  confirmationMaterialsOn,
  courtRegimeOn,
  type DeadlineCode,
  declineCodesOn,
  followUpsOn,
  forceFor,
  type GateCode,
  gatesOn,
  handoverChannelsOn,
  inForce,
  ladderOn,
  lawCalendar,
  methodPacksOn,
  type RouteCode,
  routesFor,
  routesOn,
  ruleOn,
  rulesOn,
  suspensionGroundsOn,
  terminationReasonsOn,
  typePackFor,
} from './law.ts';
export type { CalendarPack, CourtRegime, DeadlineRule, Rung, Term } from './model.ts';
export type {
  Category,
  ComplaintForm,
  ConfirmationBar,
  ConfirmationCourt,
  ConfirmationMaterial,
  DeclineCode,
  FollowUp,
  Force,
  Gate,
  HandoverChannel,
  MethodPack,
  Route,
  SuspensionGround,
  TerminationReason,
  TypePack,
} from './packs.ts';
export { timeLeft } from './remaining.ts';
