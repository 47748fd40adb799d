import { createMemoryHistory, createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { z } from 'zod';
import { caseKindSchema, caseStatusSchema } from '../../core/cases/case.ts';
import { anchorSchema } from '../../core/evidence/anchor.ts';
import { CASE_TABS, SETTINGS_PARTS, type PlaceSearch } from '../platform/places.ts';
import { CasesScreen } from '../features/cases/cases-screen.tsx';
import { InsightsScreen } from '../features/insights/insights-screen.tsx';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { Frame } from './frame.tsx';
import { CasePlace, DocumentPlace, IntakePlace, OpenCasePlace, PacketsPlace, ReviewPlace } from './case-places.tsx';

const searchSchema = z.object({
  documentId: z.string().optional(),
  pageNo: z.int().optional(),
  spot: anchorSchema.optional(),
  kinds: z.array(caseKindSchema).readonly().optional(),
  statuses: z.array(caseStatusSchema).readonly().optional(),
});

const validateSearch = (search: Record<string, unknown>): PlaceSearch => searchSchema.catch({}).parse(search);

const root = createRootRoute({ component: Frame });

const route = <Path extends string>(path: Path, component: () => React.ReactNode) =>
  createRoute({ getParentRoute: () => root, path, component, validateSearch });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/cases' });
  },
});

const casesRoute = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  validateSearch,
  component: () => <CasesScreen {...casesRoute.useSearch()} />,
});

const caseRoute = createRoute({
  getParentRoute: () => root,
  path: '/cases/$caseId/$tab',
  validateSearch,
  component: () => {
    const { caseId, tab } = caseRoute.useParams();
    const search = caseRoute.useSearch();
    return <CasePlace key={caseId} caseId={caseId} tab={CASE_TABS.find((known) => known === tab) ?? 'overview'} {...search} />;
  },
});

const documentRoute = createRoute({
  getParentRoute: () => root,
  path: '/documents/$documentId',
  validateSearch,
  component: () => <DocumentPlace {...documentRoute.useSearch()} documentId={documentRoute.useParams().documentId} />,
});

const openRoute = createRoute({
  getParentRoute: () => root,
  path: '/open/$documentId',
  component: () => <OpenCasePlace key={openRoute.useParams().documentId} documentId={openRoute.useParams().documentId} />,
});

const reviewOneRoute = createRoute({
  getParentRoute: () => root,
  path: '/review/$caseId',
  component: () => <ReviewPlace caseId={reviewOneRoute.useParams().caseId} />,
});

const packetRoute = createRoute({
  getParentRoute: () => root,
  path: '/packets/$packetId',
  component: () => <PacketsPlace packetId={packetRoute.useParams().packetId} />,
});

const settingsRoute = createRoute({
  getParentRoute: () => root,
  path: '/settings/$part',
  component: () => {
    const { part } = settingsRoute.useParams();
    return <SettingsScreen part={SETTINGS_PARTS.find((known) => known === part) ?? 'people'} />;
  },
});

const routeTree = root.addChildren([
  home,
  route('/intake', () => <IntakePlace />),
  casesRoute,
  route('/review', () => <ReviewPlace />),
  route('/packets', () => <PacketsPlace />),
  route('/insights', InsightsScreen),
  caseRoute,
  documentRoute,
  openRoute,
  reviewOneRoute,
  packetRoute,
  settingsRoute,
]);

/** The window's places, in a history of its own: the address bar never names a case. */
export const router = createRouter({
  routeTree,
  history: createMemoryHistory({ initialEntries: ['/cases'] }),
  defaultPreload: false,
});
