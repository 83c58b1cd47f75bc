// The edition as it would be published now: every unit's document, what a correction changes, and what must stay as it is.

import type { Change, Database } from '../../database/database.ts'
import { type FollowUp, listFollowUps } from '../../followups/store.ts'
import { askedOn } from '../../ikm/actions.ts'
import { fairnessOf } from '../../ikm/rules/fairness.ts'
import type { Estimate, Estimates } from '../../ikm/rules/interval.ts'
import { profileOf } from '../../ikm/rules/profile.ts'
import { countOf, resultOf } from '../../ikm/rules/result.ts'
import { readRecords, readServed } from '../../ikm/store/dashboard.ts'
import { listOverviewUnits, type OverviewUnitRow } from '../../ikm/store/overview.ts'
import { tallyUnits } from '../../ikm/store.ts'
import { maskPersonal } from '../../responses/rules/masking.ts'
import {
  type ElementTotals,
  emptyTotals,
  type Group,
  mergeTotals,
  negated,
  type Totals,
} from '../../responses/rules/tally.ts'
import { countExclusions } from '../../responses/store/exclusions.ts'
import { minimumOf } from '../../surveys/rules.ts'
import {
  lastQuarters,
  monthsOf,
  previousQuarter,
  type Quarter,
  quarterDays,
  quarterFromSlug,
  quarterSlug,
} from '../../units/rules/calendar.ts'
import { servedInQuarter } from '../../units/rules/served.ts'
import { findSite } from '../../units/store.ts'
import { signalsOfQuarter, type UnitSignals } from '../integrity.ts'
import { courseOfUnit, type UnitCourse } from '../rules/course.ts'
import type { Difference, ProofDocument, UnitDocument } from '../rules/document.ts'
import { type Counted, differenceOf } from '../rules/edition.ts'
import { type Figures, figuresOf, profileOfDimensions, sameFigures, totalsOfDocument } from '../rules/figures.ts'
import { integrityDocument } from '../rules/integrity.ts'
import { followUpDocument, type Promised, proofDocuments, type Tested } from '../rules/words.ts'
import { canonical, sha256 } from '../signing.ts'
import { listUnitWords, readState, stateMustBe, tallyProfiles, type UnitWords } from '../store/draft.ts'
import { type Analysis, latestReviewEvents, listAnalyses, type ReviewEvent } from '../store/review.ts'
import {
  type EditionRow,
  findDocument,
  listDocuments,
  listEditions,
  listEditionUnits,
  listStandingEditions,
} from '../store.ts'

/** Quarters after the one whose result it answers in which a promise is still put to the proof. */
const quartersOfProof = 4
/** So many units are worked out before visitors get their turn. */
const unitsAtOnce = 10

export interface DraftUnit extends Counted {
  readonly unitId: number
  /** Where it stands in the review. */
  readonly course: UnitCourse
  /** The document in canonical form. */
  readonly text: string
  /** Tells which figures these are: another where they change, the same where only words do. */
  readonly mark: string
}

export interface Draft {
  readonly quarter: Quarter
  /** Of the edition to be: 1, or one more than the edition that stands. */
  readonly number: number
  /** The edition of this quarter that stands; undefined before the first. */
  readonly standing: EditionRow | undefined
  /** The edition published last, of whatever quarter. */
  readonly last: EditionRow | undefined
  readonly government: string
  readonly demonstration: boolean
  /** By agency and name. */
  readonly units: readonly DraftUnit[]
  /** None before the first edition. */
  readonly differences: readonly Difference[]
  /** Fingerprint of all that would be published: who has seen it has seen exactly this. */
  readonly mark: string
  readonly lastResponse: number
  readonly lastExclusion: number
  /** Refuses a commit in which any of it has changed since. */
  readonly unchanged: Change
}

/**
 * One unit as it would be published now; undefined where it would not be. `differs` where other figures were published.
 */
export async function draftOneUnit(
  database: Database,
  quarter: Quarter,
  unitId: number,
): Promise<(DraftUnit & { readonly differs: boolean }) | undefined> {
  const { units, differences } = await draftQuarter(database, quarter, unitId)
  return units[0] && { ...units[0], differs: differences.length > 0 }
}

/**
 * Works out the edition of a quarter from what is stored now.
 * @param only one unit's number, where no other is asked about; the mark is then not that of an edition.
 */
