// What a unit asks, at the desk: the questionnaires it has had and will have, the choice of another, elements of its own.

import { Card, type Notice, NoticeBox } from '../../accounts/pages/sign-in.tsx'
import type { Actor } from '../../accounts/rules/rights.ts'
import { Chip } from '../../interface/chip.tsx'
import { ChoiceGroup, ErrorSummary, type FieldProblem, problemOf, TextField } from '../../interface/fields.tsx'
import type { Site } from '../../interface/layout.tsx'
import { Fold } from '../../interface/table.tsx'
import { type FramedUnit, UnitDeskPage, unitPath } from '../../units/pages/unit-frame.tsx'
import { serviceChannels } from '../../units/rules/service.ts'
import { addedField, weightField } from '../forms.ts'
import type { RuleBook } from '../rules.ts'

export interface ShownQuestionnaire {
  /** `2026-07-01`, and as it is written. */
  readonly from: string
  readonly written: string
  readonly book: string
  readonly added: readonly string[]
  readonly weighted: boolean
  readonly state: 'past' | 'now' | 'later'
}

export interface ShownElement {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly question: string
  readonly answers: readonly string[]
  /** 1 where a questionnaire asks it. */
  readonly used: number
}

const states = {
  past: { tone: 'plain', text: 'Dahulu' },
  now: { tone: 'b', text: 'Berlaku' },
  later: { tone: 'c', text: 'Menyusul' },
} as const

const elementLabels = {
  nama: 'Nama unsur',
  pertanyaan: 'Pertanyaan',
  'jawaban-1': 'Jawaban bernilai 1',
  'jawaban-2': 'Jawaban bernilai 2',
  'jawaban-3': 'Jawaban bernilai 3',
  'jawaban-4': 'Jawaban bernilai 4',
} as const

