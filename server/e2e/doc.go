// Package e2e drives the moderation page in a real Chromium. Its tests have the
// build tag e2e because they need the Debian packages chromium and
// chromium-driver and, at the path in $AXE_CORE, the file axe.min.js of the npm
// package axe-core:
//
//	AXE_CORE=…/axe.min.js go test -tags e2e ./server/e2e
//
// With $SCREENSHOTS set they also save screenshots in that directory.
package e2e
