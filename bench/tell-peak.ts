// Loaded before the command that is measured: says at its end how much memory the process had at most.
// maxRSS is in kilobytes on every platform.
process.on('exit', () => process.send?.(process.resourceUsage().maxRSS * 1024))
process.channel?.unref()