export function QuestionnairePage({
  site,
  actor,
  unit,
  questionnaires,
  elements,
  books,
  earliest,
  values,
  problems,
  notice,
}: {
  readonly site: Site
  readonly actor: Actor
  readonly unit: FramedUnit
  /** The newest first. */
  readonly questionnaires: readonly ShownQuestionnaire[]
  readonly elements: readonly Pick<ShownElement, 'key' | 'name'>[]
  readonly books: readonly RuleBook[]
  /** From when on another may be chosen, `2026-07-02`; undefined where nobody has answered yet. */
  readonly earliest: string | undefined
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
  readonly notice: Notice | undefined
}) {
  const path = `${unitPath(unit)}/kuesioner`
  const official = books[0]?.elements ?? []
  const weighed = [...official, ...elements]
  const labels: Readonly<Record<string, string>> = {
    kuesioner: 'Kuesioner',
    mulai: 'Berlaku mulai',
    ...Object.fromEntries(weighed.map(({ key, name }) => [weightField(key), `Bobot ${name}`])),
  }
  const field = (name: string) => ({
    name,
    label: labels[name] ?? name,
    value: values[name],
    problem: problemOf(name, problems),
    autocomplete: 'off',
  })
  const ofWeights = weighed.some(({ key }) => problemOf(weightField(key), problems))
  const typedWeights = weighed.some(({ key }) => values[weightField(key)])
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} part="kuesioner" heading="Kuesioner">
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={labels} />
      <NoticeBox notice={notice} />
      <Card title="Yang dipakai">
        {questionnaires.length === 0 && (
          <p>
            {books[0]?.name}, sembilan unsur menurut {books[0]?.source}, berlaku selama belum ada pilihan lain.
          </p>
        )}
        <ul class="rows">
          {questionnaires.map(({ from, written, book, added, weighted, state }) => (
            <li>
              <span>
                {book}, mulai {written} <Chip tone={states[state].tone}>{states[state].text}</Chip>
                <small>
                  {added.length > 0 ? `Ditambah ${added.join(', ')}. ` : 'Tanpa unsur tambahan. '}
                  {weighted ? 'Bobot sendiri.' : 'Bobot sama.'}
                </small>
              </span>
              {state === 'later' && (
                <form method="post" action={`${path}/batal`}>
                  <input type="hidden" name="mulai" value={from} />
                  <button type="submit" class="quiet" aria-label={`Batalkan ${book} mulai ${written}`}>
                    Batalkan
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
      </Card>
      <Card title="Pilih kuesioner">
        <form method="post" action={path} class="stack">
          <ChoiceGroup
            class="field"
            {...field('kuesioner')}
            options={books.map((book) => ({ value: book.key, label: `${book.name}: ${askedBy(book)}` }))}
          />
          <TextField
            {...field('mulai')}
            type="date"
            hint={
              earliest === undefined
                ? 'Belum ada jawaban, jadi boleh mulai hari mana pun.'
                : 'Paling cepat besok: jawaban yang sudah masuk tetap dihitung menurut kuesioner waktu itu. Awal triwulan paling baik.'
            }
            required
          />
          {elements.length > 0 && (
            <fieldset class="field">
              <legend>Unsur tambahan yang ditanyakan</legend>
              <div class="choices">
                {elements.map(({ key: own, name }) => (
                  <label>
                    <input type="checkbox" name={addedField(own)} value="1" checked={values[addedField(own)] === '1'} />
                    <span>{name}</span>
                  </label>
                ))}
              </div>
            </fieldset>
          )}
          <Fold summary="Bobot sendiri" open={ofWeights || typedWeights}>
            <p class="hint">
              Kosongkan semuanya agar setiap unsur berbobot sama, seperti dalam peraturan. Bila diisi, isi semua unsur
              yang ditanyakan, dalam persen, dan jumlahnya harus tepat 100.
            </p>
            <div class="weights">
              {weighed.map(({ key: own, name }) => (
                <TextField {...field(weightField(own))} label={name} />
              ))}
            </div>
          </Fold>
          <button type="submit">Pakai kuesioner ini</button>
        </form>
      </Card>
      <p>
        <a href={`${path}/unsur`}>Unsur tambahan</a>: pertanyaan milik unit ini di luar sembilan unsur.
      </p>
    </UnitDeskPage>
  )
}

/** How many questions a rule book asks, which may depend on how the service is given. */
function askedBy({ questions }: RuleBook): string {
  const counts = serviceChannels.map((channel) => questions.filter(({ channels }) => channels.includes(channel)).length)
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  return least === most ? `${least} pertanyaan` : `${least} sampai ${most} pertanyaan, menurut cara layanan`
}

export function ElementsPage({
  site,
  actor,
  unit,
  elements,
  values,
  problems,
  notice,
}: {
  readonly site: Site
  readonly actor: Actor
  readonly unit: FramedUnit
  readonly elements: readonly ShownElement[]
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
  readonly notice: Notice | undefined
}) {
  const path = `${unitPath(unit)}/kuesioner`
  const field = (name: keyof typeof elementLabels) => ({
    name,
    label: elementLabels[name],
    value: values[name],
    problem: problemOf(name, problems),
    autocomplete: 'off',
  })
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} part="kuesioner" heading="Unsur tambahan">
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={elementLabels} />
      <NoticeBox notice={notice} />
      <p class="lead">
        Pertanyaan milik unit ini di luar sembilan unsur. Setelah ditambahkan, pilih dalam <a href={path}>kuesioner</a>.
        Bobot setiap unsur lalu menjadi satu per jumlah unsur.
      </p>
      {elements.length === 0 ? (
        <p class="card none">Belum ada unsur tambahan.</p>
      ) : (
        <section class="card">
          <ul class="rows">
            {elements.map((element) => (
              <li>
                <span>
                  {element.name}
                  <small>{element.question}</small>
                  <small>{element.answers.join(' · ')}</small>
                </span>
                {element.used ? (
                  <small>dipakai</small>
                ) : (
                  <form method="post" action={`${path}/unsur/${element.id}/hapus`}>
                    <button type="submit" class="quiet" aria-label={`Hapus ${element.name}`}>
                      Hapus
                    </button>
                  </form>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Card title="Tambah unsur">
        <form method="post" action={`${path}/unsur`} class="stack">
          <TextField {...field('nama')} hint="Misalnya Tempat parkir." required />
          <TextField
            {...field('pertanyaan')}
            hint="Misalnya Bagaimana pendapat Saudara tentang tempat parkir?"
            required
          />
          <TextField {...field('jawaban-1')} hint="Yang paling buruk." required />
          <TextField {...field('jawaban-2')} required />
          <TextField {...field('jawaban-3')} required />
          <TextField {...field('jawaban-4')} hint="Yang paling baik." required />
          <button type="submit">Tambah unsur</button>
        </form>
      </Card>
    </UnitDeskPage>
  )
}
