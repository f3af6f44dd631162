// A Bermudan put on one asset (p1) or a Bermudan call on the largest of five (p2) by QuantLib's least-squares Monte Carlo, antithetic.
//
// usage: quantlib p1|p2 PAIRS CALIBRATION_PAIRS SEED; prints the value. The first policy is fitted on paths of its own, as ours.
//
// Built with g++ -O3 -march=native quantlib.cpp -lQuantLib (Debian: libquantlib0-dev, g++).

#include <ql/exercise.hpp>
#include <ql/instruments/basketoption.hpp>
#include <ql/instruments/vanillaoption.hpp>
#include <ql/math/matrix.hpp>
#include <ql/pricingengines/basket/mcamericanbasketengine.hpp>
#include <ql/pricingengines/vanilla/mcamericanengine.hpp>
#include <ql/processes/blackscholesprocess.hpp>
#include <ql/processes/stochasticprocessarray.hpp>
#include <ql/quotes/simplequote.hpp>
#include <ql/settings.hpp>
#include <ql/termstructures/volatility/equityfx/blackconstantvol.hpp>
#include <ql/termstructures/yield/flatforward.hpp>
#include <ql/time/calendars/nullcalendar.hpp>
#include <ql/time/daycounters/actual365fixed.hpp>

#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <string>

using namespace QuantLib;

using ext::shared_ptr;

const DayCounter dayCounter = Actual365Fixed(); // a year of 365 days is 1
const int daysAYear = 365;

struct Run {
    Size pairs, calibrationPairs;
    BigNatural seed;
};

// process is a geometric Brownian motion under constant rates; r and q continuous, a year.
shared_ptr<GeneralizedBlackScholesProcess> process(Date today, Real spot, Rate r, Rate q, Volatility sigma) {
    return ext::make_shared<BlackScholesMertonProcess>(
        Handle<Quote>(ext::make_shared<SimpleQuote>(spot)),
        Handle<YieldTermStructure>(ext::make_shared<FlatForward>(today, q, dayCounter)),
        Handle<YieldTermStructure>(ext::make_shared<FlatForward>(today, r, dayCounter)),
        Handle<BlackVolTermStructure>(ext::make_shared<BlackConstantVol>(today, NullCalendar(), sigma, dayCounter)));
}

// put: S 36, K 40, r 6 %, volatility 20 %, a year, 50 dates.
Real put(Date today, const Run& run) {
    VanillaOption option(ext::make_shared<PlainVanillaPayoff>(Option::Put, 40.0),
                         ext::make_shared<AmericanExercise>(today, today + daysAYear));
    option.setPricingEngine(MakeMCAmericanEngine<PseudoRandom>(process(today, 36.0, 0.06, 0.0, 0.2))
                                .withSteps(50)
                                .withAntitheticVariate()
                                .withSamples(run.pairs)
                                .withCalibrationSamples(run.calibrationPairs)
                                .withPolynomialOrder(2)
                                .withBasisSystem(LsmBasisSystem::Monomial)
                                .withSeed(run.seed));
    return option.NPV();
}

// maxCall: five independent assets, S and K 100, r 5 %, dividend 10 %, volatility 20 %, three years, nine dates.
Real maxCall(Date today, const Run& run) {
    const Size assets = 5;
    std::vector<shared_ptr<StochasticProcess1D>> processes(assets, process(today, 100.0, 0.05, 0.10, 0.2));
    Matrix correlation(assets, assets, 0.0);
    for (Size k = 0; k < assets; ++k)
        correlation[k][k] = 1.0;
    BasketOption option(ext::make_shared<MaxBasketPayoff>(ext::make_shared<PlainVanillaPayoff>(Option::Call, 100.0)),
                        ext::make_shared<AmericanExercise>(today, today + 3 * daysAYear));
    option.setPricingEngine(MakeMCAmericanBasketEngine<PseudoRandom>(ext::make_shared<StochasticProcessArray>(processes, correlation))
                                .withSteps(9)
                                .withAntitheticVariate()
                                .withSamples(run.pairs)
                                .withCalibrationSamples(run.calibrationPairs)
                                .withPolynomialOrder(2)
                                .withSeed(run.seed));
    return option.NPV();
}

int main(int argc, char* argv[]) {
    const std::string problem = argc == 5 ? argv[1] : "";
    if (problem != "p1" && problem != "p2") {
        std::cerr << "usage: quantlib p1|p2 PAIRS CALIBRATION_PAIRS SEED\n";
        return 2;
    }
    try {
        const Run run{std::stoul(argv[2]), std::stoul(argv[3]), std::stoul(argv[4])};
        const Date today(1, January, 2023);
        Settings::instance().evaluationDate() = today;
        std::cout << std::setprecision(17) << (problem == "p1" ? put(today, run) : maxCall(today, run)) << "\n";
    } catch (const std::exception& e) {
        std::cerr << "quantlib: " << e.what() << "\n";
        return 1;
    }
}
