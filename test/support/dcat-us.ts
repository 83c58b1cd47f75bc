// What a catalogue has to keep to so that portals can harvest it, as JSON Schema.
// Written after the DCAT-US Schema 1.1 (Project Open Data metadata schema), https://resources.data.gov/resources/dcat-us/,
// as published for governments other than the federal one at https://project-open-data.cio.gov/v1.1/schema and checked by
// CKAN's harvester of data.json (https://github.com/GSA/ckanext-datajson, pod_schema/non-federal-v1.1).

const text = { type: 'string', minLength: 1 }
const address = { type: 'string', format: 'uri' }
const mediaType = { type: 'string', pattern: '^[-\\w]+/[-\\w]+(\\.[-\\w]+)*([+][-\\w]+)?$' }
const day = '\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])'
const moment = `${day}(T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(Z|[+-][01]\\d:[0-5]\\d))?`
const every = 'R/P(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?'

const distribution = {
  type: 'object',
  required: ['@type'],
  properties: {
    '@type': { const: 'dcat:Distribution' },
    title: text,
    description: text,
    format: text,
    accessURL: address,
    downloadURL: address,
    mediaType,
    describedBy: address,
    describedByType: mediaType,
    conformsTo: address,
    license: address,
  },
  additionalProperties: false,
  oneOf: [
    { required: ['downloadURL', 'mediaType'], not: { required: ['accessURL'] } },
    { required: ['accessURL'], not: { required: ['downloadURL'] } },
  ],
}

const dataset = {
  type: 'object',
  required: [
    '@type',
    'title',
    'description',
    'keyword',
    'modified',
    'publisher',
    'contactPoint',
    'identifier',
    'accessLevel',
  ],
  properties: {
    '@type': { const: 'dcat:Dataset' },
    title: text,
    description: text,
    keyword: { type: 'array', items: text, minItems: 1, uniqueItems: true },
    modified: { type: 'string', pattern: `^(${moment}|${every})$` },
    issued: { type: 'string', pattern: `^${moment}$` },
    publisher: {
      type: 'object',
      required: ['name'],
      properties: { '@type': { const: 'org:Organization' }, name: text },
      additionalProperties: false,
    },
    contactPoint: {
      type: 'object',
      required: ['fn'],
      properties: {
        '@type': { const: 'vcard:Contact' },
        fn: text,
        hasEmail: { type: 'string', pattern: "^mailto:[\\w.~!$&'()*+,;=:-]+@[\\w.-]+\\.[\\w.-]+$" },
      },
      additionalProperties: false,
    },
    identifier: text,
    accessLevel: { enum: ['public', 'restricted public', 'non-public'] },
    rights: { type: 'string', minLength: 1, maxLength: 255 },
    license: address,
    language: {
      type: 'array',
      items: { type: 'string', pattern: '^[A-Za-z]{2,3}(-[A-Z]{2})?$' },
      minItems: 1,
      uniqueItems: true,
    },
    accrualPeriodicity: { type: 'string', pattern: `^(irregular|${every})$` },
    temporal: { type: 'string', pattern: `^${moment}/${moment}$` },
    spatial: text,
    theme: { type: 'array', items: text, minItems: 1, uniqueItems: true },
    landingPage: address,
    references: { type: 'array', items: address, minItems: 1, uniqueItems: true },
    describedBy: address,
    describedByType: mediaType,
    conformsTo: address,
    isPartOf: text,
    distribution: { type: 'array', items: distribution, minItems: 1, uniqueItems: true },
  },
  additionalProperties: false,
}

export const catalogueSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  required: ['conformsTo', 'dataset'],
  properties: {
    '@context': { const: 'https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld' },
    '@id': address,
    '@type': { const: 'dcat:Catalog' },
    conformsTo: { const: 'https://project-open-data.cio.gov/v1.1/schema' },
    describedBy: address,
    dataset: { type: 'array', items: dataset, minItems: 1, uniqueItems: true },
  },
  dependencies: { '@type': ['@context'] },
  additionalProperties: false,
}