export async function draftQuarter(database: Database, quarter: Quarter, only?: number): Promise<Draft> {
  const state = await readState(database, quarter)
  const [site, rows, words, totals, profiles, exclusions, editions, standing, followUps, analyses, said] =
    await Promise.all([
      findSite(database),
      listOverviewUnits(database, monthsOf(quarter)[0]),
      listUnitWords(database),
      tallyUnits(database, quarter),
      tallyProfiles(database, quarter),
      countExclusions(database, { quarter }),
      listEditions(database),
      listStandingEditions(database),
      listFollowUps(database, {
        quarterFrom: lastQuarters(quarter, quartersOfProof + 1)[0],
        quarterUntil: quarter,
        unitIds: only === undefined ? undefined : [only],
      }),
      listAnalyses(database, quarter),
      latestReviewEvents(database, quarter),
    ])
  const published = standing.find((edition) => edition.quarter === quarter)
  const documents = published ? await documentsOf(database, published, only) : new Map<string, UnitDocument>()
  const looked = await signalsOfQuarter(database, quarter, only)
  const earlier = await totalsOfEarlier(database, quarter, standing, followUps, only)
  const actionsOf = Map.groupBy(followUps, ({ unitId }) => unitId)
  const analysisOf = new Map(analyses.map((analysis) => [analysis.unitId, analysis]))
  const excludedOf = Map.groupBy(exclusions, ({ unitId }) => unitId)
  const units: DraftUnit[] = []
  const differences: Difference[] = []
  for (const row of rows) {
    if (only !== undefined && row.id !== only) continue
    const old = documents.get(row.slug)
    const answered = (totals.get(row.id)?.respondents ?? 0) > 0
    // A closed unit stands among the others in the quarters in which it was still rated; a correction adds none without answers.
    if (!old && !answered && (row.closed_at !== null || published)) continue
    if (units.length % unitsAtOnce === 0) await othersTurn()
    const sources = {
      row,
      quarter,
      words: words.get(row.id),
      totals: answered ? totals.get(row.id) : undefined,
      groups: profiles.get(row.id) ?? new Map<string, Group>(),
      excluded: excludedOf.get(row.id) ?? [],
      looked: looked && { since: looked.since, ...looked.of(row.id) },
      earlier: earlier.get(row.slug) ?? [],
      analysis: analysisOf.get(row.id),
      said: said.get(row.id),
      actions: actionsOf.get(row.id) ?? [],
      edition: (published?.number ?? 0) + 1,
    }
    const unit = await draftUnit(sources, old)
    const difference = published && differenceOf(old, unit.document)
    if (difference) differences.push(difference)
    units.push(unit)
  }
  const { government, demonstration } = site
  return {
    quarter,
    number: (published?.number ?? 0) + 1,
    standing: published,
    last: editions[0],
    government,
    demonstration,
    units,
    differences,
    mark: await sha256(canonical([government, units.map(({ hash }) => hash)])),
    lastResponse: state.lastResponse,
    lastExclusion: state.lastExclusion,
    unchanged: stateMustBe(quarter, state),
  }
}

function othersTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

/** Published totals of a unit in a quarter before. */
interface Earlier {
  readonly quarter: Quarter
  readonly edition: number
  readonly totals: ElementTotals | undefined
}

// Of the quarter before, and further back only where a promise is to be put to the proof.
async function totalsOfEarlier(
  database: Database,
  quarter: Quarter,
  standing: readonly EditionRow[],
  followUps: readonly FollowUp[],
  only: number | undefined,
): Promise<Map<string, Earlier[]>> {
  const needed = new Set([previousQuarter(quarter), ...followUps.map((action) => action.quarter)])
  const found = new Map<string, Earlier[]>()
  for (const edition of standing.filter((one) => one.quarter < quarter && needed.has(one.quarter))) {
    for await (const text of textsOf(database, edition, only)) {
      const { kode_unit, total } = JSON.parse(text) as UnitDocument
      const known = found.get(kode_unit) ?? []
      known.push({ quarter: edition.quarter, edition: edition.number, totals: totalsOfDocument(total) })
      found.set(kode_unit, known)
    }
  }
  return found
}

async function documentsOf(
  database: Database,
  edition: EditionRow,
  only: number | undefined,
): Promise<Map<string, UnitDocument>> {
  const found = new Map<string, UnitDocument>()
  for await (const text of textsOf(database, edition, only)) {
    const document = JSON.parse(text) as UnitDocument
    found.set(document.kode_unit, document)
  }
  return found
}

async function* textsOf(database: Database, edition: EditionRow, only: number | undefined): AsyncGenerator<string> {
  if (only === undefined) return yield* listDocuments(database, edition.id)
  const unit = (await listEditionUnits(database, edition.id)).find(({ unit_id }) => unit_id === only)
  if (unit) yield findDocument(database, unit.document_hash)
}

interface Sources {
  readonly row: OverviewUnitRow
  readonly quarter: Quarter
  readonly words: UnitWords | undefined
  /** Undefined where nobody answered. */
  readonly totals: ElementTotals | undefined
  readonly groups: ReadonlyMap<string, Group>
  readonly excluded: Awaited<ReturnType<typeof countExclusions>>
  /** What is conspicuous about the answers; undefined where nobody has looked. */
  readonly looked: (UnitSignals & { readonly since: string }) | undefined
  readonly earlier: readonly Earlier[]
  readonly analysis: Analysis | undefined
  /** The last thing that was said of the unit in the review. */
  readonly said: ReviewEvent | undefined
  readonly actions: readonly Promised[]
  readonly edition: number
}

