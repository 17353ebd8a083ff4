import type { Widget } from '../../../../ground/ui/form/SchemaForm.tsx';
import { AmountsField } from './Amounts.tsx';
import { AttachmentField } from './Attachment.tsx';
import { AttachmentOfField } from './AttachmentOf.tsx';
import { GateField } from './Gate.tsx';
import { HandoverField, InstalmentField, OfferField } from './OfMatter.tsx';
import { DangersField, MatterField } from './Others.tsx';
import { CompanionField, PartiesField, PartyField } from './Party.tsx';
import { PartyTableField } from './PartyTable.tsx';
import {
  CategoryField,
  MediatorField,
  MediatorsField,
  OrganisationField,
  PlaceCodeField,
  PlacesField,
  StaffField,
} from './Pick.tsx';
import { PlaceField } from './Place.tsx';
import { RoutesField } from './Routes.tsx';

/** The controls that know this work. */
export const workWidgets: Record<string, Widget> = {
  party: { draw: (p) => <PartyField {...p} />, group: true },
  parties: { draw: (p) => <PartiesField {...p} />, group: true },
  mediators: { draw: (p) => <MediatorsField {...p} /> },
  companion: { draw: (p) => <CompanionField {...p} />, group: true },
  mediator: { draw: (p) => <MediatorField {...p} /> },
  staff: { draw: (p) => <StaffField {...p} /> },
  organisation: { draw: (p) => <OrganisationField {...p} /> },
  category: { draw: (p) => <CategoryField {...p} /> },
  placeCode: { draw: (p) => <PlaceCodeField {...p} /> },
  gate: { draw: (p) => <GateField {...p} />, group: true },
  instalment: { draw: (p) => <InstalmentField {...p} />, group: true },
  offer: { draw: (p) => <OfferField {...p} />, group: true },
  handover: { draw: (p) => <HandoverField {...p} />, group: true },
  places: { draw: (p) => <PlacesField {...p} /> },
  matter: { draw: (p) => <MatterField {...p} /> },
  dangers: { draw: (p) => <DangersField {...p} />, group: true },
  place: { draw: (p) => <PlaceField {...p} />, group: true },
  routes: { draw: (p) => <RoutesField {...p} />, group: true },
  attachmentOf: { draw: (p) => <AttachmentOfField {...p} /> },
  attachment: { draw: (p) => <AttachmentField {...p} /> },
  amounts: { draw: (p) => <AmountsField {...p} /> },
  partyTable: { draw: (p) => <PartyTableField {...p} /> },
};
