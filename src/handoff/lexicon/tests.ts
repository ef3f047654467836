import type {Entry} from './entry.ts'

/** Headings that say what was tested. */
export const tests: readonly Entry[] = [
  {
    role: 'tests',
    also: 'blockers',
    lang: 'en',
    match: 'within',
    phrases: 'failing test*, tests failing, test failures, broken tests'
  },
  {
    role: 'tests',
    lang: 'en',
    match: 'within',
    phrases:
      'test status, test result*, test coverage, test baseline, test count*, test plan, test suite*, test summary, testing status, testing notes, tests run, tests added, ' +
      'tests written, verification status, verification checklist, verification recipe, verification result*, verification step*, validation result*, validation status, ' +
      'validation command*, validation checklist, checks run, how to verify, how to test, quality gates, quality check*, verified command*, testing checklist, testing instruction*, ' +
      'user testing, suite baseline, smoke test*, build status, build and test, verified working'
  },
  {
    role: 'tests',
    lang: 'en',
    match: 'whole',
    phrases: 'test, tests, testing, verification, validation, verified, test evidence, qa, quality, evidence, checks'
  },
  {
    role: 'tests',
    lang: 'de',
    match: 'within',
    phrases: 'teststatus, testergebnis*, testabdeckung, verifikation, überprüfung, teststand'
  },
  {
    role: 'tests',
    lang: 'fr',
    match: 'within',
    phrases: 'etat des tests, resultats des tests, resultats de test, couverture de test*, verification*, validation'
  },
  {
    role: 'tests',
    lang: 'es',
    match: 'within',
    phrases: 'estado de las pruebas, resultados de pruebas, pruebas realizadas, verificacion*, validacion*'
  },
  {role: 'tests', lang: 'es', match: 'whole', phrases: 'pruebas'},
  {
    role: 'tests',
    lang: 'pt',
    match: 'within',
    phrases:
      'status dos testes, resultados dos testes, testes realizados, verificacao, verificacoes, validacao, validacoes'
  },
  {role: 'tests', lang: 'pt', match: 'whole', phrases: 'testes'},
  {
    role: 'tests',
    lang: 'it',
    match: 'within',
    phrases: 'stato dei test, risultati dei test, verifica, verifiche, convalida'
  },
  {
    role: 'tests',
    lang: 'ru',
    match: 'within',
    phrases:
      'тестирование, результаты тестов, состояние тестов, статус тестов, проверка, проверки, верификация, как проверить'
  },
  {role: 'tests', lang: 'ru', match: 'whole', phrases: 'тесты'},
  {
    role: 'tests',
    lang: 'uk',
    match: 'within',
    phrases: 'тестування, результати тестів, стан тестів, перевірка, перевірки'
  },
  {role: 'tests', lang: 'uk', match: 'whole', phrases: 'тести'},
  {role: 'tests', lang: 'pl', match: 'within', phrases: 'status testów, wyniki testów, testy, weryfikacja, walidacja'},
  {role: 'tests', lang: 'nl', match: 'within', phrases: 'teststatus, testresultaten, testen, verificatie, validatie'},
  {role: 'tests', lang: 'tr', match: 'within', phrases: 'test durumu, test sonuçları, testler, doğrulama'},
  {role: 'tests', lang: 'vi', match: 'within', phrases: 'kiểm thử, kết quả test, kiểm tra, xác minh, trạng thái test'},
  {role: 'tests', lang: 'zh-Hans', match: 'within', phrases: '测试, 验证, 验收'},
  {role: 'tests', lang: 'zh-Hant', match: 'within', phrases: '測試, 驗證, 驗收'},
  {role: 'tests', lang: 'ja', match: 'within', phrases: 'テスト, 検証, 動作確認'},
  {role: 'tests', lang: 'ko', match: 'within', phrases: '테스트, 검증'}
]
