// The publications that the computations follow, as the files of the rules name them.

import { Fold } from '../../../interface/table.tsx'
import { book } from './example.ts'

interface Source {
  /** As the text refers to it: `Wilson 1927`. */
  readonly short: string
  readonly full: string
  /** What is taken from it. */
  readonly used: string
}

const regulations = {
  permenpan: {
    short: 'PermenPANRB 14/2017',
    full: 'PermenPANRB 14/2017: Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 14 Tahun 2017 tentang Pedoman Penyusunan Survei Kepuasan Masyarakat Unit Penyelenggara Pelayanan Publik.',
    used: 'unsur, rumus IKM, tabel mutu, tiga unsur terendah',
  },
  minimum: {
    short: 'SPKP, Zona Integritas',
    full: 'Ketentuan Survei Persepsi Kualitas Pelayanan (SPKP) pada pembangunan Zona Integritas.',
    used: book.minimumSource,
  },
  online: {
    short: 'SKM Online',
    full: 'Kuesioner SKM Online (skm.go.id), dipakai nasional sejak 2025.',
    used: 'beberapa pertanyaan untuk satu unsur, butir integritas (IPAK)',
  },
  data: {
    short: 'UU 27/2022',
    full: 'UU 27/2022: Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi, pasal 4 dan pasal 26.',
    used: 'data pribadi yang bersifat spesifik',
  },
  template: {
    short: 'Contoh laporan KemenPANRB',
    full: 'Contoh laporan SKM Kementerian PANRB, yang memuat tabel Krejcie dan Morgan.',
    used: 'tabel jumlah responden',
  },
} as const satisfies Record<string, Source>

