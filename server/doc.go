// Package server is the service: an HTTP API that labels headlines and the
// links of pages, keeps what moderators say of the labels, and serves the page
// they work with.
//
//	err := server.ListenAndServe(ctx, server.DefaultAddr, server.Config{Store: st})
//
// openapi.json describes the API; every error is an RFC 9457 problem.
//
// # What is open and what is not
//
// Scoring, the model's description, health and metrics are open to whoever
// reaches the port. What reads or changes moderators' work, has the service
// fetch an address, or loads a model is privileged: with a token configured it
// wants the token; without one it works only when the service is bound to
// loopback, asked under a loopback name and not through a proxy. Requests that a
// browser makes for another site are refused unless its origin is configured.
//
// # Limits
//
// Bodies, batches, lines, connections, time and the memory of all bodies
// together are bounded; see Limits. Logs never hold a headline unless
// Config.LogHeadlines asks for it.
package server
