//go:build !amd64 || purego

package vector

import "math"

// stride is how many rows the plain kernel takes over where there is no other: all.
const stride = math.MaxInt

func expBlocks(_, _ []float64) int                                                         { return 0 }
func linearBlocks(_, _ []float64, _, _, _ float64) int                                     { return 0 }
func addScaledBlocks(_, _ []float64, _ float64) int                                        { return 0 }
func dotBlocks(_, _ []float64, _ *[8]float64) int                                          { return 0 }
func bestBlocks(_ []float64, _ []uint16, _ [][]float64, _ []float64, _ int, _ float64) int { return 0 }
func dotsBlocks(_ *[4]float64, _, _, _, _, _ []float64) bool                               { return false }
func tiltBlocks(_, _ []float64, _ float64, _ *[16]float64) int                             { return 0 }
func combineBlocks(_, _, _ []float64, _ int) int                                           { return 0 }
func centralBlocks(_ []float64) int                                                        { return 0 }
func tailBlocks(_ []float64) int                                                           { return 0 }
func uniformBlocks(_ []float64, _, _, _ uint64) int                                        { return 0 }
func standardizeBlocks(_, _ []float64, _, _ float64) int                                   { return 0 }
func clampBlocks(_, _ []float64, _, _ float64) int                                         { return 0 }
func improveBlocks(_ []float64, _ []int32, _ []float64, _ int32, _ float64) int            { return 0 }
func beyondBlocks(_, _ []float64, _ float64) int                                           { return 0 }
func finiteBlocks(_ []float64) int                                                         { return 0 }
func operationBlocks(_ Operation, _, _, _, _ []float64) int                                { return 0 }
func nestedBlocks(_ []float64, _ [][]float64, _ []float64, _ []Step) int                   { return 0 }
func quantileBlocks(_ []float64, _ *[tailRoom]float64) int                                 { return 0 }
func scrambleBlocks(_ []float64, _ []uint16, _ *[8]uint64, _ uint64) int                   { return 0 }
func interpolateBlocks(_, _ []float64, _ int, _ []int32, _ Places) int                     { return 0 }
func interpolate2Blocks(_, _ []float64, _, _ int, _ []int32, _, _ Places) int              { return 0 }
func sameBlocks(_, _ []uint16) int                                                         { return 0 }
