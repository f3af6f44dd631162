package sim

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"
)

func square(block int, into *int) error {
	if block%3 == 0 {
		time.Sleep(time.Duration(block%5) * 100 * time.Microsecond)
	}
	*into = block * block
	return nil
}

func TestInOrder(t *testing.T) {
	for workers := 1; workers <= 4; workers++ {
		var seen []int
		n, err := inOrder(context.Background(), workers, 50, func() func(int, *int) error { return square }, func() *int { return new(int) }, func(block int, r *int) error {
			if *r != block*block {
				t.Errorf("block %d has %d", block, *r)
			}
			seen = append(seen, block)
			return nil
		})
		if n != 50 || err != nil || len(seen) != 50 {
			t.Fatalf("%d workers: %d blocks, %v", workers, n, err)
		}
		for k, block := range seen {
			if k != block {
				t.Fatalf("%d workers: block %d came as number %d", workers, block, k)
			}
		}
	}
}

// The first block that fails is reported, whichever failed first; nobody waits for ever.
func TestInOrderReportsTheFirstError(t *testing.T) {
	for range 20 {
		n, err := inOrder(context.Background(), 3, 1000, func() func(int, *int) error {
			return func(block int, into *int) error {
				if block >= 7 {
					return fmt.Errorf("block %d", block)
				}
				return square(block, into)
			}
		}, func() *int { return new(int) }, func(int, *int) error { return nil })
		if n != 7 || err == nil || err.Error() != "block 7" {
			t.Fatalf("%d blocks, error %v", n, err)
		}
	}
	stop := errors.New("enough")
	n, err := inOrder(context.Background(), 2, 1000, func() func(int, *int) error { return square }, func() *int { return new(int) }, func(block int, _ *int) error {
		if block == 5 {
			return stop
		}
		return nil
	})
	if n != 5 || !errors.Is(err, stop) {
		t.Errorf("%d blocks, error %v", n, err)
	}
}

func TestInOrderKeepsAPrefix(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	n, err := inOrder(ctx, 3, 1<<30, func() func(int, *int) error { return square }, func() *int { return new(int) }, func(block int, _ *int) error {
		if block == 20 {
			cancel()
		}
		return nil
	})
	if n < 21 || n > 21+3*(ahead+1) || err != nil {
		t.Errorf("%d blocks, error %v", n, err)
	}
}
