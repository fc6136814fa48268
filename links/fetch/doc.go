// Package fetch gets pages from the web for package links, as a polite and
// careful guest: it says who it is, asks robots.txt, keeps a pace per host,
// asks only for what changed, and stops at bounds of time and size.
//
// It is safe to point at addresses that strangers chose. Only http and https
// on the usual ports are followed, and never to an address inside a private
// network: names are checked before they are resolved, and every address is
// checked again when the connection is made, after resolution and after every
// redirect, so that a name which changes its answer gains nothing. No proxy is
// used, since a proxy would connect where the guard cannot see.
package fetch
