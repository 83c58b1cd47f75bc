// SKM 2017: the nine questions of PermenPANRB 14/2017 with their official wording, one question an element.
// Sources: PermenPANRB 14/2017, definitions as quoted in public SKM reports; sample questionnaire as copied at
// https://pdfcoffee.com/permen-14-2017-okkk-pdf-free.html; grade table as reproduced by https://skm.bantulkab.go.id.
// U8 and U9 are numbered as the regulation lists them; the sample questionnaire prints facilities as question 8.

import type { RuleBook } from '../rules.ts'

export const skm2017: RuleBook = {
  key: 'skm-2017',
  name: 'SKM 2017',
  source: 'PermenPANRB 14/2017',
  validFrom: '2017-01-01',
  scale: { lowest: 1, highest: 4 },
  convertedFactor: 25,
  minimumRespondents: 30,
  minimumSource: 'jumlah minimum responden pada SPKP, Zona Integritas',
  grades: [
    { grade: 'A', performance: 'Sangat Baik', from: 8831 },
    { grade: 'B', performance: 'Baik', from: 7661 },
    { grade: 'C', performance: 'Kurang Baik', from: 6500 },
    { grade: 'D', performance: 'Tidak Baik', from: 2500 },
  ],
  elements: [
    {
      key: 'requirements',
      code: 'U1',
      name: 'Persyaratan',
      definition:
        'syarat yang harus dipenuhi dalam pengurusan suatu jenis pelayanan, baik persyaratan teknis maupun administratif',
    },
    {
      key: 'procedure',
      code: 'U2',
      name: 'Sistem, Mekanisme, dan Prosedur',
      definition: 'tata cara pelayanan yang dibakukan bagi pemberi dan penerima pelayanan, termasuk pengaduan',
    },
    {
      key: 'completionTime',
      code: 'U3',
      name: 'Waktu Penyelesaian',
      definition:
        'jangka waktu yang diperlukan untuk menyelesaikan seluruh proses pelayanan dari setiap jenis pelayanan',
    },
    {
      key: 'cost',
      code: 'U4',
      name: 'Biaya/Tarif',
      definition:
        'ongkos yang dikenakan kepada penerima layanan dalam mengurus dan/atau memperoleh pelayanan dari penyelenggara yang besarnya ditetapkan berdasarkan kesepakatan antara penyelenggara dan masyarakat',
    },
    {
      key: 'product',
      code: 'U5',
      name: 'Produk Spesifikasi Jenis Pelayanan',
      definition: 'hasil pelayanan yang diberikan dan diterima sesuai dengan ketentuan yang telah ditetapkan',
    },
    {
      key: 'competence',
      code: 'U6',
      name: 'Kompetensi Pelaksana',
      definition:
        'kemampuan yang harus dimiliki oleh pelaksana meliputi pengetahuan, keahlian, keterampilan, dan pengalaman',
    },
    {
      key: 'conduct',
      code: 'U7',
      name: 'Perilaku Pelaksana',
      definition: 'sikap petugas dalam memberikan pelayanan',
    },
    {
      key: 'complaintHandling',
      code: 'U8',
      name: 'Penanganan Pengaduan, Saran dan Masukan',
      definition: 'tata cara pelaksanaan penanganan pengaduan dan tindak lanjut',
    },
    {
      key: 'facilities',
      code: 'U9',
      name: 'Sarana dan Prasarana',
      definition:
        'sarana: segala sesuatu yang dapat dipakai sebagai alat dalam mencapai maksud dan tujuan; prasarana: segala sesuatu yang merupakan penunjang utama terselenggaranya suatu proses (sarana untuk benda bergerak: komputer, mesin; prasarana untuk benda tidak bergerak: gedung)',
    },
  ],
  integrityItems: [],
  questions: [
    {
      id: 1,
      key: 'requirements',
      text: 'Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?',
      answers: ['Tidak sesuai', 'Kurang sesuai', 'Sesuai', 'Sangat sesuai'],
      element: 'requirements',
      integrityItem: null,
      channels: ['ONLINE', 'OFFLINE', 'HYBRID'],
    },
    {
      id: 2,
      key: 'procedure',
      text: 'Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?',
      answers: ['Tidak mudah', 'Kurang mudah', 'Mudah', 'Sangat mudah'],
      element: 'procedure',
      integrityItem: null,
      channels: ['ONLINE', 'OFFLINE', 'HYBRID'],
    },
    {
      id: 3,
      key: 'completionTime',
      text: 'Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?',
      answers: ['Tidak cepat', 'Kurang cepat', 'Cepat', 'Sangat cepat'],
      element: 'completionTime',
      integrityItem: null,
      channels: ['ONLINE', 'OFFLINE', 'HYBRID'],
    },
    {
      id: 4,
      key: 'cost',
      text: 'Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?',
      answers: ['Sangat mahal', 'Cukup mahal', 'Murah', 'Gratis'],
      element: 'cost',
      integrityItem: null,
      channels: ['ONLINE', 'OFFLINE', 'HYBRID'],
    },
    {
      id: 5,
      key: 'product',
      text: 'Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan antara yang tercantum dalam standar pelayanan dengan hasil yang diberikan?',
      answers: ['Tidak sesuai', 'Kurang sesuai', 'Sesuai', 'Sangat sesuai'],
      element: 'product',
      integrityItem: null,
      channels: ['ONLINE', 'OFFLINE', 'HYBRID'],
    },
    {
      id: 6,
      key: 'competence',
      text: 'Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan?',
      answers: ['Tidak kompeten', 'Kurang kompeten', 'Kompeten', 'Sangat kompeten'],
      element: 'competence',
      integrityItem: null,
      channels: ['ONLINE', 'OFFLINE', 'HYBRID'],
    },
    {
      id: 7,
      key: 'conduct',
      text: 'Bagaimana pendapat Saudara tentang perilaku petugas dalam pelayanan terkait kesopanan dan keramahan?',
      answers: ['Tidak sopan dan ramah', 'Kurang sopan dan ramah', 'Sopan dan ramah', 'Sangat sopan dan ramah'],
      element: 'conduct',
      integrityItem: null,
      channels: ['ONLINE', 'OFFLINE', 'HYBRID'],
    },
    {
      id: 8,
      key: 'complaintHandling',
      text: 'Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?',
      answers: ['Tidak ada', 'Ada tetapi tidak berfungsi', 'Berfungsi kurang maksimal', 'Dikelola dengan baik'],
      element: 'complaintHandling',
      integrityItem: null,
      channels: ['ONLINE', 'OFFLINE', 'HYBRID'],
    },
    {
      id: 9,
      key: 'facilities',
      text: 'Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?',
      answers: ['Buruk', 'Cukup', 'Baik', 'Sangat Baik'],
      element: 'facilities',
      integrityItem: null,
      channels: ['ONLINE', 'OFFLINE', 'HYBRID'],
    },
  ],
}
