// Runs before the first paint, so that neither theme nor direction flickers. The app takes over from here (web/theme.ts, web/i18n.ts).
;(function () {
  var root = document.documentElement
  var stored = { theme: null, language: null }
  try {
    stored.theme = localStorage.getItem('bazgasht.theme')
    stored.language = localStorage.getItem('bazgasht.language')
  } catch {
    // A browser that refuses storage gets the defaults.
  }
  var dark = stored.theme === 'dark' || (stored.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.theme = dark ? 'dark' : 'light'
  var preferred = (navigator.languages || []).find(function (each) {
    return /^(fa|en)\b/.test(each)
  })
  var language = stored.language || (preferred || 'en').slice(0, 2)
  root.lang = language
  root.dir = language === 'fa' ? 'rtl' : 'ltr'
})()
