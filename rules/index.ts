import type {Rule} from '../src/rule.ts'
import {rule as maxTokens} from './max-tokens.ts'
import {rule as noDuplicateSection} from './no-duplicate-section.ts'
import {rule as noEmptySection} from './no-empty-section.ts'
import {rule as noPlaceholder} from './no-placeholder.ts'
import {rule as requireEntryFields} from './require-entry-fields.ts'
import {rule as requireFields} from './require-fields.ts'
import {rule as requireSections} from './require-sections.ts'
import {rule as validDirective} from './valid-directive.ts'
import {rule as validField} from './valid-field.ts'
import {rule as validFilename} from './valid-filename.ts'
import {rule as validSectionContent} from './valid-section-content.ts'
import {rule as validSectionOrder} from './valid-section-order.ts'

/** Every rule by its id, alphabetical. */
export const rules: Readonly<Record<string, Rule>> = {
  'max-tokens': maxTokens,
  'no-duplicate-section': noDuplicateSection,
  'no-empty-section': noEmptySection,
  'no-placeholder': noPlaceholder,
  'require-entry-fields': requireEntryFields,
  'require-fields': requireFields,
  'require-sections': requireSections,
  'valid-directive': validDirective,
  'valid-field': validField,
  'valid-filename': validFilename,
  'valid-section-content': validSectionContent,
  'valid-section-order': validSectionOrder
}
