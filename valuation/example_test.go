package valuation_test

import (
	"context"
	"fmt"
	"log"

	"ips2/configs"
	"ips2/scenario"
	"ips2/valuation"
)

// A shipped contract is read, valued by both methods, and held against itself.
func ExampleValue() {
	source, err := configs.Read("maintenance-contract")
	if err != nil {
		log.Fatal(err)
	}
	contract, err := scenario.Read("maintenance-contract.yaml", source)
	if err != nil {
		log.Fatal(err) // every error of the file, each with its line
	}
	result, err := valuation.Value(context.Background(), contract.Problem, valuation.Options{Method: valuation.Both, Paths: 1 << 14})
	if err != nil {
		log.Fatal(err)
	}
	exact, simulated := result.Exact, result.Simulated
	fmt.Printf("at most  %.0f\n", exact.PriceCeiling.Value)
	fmt.Printf("at least %.0f\n", exact.PriceFloor.Value)
	fmt.Printf("the option to change is worth %.0f\n", exact.FlexibilityValue.Value)
	fmt.Println("simulated interval holds the exact value:",
		simulated.PriceCeiling.Lower <= exact.PriceCeiling.Value && exact.PriceCeiling.Value <= simulated.PriceCeiling.Upper)
	// Output:
	// at most  437842
	// at least 316926
	// the option to change is worth 52315
	// simulated interval holds the exact value: true
}
