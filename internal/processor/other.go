//go:build !unix

package processor

import "time"

var began = time.Now()

// Used is the time since the process began, which is no less on one core.
func Used() time.Duration { return time.Since(began) }