const publications = {
  anscombe: {
    short: 'Anscombe 1948',
    full: 'Anscombe, F. J. (1948). The transformation of Poisson, binomial and negative-binomial data. Biometrika 35.',
    used: 'nilai pekanan sebagai sudut',
  },
  berger: {
    short: 'Berger 1982',
    full: 'Berger, R. L. (1982). Multiparameter hypothesis testing and acceptance sampling. Technometrics 24.',
    used: 'dua uji yang harus lolos bersama',
  },
  brown: {
    short: 'Brown, Durbin & Evans 1975',
    full: 'Brown, R. L., Durbin, J. & Evans, J. M. (1975). Techniques for testing the constancy of regression relationships over time. J. R. Stat. Soc. B 37.',
    used: 'skor pekan yang saling bebas',
  },
  christoffersson: {
    short: 'Christoffersson 1975',
    full: 'Christoffersson, A. (1975). Factor analysis of dichotomized variables. Psychometrika 40.',
    used: 'jawaban 1 sampai 4 sebagai potongan pendapat',
  },
  cochran: {
    short: 'Cochran 1977',
    full: 'Cochran, W. G. (1977). Sampling Techniques, edisi ketiga. Wiley. § 2.6, § 2.14, bab 9.',
    used: 'ragam antarresponden, koreksi populasi terhingga',
  },
  coxDistribution: {
    short: 'Cox 1958',
    full: 'Cox, D. R. (1958). Some problems connected with statistical inference. Ann. Math. Stat. 29.',
    used: 'keyakinan sebagai sebaran',
  },
  coxSuppression: {
    short: 'Cox 1980',
    full: 'Cox, L. H. (1980). Suppression methodology and statistical disclosure control. J. Am. Stat. Assoc. 75.',
    used: 'perlindungan kelompok kecil',
  },
  cronbach: {
    short: 'Cronbach 1951',
    full: 'Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika 16.',
    used: 'alfa',
  },
  dersimonian: {
    short: 'DerSimonian & Laird 1986',
    full: 'DerSimonian, R. & Laird, N. (1986). Meta-analysis in clinical trials. Control. Clin. Trials 7.',
    used: 'ragam antarunsur dan antarpekan',
  },
  duncan: {
    short: 'Duncan, Elliot & Salazar-González 2011',
    full: 'Duncan, G. T., Elliot, M. & Salazar-González, J. J. (2011). Statistical Confidentiality. Springer.',
    used: 'perlindungan kelompok kecil',
  },
  efron1972: {
    short: 'Efron & Morris 1972',
    full: 'Efron, B. & Morris, C. (1972). Limiting the risk of Bayes and empirical Bayes estimators. J. Am. Stat. Assoc. 67.',
    used: 'batas penyusutan',
  },
  efron1975: {
    short: 'Efron & Morris 1975',
    full: 'Efron, B. & Morris, C. (1975). Data analysis using Stein’s estimator and its generalizations. J. Am. Stat. Assoc. 70.',
    used: 'penyusutan',
  },
  feldt: {
    short: 'Feldt 1965',
    full: 'Feldt, L. S. (1965). The approximate sampling distribution of Kuder–Richardson reliability coefficient twenty. Psychometrika 30.',
    used: 'selang alfa',
  },
  fischetti: {
    short: 'Fischetti & Salazar-González 2001',
    full: 'Fischetti, M. & Salazar-González, J. J. (2001). Solving the cell suppression problem on tabular data with linear constraints. Manag. Sci. 47.',
    used: 'lebar perlindungan kelompok kecil',
  },
  franco: {
    short: 'Franco dkk. 2019',
    full: 'Franco, C., Little, R. J. A., Louis, T. A. & Slud, E. V. (2019). Comparative study of confidence intervals for proportions in complex sample surveys. J. Surv. Stat. Methodol. 7.',
    used: 'selang Wilson untuk survei berkelompok',
  },
  george: {
    short: 'George & Mallery 2003',
    full: 'George, D. & Mallery, P. (2003). SPSS for Windows Step by Step, edisi keempat. Allyn & Bacon.',
    used: 'ambang kata keandalan',
  },
  hartung: {
    short: 'Hartung & Knapp 2001',
    full: 'Hartung, J. & Knapp, G. (2001). On tests of the overall treatment effect in meta-analysis with normally distributed responses. Stat. Med. 20.',
    used: 'galat dari titik-titik itu sendiri',
  },
  hawkins: {
    short: 'Hawkins 1987',
    full: 'Hawkins, D. M. (1987). Self-starting CUSUM charts for location and scale. The Statistician 36.',
    used: 'bagan yang belajar sendiri',
  },
  holm: {
    short: 'Holm 1979',
    full: 'Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scand. J. Stat. 6.',
    used: 'banyak uji dalam satu halaman',
  },
  hundepool: {
    short: 'Hundepool dkk. 2012',
    full: 'Hundepool, A., dkk. (2012). Statistical Disclosure Control. Wiley. Bab 4.',
    used: 'perlindungan kelompok kecil',
  },
  krejcie: {
    short: 'Krejcie & Morgan 1970',
    full: 'Krejcie, R. V. & Morgan, D. W. (1970). Determining sample size for research activities. Educ. Psychol. Meas. 30.',
    used: 'jumlah responden yang cukup',
  },
  laney: {
    short: 'Laney 2002',
    full: 'Laney, D. B. (2002). Improved control charts for attributes. Qual. Eng. 14.',
    used: 'beda antarpekan di luar kebetulan',
  },
  lucas: {
    short: 'Lucas & Saccucci 1990',
    full: 'Lucas, J. M. & Saccucci, M. S. (1990). Exponentially weighted moving average control schemes. Technometrics 32.',
    used: 'batas rata-rata bergerak',
  },
  martilla: {
    short: 'Martilla & James 1977',
    full: 'Martilla, J. A. & James, J. C. (1977). Importance–performance analysis. J. Marketing 41.',
    used: 'empat kuadran',
  },
  mogstad: {
    short: 'Mogstad dkk. 2024',
    full: 'Mogstad, M., Romano, J. P., Shaikh, A. M. & Wilhelm, D. (2024). Inference for ranks with applications to mobility across neighbourhoods and academic achievement across countries. Rev. Econ. Stud. 91.',
    used: 'rentang peringkat',
  },
  morris: {
    short: 'Morris 1983',
    full: 'Morris, C. N. (1983). Parametric empirical Bayes inference: theory and applications. J. Am. Stat. Assoc. 78.',
    used: 'penyusutan dan selangnya',
  },
  nist: {
    short: 'NIST DLMF',
    full: 'NIST Digital Library of Mathematical Functions, § 8.17.',
    used: 'menghitung sebaran t dan F',
  },
  nunnally: {
    short: 'Nunnally 1978',
    full: 'Nunnally, J. C. (1978). Psychometric Theory, edisi kedua. McGraw-Hill.',
    used: 'alfa terendah yang dapat diterima',
  },
  nunnallyBernstein: {
    short: 'Nunnally & Bernstein 1994',
    full: 'Nunnally, J. C. & Bernstein, I. H. (1994). Psychometric Theory, edisi ketiga. McGraw-Hill.',
    used: 'ambang korelasi unsur',
  },
  olkin: {
    short: 'Olkin & Siotani 1976',
    full: 'Olkin, I. & Siotani, M. (1976). Asymptotic distribution of functions of a correlation matrix. Dalam: Essays in Probability and Statistics.',
    used: 'korelasi yang berasal dari responden yang sama',
  },
  press: {
    short: 'Press dkk., Numerical Recipes',
    full: 'Press, W. H., dkk. Numerical Recipes. § 6.4.',
    used: 'menghitung sebaran t dan F',
  },
  quesenberry1991: {
    short: 'Quesenberry 1991',
    full: 'Quesenberry, C. P. (1991). SPC Q charts for start-up processes and short or long runs. J. Qual. Technol. 23.',
    used: 'skor baku tiap pekan',
  },
  quesenberry1993: {
    short: 'Quesenberry 1993',
    full: 'Quesenberry, C. P. (1993). On properties of Q charts for variables.',
    used: 'rata-rata bergerak dari skor baku',
  },
  roberts: {
    short: 'Roberts 1959',
    full: 'Roberts, S. W. (1959). Control chart tests based on geometric moving averages. Technometrics 1.',
    used: 'rata-rata bergerak berbobot',
  },
  samuel: {
    short: 'Samuel, Pignatiello & Calvin 1998',
    full: 'Samuel, T. R., Pignatiello, J. J. & Calvin, J. A. (1998). Identifying the time of a step change with X̄ control charts. Qual. Eng. 10.',
    used: 'pekan mulainya pergeseran',
  },
  satterthwaite: {
    short: 'Satterthwaite 1946',
    full: 'Satterthwaite, F. E. (1946). An approximate distribution of estimates of variance components. Biometrics Bulletin 2.',
    used: 'derajat bebas uji perubahan',
  },
  schweder: {
    short: 'Schweder & Hjort 2016',
    full: 'Schweder, T. & Hjort, N. L. (2016). Confidence, Likelihood, Probability. Cambridge University Press.',
    used: 'keyakinan sebagai sebaran',
  },
  steiger: {
    short: 'Steiger 1980',
    full: 'Steiger, J. H. (1980). Tests for comparing elements of a correlation matrix. Psychol. Bull. 87.',
    used: 'korelasi yang berasal dari responden yang sama',
  },
  steigerHakstian: {
    short: 'Steiger & Hakstian 1982',
    full: 'Steiger, J. H. & Hakstian, A. R. (1982). The asymptotic distribution of elements of a correlation matrix. Br. J. Math. Stat. Psychol. 35.',
    used: 'ketelitian korelasi dari jawaban yang menumpuk di nilai tertinggi',
  },
  wallace: {
    short: 'Wallace 1959',
    full: 'Wallace, D. L. (1959). Bounds on normal approximations to Student’s and the chi-square distributions. Ann. Math. Stat. 30.',
    used: 'dari t ke skor baku',
  },
  welch: {
    short: 'Welch 1947',
    full: 'Welch, B. L. (1947). The generalization of ‘Student’s’ problem when several different population variances are involved. Biometrika 34.',
    used: 'derajat bebas uji perubahan',
  },
  wilson: {
    short: 'Wilson 1927',
    full: 'Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. J. Am. Stat. Assoc. 22.',
    used: 'selang skor',
  },
  wong: {
    short: 'Wong, Fu, Wang & Pei 2007',
    full: 'Wong, R. C.-W., Fu, A. W.-C., Wang, K. & Pei, J. (2007). Minimality attack in privacy preserving data publishing. VLDB 2007.',
    used: 'serangan yang harus ditahan',
  },
} as const satisfies Record<string, Source>

const all = { ...regulations, ...publications }
export type SourceKey = keyof typeof all

export const shortNames = Object.fromEntries(Object.entries(all).map(([key, { short }]) => [key, short])) as Record<
  SourceKey,
  string
>

export function SourceLists() {
  return (
    <>
      <h3>Peraturan dan pedoman</h3>
      <SourceList of={regulations} />
      <Fold summary={`Pustaka, ${Object.keys(publications).length} tulisan`}>
        <SourceList of={publications} />
      </Fold>
    </>
  )
}

function SourceList({ of }: { readonly of: Readonly<Record<string, Source>> }) {
  return (
    <ul class="sources">
      {Object.entries(of).map(([key, { full, used }]) => (
        <li id={`sumber-${key}`}>
          {full} <small>Dipakai untuk: {used}.</small>
        </li>
      ))}
    </ul>
  )
}
