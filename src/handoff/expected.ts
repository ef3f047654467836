import * as v from 'valibot'
import {roles} from './role.ts'

export const fieldTypes = [
  'text',
  'date',
  'time',
  'datetime',
  'choice',
  'duration',
  'percent',
  'score',
  'branch'
] as const

export type FieldType = (typeof fieldTypes)[number]

export const contentKinds = ['prose', 'list', 'ordered', 'tasks', 'code', 'table'] as const

export type ContentKind = (typeof contentKinds)[number]

const strings = (description: string) =>
  v.optional(v.pipe(v.array(v.pipe(v.string(), v.minLength(1))), v.description(description)), [])

export const expectedField = v.strictObject({
  label: v.pipe(v.string(), v.minLength(1), v.description('The label as it is written before the colon.')),
  aliases: strings('Other labels for the same field.'),
  type: v.optional(v.pipe(v.picklist(fieldTypes), v.description('What its value must be.')), 'text'),
  values: strings('The values of a choice.'),
  max: v.optional(v.pipe(v.number(), v.description('Highest score: the 10 of `/10`.'))),
  required: v.optional(v.pipe(v.boolean(), v.description('Whether the field has to be there.')), true)
})

export type ExpectedField = v.InferOutput<typeof expectedField>

export const expectedSection = v.strictObject({
  heading: v.pipe(
    v.string(),
    v.minLength(1),
    v.description('The heading; `{…}` in it stands for any text (`Decision: {name}`).')
  ),
  aliases: strings('Other headings that serve as well.'),
  roles: v.optional(v.pipe(v.array(v.picklist(roles)), v.description('Roles the section plays.')), []),
  level: v.optional(
    v.pipe(v.picklist(['required', 'recommended', 'optional']), v.description('Whether it may be left out.')),
    'required'
  ),
  parent: v.optional(v.pipe(v.number(), v.description('Index of the section it stands under, or -1.')), -1),
  repeat: v.optional(v.pipe(v.boolean(), v.description('Whether it may stand more than once.')), false),
  reason: v.optional(v.pipe(v.boolean(), v.description('Whether a bare “None” needs a reason.')), false),
  kind: v.optional(v.pipe(v.picklist(contentKinds), v.description('What its content must be.'))),
  min: v.optional(v.pipe(v.number(), v.description('Fewest items, rows or sentences.'))),
  max: v.optional(v.pipe(v.number(), v.description('Most items, rows or sentences.'))),
  fields: v.optional(v.pipe(v.array(expectedField), v.description('Fields that every such section carries.')), []),
  text: strings('The template’s own text for it, known not to be content.'),
  insert: v.optional(v.pipe(v.string(), v.description('Markdown that a fix inserts where the section is missing.')))
})

/** What one section of a handoff is expected to be: plain data, shared by the rules’ options and the profiles. */
export type ExpectedSection = v.InferOutput<typeof expectedSection>

/** The `sections` option of a rule: a heading alone is the short form of a required section. */
export const expectedSections = v.optional(
  v.pipe(
    v.array(
      v.union([
        v.pipe(
          v.string(),
          v.minLength(1),
          v.transform((heading) => v.parse(expectedSection, {heading}))
        ),
        expectedSection
      ])
    ),
    v.description('The sections of a handoff, in order.')
  ),
  []
)

/** Where the handoffs of a file are and what is not judged: the `settings.handoff` of a unified processor. */
export const modelOptions = v.strictObject({
  scope: v.optional(
    v.pipe(
      v.strictObject({kind: v.picklist(['section', 'each']), heading: v.string()}),
      v.description('Which part of a file is one handoff; without it, the whole file.')
    )
  ),
  ignore: strings('Headings of parts that are not judged.'),
  roles: v.optional(
    v.pipe(
      v.record(v.picklist(roles), v.array(v.string())),
      v.description('Headings of your own, by the role they play.')
    )
  )
})

export type ModelOptions = v.InferOutput<typeof modelOptions>
