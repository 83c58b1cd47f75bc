// The public page that explains every figure.

import { Hono } from 'hono'
import type { Platform } from '../platform.ts'
import { findSite } from '../units/store.ts'
import { MethodologyPage } from './pages/methodology.tsx'

export const ikmRoutes = new Hono<{ Bindings: Platform }>()

ikmRoutes.get('/metodologi', async (c) => c.html(<MethodologyPage site={await findSite(c.env.database)} />))