/** @param old the unit's document in the edition that stands; a correction changes nothing of it but its figures. */
async function draftUnit(sources: Sources, old: UnitDocument | undefined): Promise<DraftUnit> {
  const { row, quarter, totals, earlier } = sources
  const records = readRecords(row.id, row.records)
  const askedIn = (one: Quarter) => askedOn(records, quarterDays(one).last)
  const asked = askedIn(quarter)
  const book = asked.ruleBook
  const minimum = minimumOf(book, row.raised)
  const served = servedInQuarter(readServed(row.served), quarter, JSON.parse(row.services) as number[])
  const counted = countOf({ asked, totals, served, minimum })
  const then = (one: Quarter): Estimates => {
    const known = earlier.find((published) => published.quarter === one)
    return countOf({ asked: askedIn(one), totals: known?.totals, served: null, minimum }).estimates
  }
  const before = earlier.find((published) => published.quarter === previousQuarter(quarter))
  const result = resultOf(counted, then(previousQuarter(quarter)), { asked, totals })
  const since = before?.totals ? { periode: quarterSlug(before.quarter), edisi: before.edition } : null
  const { excluded, looked } = sources
  const signalled =
    looked && totals
      ? integrityDocument({
          ...looked,
          respondents: totals.respondents,
          conspicuous: looked.conspicuous.respondents,
          ikmWithout: countOf({ asked, totals: without(totals, looked.conspicuous), served, minimum }).summary.ikm,
        })
      : null
  const figures = figuresOf({ counted, result, totals, book: book.key, excluded, signalled, since })
  const mark = await sha256(canonical(figures))
  const prove = (promises: readonly Vow[]) =>
    proofDocuments(
      promises.map(
        ({ origin, document }): Tested => ({
          document,
          origin,
          // What was given up is not put to the proof.
          before: document.status === 'batal' ? null : estimateOf(then(quarterFromSlug(origin) ?? 0), document.unsur),
          after: estimateOf(counted.estimates, document.unsur),
        }),
      ),
    )
  const confirmed = sources.said?.kind === 'confirmed' && sources.said.mark === mark
  const document = old
    ? corrected(old, figures, confirmed, prove)
    : {
        ...wordsOf(sources, new Map(asked.elements.map(({ key, name }) => [key, name])), prove),
        ...figures,
        dikonfirmasi: confirmed,
        profil: profileOfDimensions(fairnessOf(profileOf(totals, sources.groups), book, minimum)),
        profil_menurut_edisi: sources.edition,
      }
  const text = canonical(document)
  return {
    unitId: row.id,
    course: courseOfUnit(sources.said, { answered: totals !== undefined, mark }),
    document,
    text,
    hash: await sha256(text),
    mark,
    summary: counted.summary,
    tally: counted.moments,
    book,
  }
}

function without(totals: ElementTotals, less: Totals): ElementTotals {
  const left = mergeTotals(emptyTotals(), { ...totals, profile: new Map() })
  return mergeTotals(left, negated(less))
}

/** A promise with the quarter whose result it answers. */
interface Vow {
  readonly document: UnitDocument['rencana_tindak_lanjut'][number]
  readonly origin: string
}

function estimateOf(estimates: Estimates, element: string | null): Estimate | null {
  if (element === null) return estimates.index
  return estimates.elements.find(({ key }) => key === element)?.estimate ?? null
}

// Words and groups stay as they were published: groups of two tables that differ by a few respondents tell of these.
function corrected(
  old: UnitDocument,
  figures: Figures,
  confirmed: boolean,
  prove: (promises: readonly Vow[]) => ProofDocument[],
): UnitDocument {
  if (sameFigures(old, figures)) return old
  const promises = old.pembuktian.map(({ asal, pembuktian: _, nilai: __, selisih: ___, ...document }) => ({
    document,
    origin: asal,
  }))
  return { ...old, ...figures, dikonfirmasi: confirmed, pembuktian: prove(promises) }
}

function wordsOf(
  { row, quarter, words, analysis, actions }: Sources,
  elementNames: ReadonlyMap<string, string>,
  prove: (promises: readonly Vow[]) => ProofDocument[],
) {
  return {
    kode_unit: row.slug,
    nama_unit: row.name,
    jenis: row.kind,
    instansi: row.agency,
    kode_instansi: row.agency_slug,
    alamat: row.address,
    kepala: words?.head ? { nama: words.head, nip: words.nip } : null,
    layanan: words?.services ?? [],
    periode: quarterSlug(quarter),
    analisis: analysis
      ? {
          kelebihan: maskPersonal(analysis.strengths),
          kelemahan: maskPersonal(analysis.weaknesses),
          penyebab: maskPersonal(analysis.causes),
        }
      : null,
    rencana_tindak_lanjut: actions
      .filter((action) => action.quarter === quarter)
      .map((action) => followUpDocument(action, elementNames)),
    pembuktian: prove(
      actions
        .filter((action) => action.quarter < quarter)
        .map((action) => ({
          document: followUpDocument(action, elementNames),
          origin: quarterSlug(action.quarter),
        })),
    ),
  }
}
