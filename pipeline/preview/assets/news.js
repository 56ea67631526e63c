// The preview's own pages show what is new as soon as there is something.
new EventSource("/-/events").addEventListener("message", () => location.reload());
