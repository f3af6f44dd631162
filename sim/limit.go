package sim

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// errTime is the cause when the time limit ends a run.
var errTime = errors.New("time limit")

// Limit bounds what is done under the context, fitting and pricing together: when the time is over Price reports the paths that it has
// done, Fit fails with an *OutOfTime. A fit that used fewer paths instead would give another policy on every machine. A limit of 0 is
// none.
func Limit(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	if limit <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeoutCause(ctx, limit, errTime)
}

// OutOfTime says that the time limit was over before there was any result.
type OutOfTime struct{ Before string }

func (e *OutOfTime) Error() string {
	return fmt.Sprintf("the time limit was over before %s: raise it (--time-limit), fit on fewer paths (--fit-paths), or leave fewer changes to decide (periods, uses, changes_per_period)", e.Before)
}

// ended is why a context that is over ended a step that has to be complete.
func ended(ctx context.Context, before string) error {
	if cause := context.Cause(ctx); !errors.Is(cause, errTime) {
		return fmt.Errorf("stopped before %s: %w", before, cause)
	}
	return &OutOfTime{before}
}
