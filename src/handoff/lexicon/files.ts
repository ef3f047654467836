import type {Entry} from './entry.ts'

/** Headings that say which files matter. */
export const files: readonly Entry[] = [
  {
    role: 'files',
    lang: 'en',
    match: 'within',
    phrases:
      'files modified, files changed, files created, files touched, files updated, files added, files edited, files affected, files deleted, files removed, ' +
      'modified files, changed files, created files, updated files, new files, critical files, important files, relevant files, related files, ' +
      'active files, main files, file manifest, file references, file reference, file list, file changes, file map, files of record, files in scope, files or artifacts, ' +
      'files and, documents changed, files involved, files reference, file inventory, artifacts produced, components modified, code map, file locations'
  },
  {
    role: 'files',
    also: 'next',
    lang: 'en',
    match: 'within',
    phrases: 'files to create, files to modify, files to change, files to update, files to edit, files to touch'
  },
  {
    role: 'files',
    also: 'context',
    lang: 'en',
    match: 'within',
    phrases:
      'files to read, files to open, files to load, files to review, files to know, files to check, files to look at, key file*'
  },
  {role: 'files', lang: 'en', match: 'whole', phrases: 'files, artifacts, evidence artifacts'},
  {
    role: 'files',
    lang: 'de',
    match: 'within',
    phrases:
      'geänderte dateien, wichtige dateien, relevante dateien, betroffene dateien, neue dateien, erstellte dateien, dateiliste'
  },
  {role: 'files', lang: 'de', match: 'whole', phrases: 'dateien'},
  {
    role: 'files',
    lang: 'fr',
    match: 'within',
    phrases:
      'fichiers modifies, fichiers crees, fichiers cles, fichiers importants, fichiers supprimes, fichiers concernes, fichiers touches'
  },
  {role: 'files', lang: 'fr', match: 'whole', phrases: 'fichiers'},
  {
    role: 'files',
    lang: 'es',
    match: 'within',
    phrases:
      'archivos modificados, archivos creados, archivos clave, archivos importantes, archivos relevantes, ficheros modificados'
  },
  {role: 'files', lang: 'es', match: 'whole', phrases: 'archivos, ficheros'},
  {
    role: 'files',
    lang: 'pt',
    match: 'within',
    phrases:
      'arquivos modificados, arquivos criados, arquivos alterados, arquivos chave, arquivos importantes, arquivos de referencia, ficheiros alterados'
  },
  {role: 'files', lang: 'pt', match: 'whole', phrases: 'arquivos, ficheiros'},
  {
    role: 'files',
    lang: 'it',
    match: 'within',
    phrases: 'file modificati, file creati, file chiave, file importanti, file rilevanti'
  },
  {
    role: 'files',
    lang: 'ru',
    match: 'within',
    phrases: 'измененные файлы, ключевые файлы, важные файлы, созданные файлы, новые файлы, затронутые файлы'
  },
  {role: 'files', lang: 'ru', match: 'whole', phrases: 'файлы'},
  {role: 'files', lang: 'uk', match: 'within', phrases: 'змінені файли, ключові файли, важливі файли, нові файли'},
  {role: 'files', lang: 'uk', match: 'whole', phrases: 'файли'},
  {
    role: 'files',
    lang: 'pl',
    match: 'within',
    phrases: 'zmienione pliki, zmodyfikowane pliki, kluczowe pliki, ważne pliki, utworzone pliki, nowe pliki'
  },
  {role: 'files', lang: 'pl', match: 'whole', phrases: 'pliki'},
  {
    role: 'files',
    lang: 'nl',
    match: 'within',
    phrases: 'gewijzigde bestanden, aangepaste bestanden, belangrijke bestanden, nieuwe bestanden'
  },
  {role: 'files', lang: 'nl', match: 'whole', phrases: 'bestanden'},
  {
    role: 'files',
    lang: 'tr',
    match: 'within',
    phrases: 'değiştirilen dosyalar, değişen dosyalar, önemli dosyalar, oluşturulan dosyalar, ilgili dosyalar'
  },
  {role: 'files', lang: 'tr', match: 'whole', phrases: 'dosyalar'},
  {
    role: 'files',
    lang: 'vi',
    match: 'within',
    phrases:
      'file đã sửa, file đã thay đổi, tệp đã thay đổi, tệp đã sửa, file quan trọng, tệp quan trọng, file liên quan, các file'
  },
  {
    role: 'files',
    lang: 'zh-Hans',
    match: 'within',
    phrases:
      '修改的文件, 修改文件, 变更文件, 关键文件, 重要文件, 涉及文件, 相关文件, 新增文件, 文件变更, 改动文件, 文件清单, 文件列表, 影响范围'
  },
  {
    role: 'files',
    lang: 'zh-Hant',
    match: 'within',
    phrases: '修改的檔案, 修改檔案, 變更檔案, 關鍵檔案, 重要檔案, 相關檔案, 新增檔案, 檔案清單'
  },
  {
    role: 'files',
    lang: 'ja',
    match: 'within',
    phrases:
      '変更ファイル, 変更したファイル, 主要ファイル, 重要ファイル, 重要なファイル, 関連ファイル, 修正ファイル, 作成ファイル, 作成したファイル, ファイル一覧, 参照ファイル'
  },
  {
    role: 'files',
    lang: 'ko',
    match: 'within',
    phrases:
      '변경 파일, 변경된 파일, 수정 파일, 수정된 파일, 주요 파일, 핵심 파일, 중요 파일, 관련 파일, 생성 파일, 생성된 파일, 파일 변경, 파일 목록'
  }
]
