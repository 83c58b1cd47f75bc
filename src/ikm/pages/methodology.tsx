// How every figure on the platform is computed: in plain words first, then the formula, then its source.

import { Page, type Site } from '../../interface/layout.tsx'
import { formatCount } from '../../language/format.ts'
import { directionWords } from '../rules/change.ts'
import { ChangeSection, LevelsSection } from './methodology/change.tsx'
import { EmptySection, IndexSection, MethodsSection, PoolingSection } from './methodology/computation.tsx'
import { PrioritiesSection, ReliabilitySection } from './methodology/elements.tsx'
import { book } from './methodology/example.ts'
import { GroupsSection } from './methodology/groups.tsx'
import { ProofsSection } from './methodology/proofs.tsx'
import { Section, sections } from './methodology/section.tsx'
import { SourceLists } from './methodology/sources.tsx'
import { GradeSection, IntervalSection, SufficiencySection } from './methodology/sureness.tsx'
import { WatchSection } from './methodology/watch.tsx'

export function MethodologyPage({ site }: { readonly site: Site }) {
  return (
    <Page
      site={site}
      title="Cara menghitung"
      description="Bagaimana IKM, mutu, selang, perubahan, dan prioritas dihitung: artinya, rumusnya, dan sumbernya."
      width="wide"
    >
      <div class="opening">
        <h1>Cara menghitung</h1>
        <p class="lead">
          Setiap angka di situs ini: artinya dengan kata sehari-hari, rumusnya, dan sumbernya. Semua contoh dihitung
          oleh program yang sama dengan angka unit.
        </p>
      </div>
      <Summary />
      <div class="manual">
        <nav class="card contents" aria-labelledby="daftar">
          <h2 id="daftar">Isi</h2>
          <ol>
            {Object.entries(sections).map(([anchor, name]) => (
              <li>
                <a href={`#${anchor}`}>{name}</a>
              </li>
            ))}
          </ol>
        </nav>
        <div>
          <IndexSection />
          <MethodsSection />
          <EmptySection />
          <IntervalSection />
          <GradeSection />
          <SufficiencySection />
          <ChangeSection />
          <LevelsSection />
          <PrioritiesSection />
          <ReliabilitySection />
          <WatchSection />
          <GroupsSection />
          <PoolingSection />
          <ProofsSection />
          <Section
            anchor="sumber"
            title="Sumber"
            means="Tidak ada rumus buatan sendiri tanpa dasar. Inilah peraturan dan pustaka yang diikuti, dan untuk apa masing-masing dipakai."
          >
            <SourceLists />
          </Section>
        </div>
      </div>
    </Page>
  )
}

function Summary() {
  return (
    <section class="card brief" id="ringkas" aria-labelledby="judul-ringkas">
      <h2 id="judul-ringkas">Ringkas, dalam lima kalimat</h2>
      <ol>
        <li>
          IKM dihitung tepat menurut {book.source}: rata-rata tiap unsur, bobot sama, dikalikan {book.convertedFactor},
          dibulatkan satu kali.
        </li>
        <li>
          Di samping angka berdiri selang 95 %, karena yang menjawab hanya sebagian dari yang dilayani; makin banyak
          responden, makin sempit selangnya.
        </li>
        <li>
          Kata “{directionWords.up}” dan “{directionWords.down}” hanya ditulis bila teruji; “{directionWords.unclear}”
          berarti selisihnya masih mungkin kebetulan, jadi jangan dirayakan dan jangan dirisaukan.
        </li>
        <li>
          Mutu A sampai D diberikan mulai {formatCount(book.minimumRespondents)} responden, dan tanpa jawaban tertulis
          “belum ada data”, bukan nol.
        </li>
        <li>
          Semua jawaban dihitung, tidak ada yang dipilih atau dibuang, dan kelompok kecil tidak ditampilkan supaya tidak
          ada orang yang dapat dikenali.
        </li>
      </ol>
    </section>
  )
}
